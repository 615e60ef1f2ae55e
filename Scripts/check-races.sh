#!/usr/bin/env bash
# Runs those of VectorCore's tests that use threads under the thread sanitizer. A small package of VectorCore and its tests
# alone is made below .build, so that nothing else is built: about four minutes on two cores.
#
#   bash Scripts/check-races.sh [REGEX OF TESTS]
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

# Races are found where threads run at once; a test that has but one would only cost its time, ten times over.
filter=${1:-'ConcurrencyTests|searchesRunBeside|theGraphStaysSound|manyQueries|randomOperations|whatIsSaved'}
TSAN_OPTIONS="halt_on_error=0 exitcode=66 ${TSAN_OPTIONS:-}" \
    swift test -c release --sanitize=thread --package-path "$folder" --scratch-path "$folder/.build" --no-parallel \
    --filter "$filter"
printf '\nno races found (%d s)\n' "$SECONDS"
