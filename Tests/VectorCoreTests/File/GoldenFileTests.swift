import Foundation
import TestSupport
import Testing
import VectorCore

/// Files that a former version wrote open for ever, and give what they gave.
///
/// `TESSERA_WRITE_GOLDEN=1` writes the present version's files into the source folder, once for each format version.
struct GoldenFileTests {
    static let ids = (0..<25).map { Int64($0) * 1_000_000_007 - 12 }

    static func make(_ kind: IndexUnderTest) throws -> any VectorIndex {
        var random = SeededGenerator(seed: 91)
        let index = try kind.make(5, .cosine)
        try index.add(random.matrix(25, 5), ids: ids)
        index.remove([ids[3], ids[17]])
        return index
    }

    static let writtenVersion = 3

    /// The files of a kind, the oldest first.
    static func files(_ kind: IndexUnderTest) -> [URL] {
        (1...writtenVersion).compactMap { version in
            Bundle.module.url(forResource: "Fixtures/\(kind.rawValue)-v\(version).index", withExtension: nil)
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func filesOfEachVersionOpen(kind: IndexUnderTest) throws {
        let expected = try Self.make(kind)
        if ProcessInfo.processInfo.environment["TESSERA_WRITE_GOLDEN"] != nil {
            let folder = TestData.packageRoot.appendingPathComponent("Tests/VectorCoreTests/Fixtures")
            try expected.save(
                to: folder.appendingPathComponent("\(kind.rawValue)-v\(Self.writtenVersion).index"),
                metadata: ["model": "golden", "table": "7"])
        }
        let files = Self.files(kind)
        #expect(files.last?.lastPathComponent == "\(kind.rawValue)-v\(Self.writtenVersion).index")
        for file in files {
            // A file must be of the version that its name says, or an older one is no longer tested.
            let version = try Data(contentsOf: file)[8]
            #expect(file.lastPathComponent == "\(kind.rawValue)-v\(version).index")
            for checking in FileChecking.allCases {
                try check(kind.open(file, checking: checking), expected)
            }
        }
    }

    private func check(_ index: any VectorIndex, _ expected: any VectorIndex) throws {
        #expect(index.metadata == ["model": "golden", "table": "7"])
        #expect(index.ids == expected.ids && index.metric == .cosine && index.dimension == 5)
        for id in index.ids {
            let vector = try #require(index.vector(for: id))
            #expect(vector == expected.vector(for: id))
            // All lists, so that the file is compared and not how its centroids were learned.
            let options = SearchOptions(nprobe: 100)
            #expect(
                try index.search(vector, k: 5, options: options).map(\.id)
                    == expected.search(vector, k: 5, options: options).map(\.id))
        }
    }
}
