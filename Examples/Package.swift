// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "tessera-examples",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tessera", targets: ["tessera"]),
        .executable(name: "QuickStart", targets: ["QuickStart"]),
        .executable(name: "TuneIndex", targets: ["TuneIndex"]),
        .executable(name: "OwnFormat", targets: ["OwnFormat"]),
        .executable(name: "Questionnaires", targets: ["Questionnaires"]),
        .executable(name: "Tutorial", targets: ["Tutorial"]),
        .executable(name: "ComingFromLangChain", targets: ["ComingFromLangChain"]),
    ],
    dependencies: [
        // By name, since a checkout's folder can have any.
        .package(name: "tessera", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // The command line.
        .executableTarget(
            name: "tessera",
            dependencies: [
                .product(name: "Chunking", package: "tessera"),
                .product(name: "PDFParsing", package: "tessera"),
                .product(name: "ModelServing", package: "tessera"),
                .product(name: "RemoteModels", package: "tessera"),
                .product(name: "Retriever", package: "tessera"),
                .product(name: "KeywordSearch", package: "tessera"),
                .product(name: "ChainKit", package: "tessera"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // The README's quick start, to the letter.
        .executableTarget(
            name: "QuickStart",
            dependencies: [
                .product(name: "ModelServing", package: "tessera"),
                .product(name: "Retriever", package: "tessera"),
                .product(name: "ChainKit", package: "tessera"),
            ],
            swiftSettings: settings),

        // The example of IndexTuner's documentation.
        .executableTarget(
            name: "TuneIndex", dependencies: [.product(name: "VectorCore", package: "tessera")],
            swiftSettings: settings),

        // The parser and the chunker of Docs/ChoosingAChunker.md.
        .executableTarget(
            name: "OwnFormat", dependencies: [.product(name: "Chunking", package: "tessera")],
            swiftSettings: settings),

        // 10,000 questionnaires: a batch that goes on after a kill.
        .executableTarget(
            name: "Questionnaires",
            dependencies: [
                .product(name: "ModelServing", package: "tessera"),
                .product(name: "Retriever", package: "tessera"),
                .product(name: "ChainKit", package: "tessera"),
            ],
            swiftSettings: settings),

        // The program of Docs/Tutorial.md.
        .executableTarget(
            name: "Tutorial",
            dependencies: [
                .product(name: "ModelServing", package: "tessera"),
                .product(name: "RemoteModels", package: "tessera"),
                .product(name: "Retriever", package: "tessera"),
                .product(name: "ChainKit", package: "tessera"),
            ],
            swiftSettings: settings),

        // The program of Docs/ComingFromLangChain.md.
        .executableTarget(
            name: "ComingFromLangChain",
            dependencies: [
                .product(name: "Chunking", package: "tessera"),
                .product(name: "ModelServing", package: "tessera"),
                .product(name: "RemoteModels", package: "tessera"),
                .product(name: "Retriever", package: "tessera"),
                .product(name: "ChainKit", package: "tessera"),
            ],
            swiftSettings: settings),

        // Runs the built programs as a user would.
        .testTarget(
            name: "TesseraTests",
            dependencies: [
                "tessera", "QuickStart", "TuneIndex", "OwnFormat", "Questionnaires", "Tutorial", "ComingFromLangChain",
            ],
            swiftSettings: settings),
    ]
)
