// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "tessera",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .visionOS(.v2)],
    products: [
        .library(name: "VectorCore", targets: ["VectorCore"]),
        .library(name: "KeywordSearch", targets: ["KeywordSearch"]),
        .library(name: "Chunking", targets: ["Chunking"]),
        .library(name: "PDFParsing", targets: ["PDFParsing"]),
        .library(name: "ModelServing", targets: ["ModelServing"]),
        .library(name: "RemoteModels", targets: ["RemoteModels"]),
        .library(name: "Retriever", targets: ["Retriever"]),
        .library(name: "ChainKit", targets: ["ChainKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        // Kernels and indexes: nothing but the toolchain and BLAS.
        .target(name: "CVectorKernels"),
        .systemLibrary(name: "CBLAS", providers: [.apt(["libblas-dev", "liblapack-dev", "libopenblas-dev"])]),
        .target(
            name: "VectorCore",
            dependencies: [
                "CVectorKernels",
                .target(name: "CBLAS", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: settings + [.strictMemorySafety()],
            linkerSettings: [
                .linkedFramework("Accelerate", .when(platforms: [.macOS, .iOS, .tvOS, .visionOS]))
            ]),

        // The inverted index, on the same files and filters.
        .target(name: "CKeywordKernels"),
        .target(
            name: "KeywordSearch", dependencies: ["VectorCore", "CKeywordKernels"], swiftSettings: settings),

        // Unicode's normalisation forms, with data of our own.
        .target(name: "UnicodeForms", swiftSettings: settings),

        // Text in, chunks with exact offsets out.
        .target(
            name: "Chunking", dependencies: ["UnicodeForms"], swiftSettings: settings,
            linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS, .iOS, .tvOS, .visionOS]))]),
        // PDF into text, by a process of poppler's or PDFKit; apart from Chunking since it needs Foundation.
        .target(name: "PDFParsing", dependencies: ["Chunking"], swiftSettings: settings),

        // Models in process, and the protocols every model keeps.
        .target(name: "CEncoderKernels"),
        .target(
            name: "ModelServing", dependencies: ["VectorCore", "UnicodeForms", "CEncoderKernels"],
            swiftSettings: settings),

        // The same protocols over HTTP; the only target that builds an HTTP client.
        .target(
            name: "RemoteModels",
            dependencies: [
                "ModelServing", "VectorCore",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: settings),

        // The store: tables, change data feed, indexes, search.
        .target(
            name: "Retriever",
            dependencies: [
                "VectorCore", "KeywordSearch", "Chunking", "ModelServing",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),

        // Chains over the retriever and the models.
        .target(
            name: "ChainKit",
            dependencies: [
                "Retriever", "KeywordSearch", "ModelServing", "Chunking", "VectorCore",
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["ModelServing", "VectorCore"], path: "Tests/TestSupport",
            swiftSettings: settings),
        // What tests start as a process of its own, to kill it.
        .executableTarget(
            name: "SaveLoop", dependencies: ["VectorCore"], path: "Tests/SaveLoop", swiftSettings: settings),
        .executableTarget(
            name: "StoreLoop", dependencies: ["Retriever", "Chunking", "TestSupport"], path: "Tests/StoreLoop",
            swiftSettings: settings),
        // A SQLite file system that fails when it is told to; for tests only.
        .target(name: "CFaultyFiles", path: "Tests/CFaultyFiles", linkerSettings: [.linkedLibrary("sqlite3")]),
        // Counts allocations; for tests only.
        .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
        .testTarget(
            name: "VectorCoreTests",
            dependencies: ["VectorCore", "CVectorKernels", "TestSupport", "SaveLoop", "CAllocationCount"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
        .testTarget(
            name: "KeywordSearchTests",
            dependencies: ["KeywordSearch", "CKeywordKernels", "VectorCore", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "ChunkingTests", dependencies: ["Chunking", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "PDFParsingTests", dependencies: ["PDFParsing", "Chunking", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "ModelServingTests", dependencies: ["ModelServing", "CEncoderKernels", "VectorCore", "TestSupport"],
            resources: [.copy("Fixtures")], swiftSettings: settings),
        .testTarget(
            name: "RemoteModelsTests",
            dependencies: [
                "RemoteModels", "Retriever", "ModelServing", "VectorCore", "TestSupport",
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], swiftSettings: settings),
        .testTarget(
            name: "RetrieverTests",
            dependencies: [
                "Retriever", "KeywordSearch", "Chunking", "ModelServing", "VectorCore", "TestSupport", "StoreLoop",
                "CFaultyFiles", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "ChainKitTests",
            dependencies: [
                "ChainKit", "Retriever", "Chunking", "RemoteModels", "ModelServing", "VectorCore", "TestSupport",
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            swiftSettings: settings),
    ]
)
