import Foundation
import Retriever
import TestSupport
import Testing
import VectorCore

@Suite struct BulkTests {
    /// The size of a small corpus; `TESSERA_BULK_ROWS=100000` measures the one that the promise of a minute is about.
    @Test func manyRowsOfRealSizeAreWrittenReadAndReplayed() throws {
        let count = ProcessInfo.processInfo.environment["TESSERA_BULK_ROWS"].flatMap { Int($0) } ?? 5_000
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let chunks = try store.createTable(
            "chunks",
            schema: TableSchema(
                columns: [.text("id"), .text("text"), .integer("page"), .vector("embedding", dimension: 384)],
                primaryKey: "id"))
        var generator = SeededGenerator(seed: 1)
        var components = (0..<384).map { _ in Float.random(in: -1...1, using: &generator) }
        let text = String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 12)
        let rows = (0..<count).map { number -> Row in
            components[number % 384] += 1
            return [
                "id": .text("docs/file-\(number / 20).md#\(number)"), "text": .text(text),
                "page": .integer(Int64(number)),
                "embedding": .vector(components),
            ]
        }
        let clock = ContinuousClock()
        let inserting = try clock.measure { try chunks.insert(rows) }
        var merged = WriteSummary()
        let merging = try clock.measure { merged = try chunks.merge(rows) }
        #expect(merged == WriteSummary(unchanged: count))
        var read = 0
        let replaying = try clock.measure {
            try chunks.forEachChangeBatch(since: 0) { batch in
                for change in batch {
                    if change.row != rows[read] { Issue.record("row \(read) differs") }
                    read += 1
                }
            }
        }
        #expect(read == count)
        #expect(try chunks.version == 1)
        try store.close()
        let size = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.url.appendingPathComponent(name).path)
            return sum + (attributes[.size] as? Int ?? 0)
        }
        print(
            "\(count) rows: insert \(inserting), merge of equal rows \(merging), replay \(replaying), \(size / count) bytes a row"
        )
        #expect(inserting < .seconds(60))
    }

    /// The same size, with an index over texts of 80 words and short vectors: what following costs beside the writing, and what a
    /// process waits for that opens the index and asks it.
    @Test func anIndexFollowsManyRowsAndAnswersAfterOpening() async throws {
        let count = ProcessInfo.processInfo.environment["TESSERA_BULK_ROWS"].flatMap { Int($0) } ?? 2_000
        let folder = try TemporaryFolder()
        var store = try Store(at: folder.url)
        let chunks = try store.createTable(
            "chunks",
            schema: TableSchema(
                columns: [.integer("id"), .text("text"), .vector("embedding", dimension: 16)], primaryKey: "id"))
        var generator = SeededGenerator(seed: 2)
        let rows = (0..<Int64(count)).map { number -> Row in
            // Word n comes about once in n of them.
            let words = (0..<80).map { _ in "word\(Int(pow(30_000, Double.random(in: 0..<1, using: &generator))))" }
            let vector = (0..<16).map { _ in Float.random(in: -1...1, using: &generator) }
            return [
                "id": .integer(number), "text": .text("row\(number) " + words.joined(separator: " ")),
                "embedding": .vector(vector),
            ]
        }
        try chunks.insert(rows)
        var index = try store.createIndex(
            "chunks_index", over: "chunks",
            definition: IndexDefinition(
                vectorColumn: "embedding", keywordColumns: [.init("text")], configuration: .flat(.float32)))
        let clock = ContinuousClock()
        let start = clock.now
        try await index.sync()
        let syncing = clock.now - start
        let small = clock.now
        for turn in 0..<20 as Range<Int64> {
            try chunks.merge([
                [
                    "id": .integer(turn), "text": .text("changed row\(turn)"),
                    "embedding": .vector([Float](repeating: 1, count: 16)),
                ]
            ])
            try await index.sync()
        }
        let following = (clock.now - small) / 20
        let saving = try clock.measure { try index.checkpoint() }
        try store.close()
        store = try Store(at: folder.url)
        var hits: [IndexHit] = []
        let opening = try clock.measure {
            index = try store.index("chunks_index")
            hits = try index.search(text: "word2 word700 row\(count - 1)", vector: nil)
        }
        #expect(hits.first?.key == .integer(Int64(count - 1)) && hits.count == 10)
        #expect(try index.search(text: "changed row7", vector: nil).first?.key == 7)
        let asking = try clock.measure {
            for turn in 0..<100 {
                _ = try index.search(text: "word\(turn) word\(7 * turn) word\(49 * turn)", vector: nil)
            }
        }
        print(
            "\(count) rows: sync \(syncing), one of a row \(following), save \(saving), open and ask \(opening), a question \(asking / 100)"
        )
    }
}
