import Foundation
import Retriever
import TestSupport
import Testing

/// Stores that a former version wrote open for ever, and say what they said.
///
/// `TESSERA_WRITE_GOLDEN=1` writes the present format's archive into the source folder, once for each format.
@Suite struct GoldenStoreTests {
    /// Raised with the store's format, which the code then writes.
    private static let writtenFormat = 3
    private static let fixtures = TestData.packageRoot.appendingPathComponent("Tests/RetrieverTests/Fixtures")

    @Test(.enabled(if: ProcessInfo.processInfo.environment["TESSERA_WRITE_GOLDEN"] != nil))
    func writeThePresentFormat() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await GoldenStore.make(in: folder)
        let archive = Self.fixtures.appendingPathComponent("store-v\(Self.writtenFormat).tar.gz")
        try GoldenStore.tar(["czf", archive.path, "-C", folder.path, "store", "docs", "record.json"])
    }

    @Test func thePresentFormatHasItsArchive() throws {
        let folder = try TemporaryFolder()
        try Store(at: folder.url).close()
        #expect(try Self.format(of: folder.url) == Self.writtenFormat, "write the archive of the new format")
    }

    /// The user version in the header, big-endian at byte 60.
    private static func format(of store: URL) throws -> Int {
        Int(try Data(contentsOf: store.appendingPathComponent("store.sqlite"))[63])
    }

    @Test(arguments: 1...GoldenStoreTests.writtenFormat)
    func aStoreOfEachFormatOpens(format: Int) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = Self.fixtures.appendingPathComponent("store-v\(format).tar.gz")
        try GoldenStore.tar(["xzf", archive.path, "-C", folder.path])
        let place = folder.appendingPathComponent("store")
        #expect(try Self.format(of: place) == format, "an archive must be of the format that its name says")
        #expect(FileManager.default.fileExists(atPath: place.appendingPathComponent("store.sqlite-wal").path))
        let record = try StoreRecord(contentsOf: folder.appendingPathComponent("record.json"))
        #expect(record.tables.count == (format == 1 ? 5 : 7) && record.indexes.count == 3)
        #expect(record.indexes.allSatisfy { $0.answers.contains { !$0.hits.isEmpty } })

        for turn in 1...2 {
            let store = try Store(at: place)
            #expect(try store.check() == [], "opening \(turn)")
            let found = try await StoreRecord(of: store, queries: GoldenStore.queries, model: GoldenStore.model)
            #expect(found.differences(from: record) == [], "opening \(turn)")
            try store.close()
        }
        try await goOn(place, docs: folder.appendingPathComponent("docs"))
    }

    /// The store is written to as one of today is.
    private func goOn(_ place: URL, docs: URL) async throws {
        let store = try Store(at: place)
        let pages = try store.table("pages")
        let version = try pages.version
        try pages.merge([["id": "new", "bytes": .blob(Data([1, 2]))], ["id": "r3", "page": 3]])
        try pages.delete(keys: ["r5"])
        #expect(try pages.version == version + 2)
        #expect(try pages.changes(since: version).map(\.type) == [.updatePreimage, .updatePostimage, .insert, .delete])

        try store.table("notes").merge([["id": 70, "body": "an albatross", "group": 1]])
        for name in ["notes_flat", "notes_graph"] as [ObjectName] {
            let index = try store.index(name, model: GoldenStore.embedder)
            #expect(try await index.sync().version == index.source.version)
            for mode in [RetrievalOptions.Mode.keyword, .vector] {
                let hits = try await index.search("an albatross", options: RetrievalOptions(mode: mode, k: 3))
                #expect(hits.first?.key == 70, "\(name), \(mode)")
            }
        }

        let collection = try GoldenStore.collection(in: store)
        try Data("A marmot whistles.".utf8).write(to: docs.appendingPathComponent("more.txt"))
        let report = try await collection.ingest(GoldenStore.source(docs))
        #expect(report.added == 1 && report.deleted == 0 && report.problems.isEmpty)
        #expect(try await collection.search("marmot").first?.path == "more.txt")
        #expect(try await collection.search("blue fox").first?.path == "guide.md")
        #expect(try store.check() == [])
        try store.close()
    }
}
