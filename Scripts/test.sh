#!/usr/bin/env bash
# Sets up and passes all tests, from nothing: the library's, the examples', the benchmarks', and one of a package that
# depends on us. Everything runs in release mode, where the floors for recall, quality and speed hold, and shares one
# scratch path, so that each dependency is compiled once. The builds may not go by the manifest of the last one there: where
# no file has changed since, Swift would take that of the package before, and run its tests again.
#
#   bash Scripts/test.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

step() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }

# What failed is told once more at the end, as the output of some thousand tests is longer than most logs keep.
tests() {
    local log
    log=$(mktemp)
    if swift test -c release --scratch-path "$root/.build" --disable-build-manifest-caching --no-parallel "$@" 2>&1 |
        tee "$log"; then
        rm -f "$log"
        return
    fi
    printf '\n== failed (%d s)\n' "$SECONDS" >&2
    grep -E -A 4 '^✘|error:|Fatal error' "$log" | grep -v 'known issue' | tail -n 60 >&2 || true
    rm -f "$log"
    return 1
}

step "set-up"
bash Scripts/setup.sh --test
bash Scripts/fetch-models.sh minilm
# The server and its model are for tests of the remote client alone, which skip, and say so, where they are absent.
bash Scripts/fetch-models.sh smollm2 llama-server || printf 'SKIPPED: no llama-server here; its tests will skip\n' >&2

step "format"
swift format lint --strict --recursive --parallel Package.swift Sources Tests Examples Benchmarks

step "library"
# One test at a time: many of them fill both the cores by themselves, and some of them measure time.
tests

built=$root/.build/release/tesseraPackageTests.xctest
[ -f "$built" ] || built= # a folder on Apple's systems, where the script for MLflow builds by itself

step "a BLAS without locks"
serial=$(find /usr/lib -maxdepth 2 -type d -name openblas-serial 2>/dev/null | head -n 1)
if [ -n "$built" ] && [ -n "$serial" ]; then
    LD_LIBRARY_PATH=$serial${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
        "$built" --testing-library swift-testing --filter 'VectorCoreTests.(BLAS|KMeans|Flat)' --no-parallel
else
    printf 'SKIPPED: no libopenblas0-serial here\n' >&2
fi

step "traces in MLflow"
# Skips, and says so, where MLflow cannot be installed.
TESSERA_TESTS=$built bash Scripts/check-mlflow.sh

# Beside the steps that measure no time: it builds the library's core once more, from nothing.
outside=$(mktemp)
bash Scripts/check-products.sh >"$outside" 2>&1 &
products=$!
trap 'kill "$products" 2>/dev/null || true; rm -f "$outside"' EXIT

step "examples"
tests --package-path Examples

step "benchmarks"
tests --package-path Benchmarks

step "a package that links VectorCore alone"
wait "$products" || { cat "$outside" >&2; exit 1; }
cat "$outside"

step "all tests passed"
