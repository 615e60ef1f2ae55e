#!/usr/bin/env bash
# Runs those tests of VectorCore and of the encoders that use threads under the thread sanitizer. A small package of these
# modules and their tests alone is made below .build, so that nothing else is built: fifteen to twenty minutes on two cores.
#
#   bash Scripts/check-races.sh [REGEX OF TESTS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder="$root/.build/races"

bash "$root/Scripts/core-package.sh" "$folder" --models

# Races are found where threads run at once; a test that has but one would only cost its time, ten times over.
filter=${1:-'ConcurrencyTests|searchesRunBeside|theGraphStaysSound|manyQueries|randomOperations|whatIsSaved|ThreadTeamTests'}
TSAN_OPTIONS="halt_on_error=0 exitcode=66 ${TSAN_OPTIONS:-}" \
    swift test -c release --sanitize=thread --package-path "$folder" --scratch-path "$folder/.build" --no-parallel \
    --filter "$filter"
printf '\nno races found (%d s)\n' "$SECONDS"
