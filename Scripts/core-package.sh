#!/usr/bin/env bash
# Makes a small package of VectorCore and its tests alone in a folder, so that a check of these builds nothing else; with
# --models also of ModelServing and its.
#
#   bash Scripts/core-package.sh FOLDER [--models]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
models=${2:-}

mkdir -p "$folder/Sources" "$folder/Tests"
sources=(VectorCore CVectorKernels CBLAS)
tests=(VectorCoreTests TestSupport SaveLoop)
[ -z "$models" ] || { sources+=(ModelServing UnicodeForms CEncoderKernels) tests+=(ModelServingTests); }
for target in "${sources[@]}"; do ln -sfn "$root/Sources/$target" "$folder/Sources/$target"; done
for target in "${tests[@]}"; do ln -sfn "$root/Tests/$target" "$folder/Tests/$target"; done
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
EOF
if [ -z "$models" ]; then
    cat >>"$folder/Package.swift" <<'EOF'
        .target(
            name: "TestSupport", dependencies: ["VectorCore"], path: "Tests/TestSupport",
            exclude: ["HashingEmbeddingModel.swift"], swiftSettings: settings),
EOF
else
    cat >>"$folder/Package.swift" <<'EOF'
        .target(name: "UnicodeForms", swiftSettings: settings),
        .target(name: "CEncoderKernels"),
        .target(
            name: "ModelServing", dependencies: ["VectorCore", "UnicodeForms", "CEncoderKernels"],
            swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["ModelServing", "VectorCore"], path: "Tests/TestSupport",
            swiftSettings: settings),
        .testTarget(
            name: "ModelServingTests", dependencies: ["ModelServing", "CEncoderKernels", "VectorCore", "TestSupport"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
EOF
fi
cat >>"$folder/Package.swift" <<'EOF'
        .executableTarget(
            name: "SaveLoop", dependencies: ["VectorCore"], path: "Tests/SaveLoop", swiftSettings: settings),
        .testTarget(
            name: "VectorCoreTests", dependencies: ["VectorCore", "CVectorKernels", "TestSupport", "SaveLoop"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
    ])
EOF
