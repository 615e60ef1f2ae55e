// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A package of its own, so that unsafe flags, C++ peers and the argument parser never reach the library's users.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The peers are measured as a careful user would build them: optimised for this very processor.
let native: [CXXSetting] = [.unsafeFlags(["-O3", "-march=native"])]

// A peer that is not installed is left out; asking for it then says what to install.
let hasHNSWLib = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].contains {
    FileManager.default.fileExists(atPath: $0 + "/hnswlib/hnswlib.h")
}
// hnswlib 0.8.0, for its filter functor, from Benchmarks/fetch-peers.sh.
let cache =
    ProcessInfo.processInfo.environment["XDG_CACHE_HOME"].map { URL(fileURLWithPath: $0) }
    ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
let fetchedPeers = cache.appendingPathComponent("tessera/peers").path
let hasHNSWLibFilter = FileManager.default.fileExists(atPath: fetchedPeers + "/hnswlib-0.8.0/hnswlib.h")
let hasFaiss = FileManager.default.fileExists(atPath: "/usr/include/faiss/IndexHNSW.h")
let peers: [CXXSetting] =
    (hasHNSWLib ? [.define("PEERS_HNSWLIB")] : []) + (hasFaiss ? [.define("PEERS_FAISS")] : [])
    + (hasHNSWLibFilter ? [.define("PEERS_HNSWLIB_FILTER"), .unsafeFlags(["-isystem", fetchedPeers])] : [])
let faissLibraries: [LinkerSetting] =
    hasFaiss ? ["faiss", "gomp", "lapack", "blas"].map { .linkedLibrary($0) } : []

let package = Package(
    name: "tessera-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "tessera", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    ],
    targets: [
        .target(
            name: "CPeers", cxxSettings: native + peers + [.headerSearchPath("openmp")], linkerSettings: faissLibraries),
        .target(name: "CExactSearch", cxxSettings: native),
        // Linked with VectorCore, whose table of kernels it times.
        .target(name: "CKernelLoops", dependencies: [.product(name: "VectorCore", package: "tessera")]),
        .target(
            name: "VectorFiles", dependencies: [.product(name: "VectorCore", package: "tessera")],
            swiftSettings: settings),
        .target(name: "RetrievalMetrics", swiftSettings: settings),
        .target(name: "Reports", swiftSettings: settings),
        .executableTarget(
            name: "tessera-bench",
            dependencies: [
                "CPeers", "CExactSearch", "CKernelLoops", "VectorFiles", "RetrievalMetrics", "Reports",
                .product(name: "VectorCore", package: "tessera"),
                .product(name: "KeywordSearch", package: "tessera"),
                .product(name: "Chunking", package: "tessera"),
                .product(name: "ModelServing", package: "tessera"),
                .product(name: "RemoteModels", package: "tessera"),
                .product(name: "Retriever", package: "tessera"),
                .product(name: "ChainKit", package: "tessera"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .target(name: "TestFolder", path: "Tests/TestFolder", swiftSettings: settings),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "TestFolder"], swiftSettings: settings),
        .testTarget(
            name: "VectorFilesTests",
            dependencies: [
                "VectorFiles", "CExactSearch", "TestFolder", .product(name: "VectorCore", package: "tessera"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "RetrievalMetricsTests", dependencies: ["RetrievalMetrics", "TestFolder"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
        .testTarget(
            name: "TesseraBenchTests",
            dependencies: [
                "tessera-bench", "TestFolder", "VectorFiles", .product(name: "VectorCore", package: "tessera"),
            ],
            swiftSettings: settings),
    ],
    cxxLanguageStandard: .cxx17
)
