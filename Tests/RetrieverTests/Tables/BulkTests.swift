import Foundation
import Retriever
import TestSupport
import Testing

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
}
