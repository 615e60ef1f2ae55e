import Foundation
import KeywordSearch
import Testing
import VectorCore

/// A file of each version, opened for ever.
@Suite struct GoldenKeywordFileTests {
    private static let name = "keyword-v1.index"

    private func index() throws -> KeywordIndex {
        let index = try KeywordIndex(
            columns: [KeywordColumn("title", weight: 2), KeywordColumn("text", storesPositions: true)])
        let words = ["light", "houses", "café", "東大寺", "parseHTTPHeader", "5,000", "don't", "running"]
        try index.add(
            (0..<300).map { id in
                let picked = (0..<(3 + id % 9)).map { words[(id * 7 + $0 * $0) % words.count] }
                return KeywordDocument(id: Int64(id) * 5, texts: [words[id % 8], picked.joined(separator: " ")])
            })
        try index.upsert([KeywordDocument(id: 10, texts: ["Lighthouse", "a lamp is seen from far away"])])
        try index.remove([0, 25, 700])
        return index
    }

    /// `TESSERA_WRITE_GOLDEN=1` writes the file into the source folder, once for each format version.
    @Test func theFileOfVersionOneIsReadAndWrittenAsEver() throws {
        let index = try index()
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Fixtures/" + Self.name)
        if ProcessInfo.processInfo.environment["TESSERA_WRITE_GOLDEN"] != nil {
            try index.save(to: golden, metadata: ["golden": "1"])
        }
        for checking in FileChecking.allCases {
            let opened = try KeywordIndex.open(golden, checking: checking)
            #expect(opened.metadata == ["golden": "1"] && opened.ids == index.ids && opened.columns == index.columns)
            for query in ["lighthouse lamps", "house cafe", "東大寺の", "parse header 5000", "run don't"] {
                #expect(try opened.search(query, k: 400) == index.search(query, k: 400))
                #expect(try !opened.search(query, k: 400).isEmpty)
            }
            #expect(try opened.search(.phrase("far away"), k: 5).map(\.id) == [10])
        }
        let again = FileManager.default.temporaryDirectory.appendingPathComponent("golden-\(UUID())")
        defer { try? FileManager.default.removeItem(at: again) }
        try index.save(to: again, metadata: ["golden": "1"])
        #expect(try Data(contentsOf: again) == Data(contentsOf: golden))
    }
}
