#!/usr/bin/env bash
# Opens index files with changed content and fitting checksums under the address sanitizer, and uses those that open: for ten
# minutes or as long as it is told, from a seed that the time gives. Half of the time goes to a debug build, where the standard
# library checks the bounds of its buffers too, half to a release build, which gets through many more files. A file that
# crashes it is left in .build/fuzz.
#
#   bash Scripts/fuzz-index-files.sh [SECONDS [SEED]]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder="$root/.build/fuzz"
bash "$root/Scripts/core-package.sh" "$folder"

export TESSERA_LONG=1
export TESSERA_FUZZ_SECONDS=$((${1:-600} / 2))
export TESSERA_FUZZ_SEED=${2:-$(date +%s%N)}
export TESSERA_FUZZ_FOLDER=$folder
printf 'seed %s\n' "$TESSERA_FUZZ_SEED"
for configuration in debug release; do
    rm -f "$folder/last.index"
    # It is memory misused that is looked for here, not memory kept for too long.
    if ! ASAN_OPTIONS="detect_leaks=0 ${ASAN_OPTIONS:-}" \
        swift test -c "$configuration" --sanitize=address --package-path "$folder" --scratch-path "$folder/.build" \
        --no-parallel --filter FuzzedFileTests; then
        if [ -f "$folder/last.index" ]; then
            mv "$folder/last.index" "$folder/crash-$TESSERA_FUZZ_SEED.index"
            printf 'the file that it ended on is %s\n' "$folder/crash-$TESSERA_FUZZ_SEED.index" >&2
        fi
        printf 'failed in the %s build from seed %s\n' "$configuration" "$TESSERA_FUZZ_SEED" >&2
        exit 1
    fi
done
printf '\nno harm found in %d s from seed %s\n' "$SECONDS" "$TESSERA_FUZZ_SEED"
