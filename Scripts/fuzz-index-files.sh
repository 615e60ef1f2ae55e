#!/usr/bin/env bash
# Opens index files with changed content and fitting checksums under the address sanitizer, for ten minutes or as long as it
# is told, from a seed that the time gives, and uses those that open. What crashes it is left in .build/fuzz.
#
#   bash Scripts/fuzz-index-files.sh [SECONDS [SEED]]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder="$root/.build/fuzz"
bash "$root/Scripts/core-package.sh" "$folder"

export TESSERA_LONG=1
export TESSERA_FUZZ_SECONDS=${1:-600}
export TESSERA_FUZZ_SEED=${2:-$(date +%s%N)}
export TESSERA_FUZZ_FOLDER=$folder
rm -f "$folder/last.index"
printf 'seed %s\n' "$TESSERA_FUZZ_SEED"
# The graph's memory comes from the system, not from the allocator: a leak there is not the sanitizer's to find, nor are
# the objects that the test library keeps.
if ! ASAN_OPTIONS="detect_leaks=0 ${ASAN_OPTIONS:-}" \
    swift test -c debug --sanitize=address --package-path "$folder" --scratch-path "$folder/.build" --no-parallel \
    --filter FuzzedFileTests; then
    if [ -f "$folder/last.index" ]; then
        mv "$folder/last.index" "$folder/crash-$TESSERA_FUZZ_SEED.index"
        printf 'the file that it crashed on is %s\n' "$folder/crash-$TESSERA_FUZZ_SEED.index" >&2
    fi
    printf 'failed from seed %s\n' "$TESSERA_FUZZ_SEED" >&2
    exit 1
fi
printf '\nno harm found in %d s from seed %s\n' "$SECONDS" "$TESSERA_FUZZ_SEED"
