#!/usr/bin/env bash
# Builds a small outside package that links VectorCore alone, runs it, and fails if anything of SQLite or of the HTTP
# client was compiled for it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
outside=$(mktemp -d "${TMPDIR:-/tmp}/tessera-outside.XXXXXX")
trap 'rm -rf "$outside"' EXIT

mkdir -p "$outside/Sources/outside"
cat > "$outside/Package.swift" <<SWIFT
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "outside",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "tessera", path: "$root")],
    targets: [
        .executableTarget(name: "outside", dependencies: [.product(name: "VectorCore", package: "tessera")])
    ]
)
SWIFT
cat > "$outside/Sources/outside/main.swift" <<'SWIFT'
import VectorCore

let index = try FlatIndex(dimension: 2, metric: .squaredL2)
try index.add(Matrix([[0, 0], [3, 4]]), ids: [1, 2])
let nearest = try index.search([3, 3], k: 1)
print("nearest:", nearest[0].id, nearest[0].distance)
SWIFT

# Swift refuses unsafe flags in a package that is depended on by version; a checkout's path would let them pass.
if grep -n 'unsafeFlags' "$root/Package.swift"; then
    printf 'check-products: the root package must have no unsafe flags\n' >&2
    exit 1
fi

cd "$outside"
swift build -c release >build.log 2>&1 || { cat build.log >&2; exit 1; }
answer=$(.build/release/outside)
[ "$answer" = "nearest: 2 1.0" ] || { printf 'check-products: expected "nearest: 2 1.0", got "%s"\n' "$answer" >&2; exit 1; }

# A module's folder is made for the whole plan; an object in it is what was compiled.
compiled=$(find .build/ -name '*.o' -path '*release/*.build/*' | sed 's|.*release/\([^/]*\)\.build/.*|\1|' | sort -u | tr '\n' ' ')
printf 'check-products: compiled for VectorCore alone: %s\n' "$compiled"
forbidden=$(printf '%s\n' $compiled | grep -E '^(GRDB|GRDBSQLite|NIO.*|CNIO.*|AsyncHTTPClient|Crypto|Chunking|ModelServing|Retriever|ChainKit|RemoteModels)$' || true)
if [ -n "$forbidden" ]; then
    printf 'check-products: VectorCore must not pull in: %s\n' "$forbidden" >&2
    exit 1
fi
printf '%s\n' $compiled | grep -qx VectorCore || { printf 'check-products: VectorCore itself was not found\n' >&2; exit 1; }
printf 'check-products: passed\n'
