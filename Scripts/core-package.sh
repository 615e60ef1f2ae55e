#!/usr/bin/env bash
# Makes a small package of VectorCore and its tests alone in a folder, so that a check of these builds nothing else.
#
#   bash Scripts/core-package.sh FOLDER
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$1

mkdir -p "$folder/Sources" "$folder/Tests"
for target in VectorCore CVectorKernels CBLAS; do ln -sfn "$root/Sources/$target" "$folder/Sources/$target"; done
for target in VectorCoreTests TestSupport SaveLoop; do ln -sfn "$root/Tests/$target" "$folder/Tests/$target"; done
cat >"$folder/Package.swift" <<'EOF'
// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "core",
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
        .executableTarget(
            name: "SaveLoop", dependencies: ["VectorCore"], path: "Tests/SaveLoop", swiftSettings: settings),
        .testTarget(
            name: "VectorCoreTests", dependencies: ["VectorCore", "CVectorKernels", "TestSupport", "SaveLoop"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
    ])
EOF
