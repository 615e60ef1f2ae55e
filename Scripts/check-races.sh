#!/usr/bin/env bash
# Runs VectorCore's tests under the thread sanitizer, but for those that only measure recall or damage files, on one thread
# and for minutes. A small package of VectorCore and its tests alone is made below .build, so that nothing else is built.
#
#   bash Scripts/check-races.sh [FILTER]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder="$root/.build/races"

mkdir -p "$folder/Sources" "$folder/Tests"
for target in VectorCore CVectorKernels CBLAS; do ln -sfn "$root/Sources/$target" "$folder/Sources/$target"; done
for target in VectorCoreTests TestSupport; do ln -sfn "$root/Tests/$target" "$folder/Tests/$target"; done
cat >"$folder/Package.swift" <<'EOF'
// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "races",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "CVectorKernels"),
        .systemLibrary(name: "CBLAS"),
        .target(
            name: "VectorCore",
            dependencies: ["CVectorKernels", .target(name: "CBLAS", condition: .when(platforms: [.linux]))],
            swiftSettings: settings + [.strictMemorySafety()],
            linkerSettings: [.linkedFramework("Accelerate", .when(platforms: [.macOS]))]),
        .target(
            name: "TestSupport", dependencies: ["VectorCore"], path: "Tests/TestSupport",
            exclude: ["HashingEmbeddingModel.swift"], swiftSettings: settings),
        .testTarget(
            name: "VectorCoreTests", dependencies: ["VectorCore", "CVectorKernels", "TestSupport"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
    ])
EOF

# Races are found where threads run at once, so the tests that have none of their own may be passed over.
arguments=(--skip ChurnTests --skip SIFTRecallTests --skip DamagedFileTests --skip KernelTests)
if [[ $# -gt 0 ]]; then arguments=(--filter "$1"); fi
TSAN_OPTIONS="halt_on_error=0 exitcode=66 ${TSAN_OPTIONS:-}" \
    swift test -c release --sanitize=thread --package-path "$folder" --scratch-path "$folder/.build" --no-parallel \
    "${arguments[@]}"
printf '\nno races found (%d s)\n' "$SECONDS"
