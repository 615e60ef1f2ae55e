import Foundation
import GRDB
import Retriever
import TestSupport
import Testing
import VectorCore

/// What a process leaves that dies at any write of its index: a prefix of the log beside the database, and index files of
/// whatever moment. It must show the last acknowledged write, or the one that was under way.
@Suite struct IndexCrashTests {
    private struct Acknowledged {
        let logLength: Int
        let vectors: [String: [Float]]
        let texts: [String: String]
    }

    private static let schema = TableSchema(
        columns: [.text("id"), .text("text"), .vector("vector", dimension: 6)], primaryKey: "id")
    private static let definition = IndexDefinition(vectorColumn: "vector", keywordColumns: [.init("text")])
    private static let words = ["red", "fox", "whale", "river", "stone"]
    private let limits = IndexLimits(flat: 20, recent: 4)

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func whateverTheLogEndsWithTheIndexIsItsRows(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, log) = (
            folder.appendingPathComponent("store.sqlite"), folder.appendingPathComponent("store.sqlite-wal")
        )
        try {
            let store = try Store(at: folder)
            _ = try store.createDirectAccessIndex("i", schema: Self.schema, definition: Self.definition)
            try store.close()
        }()

        let store = try Store(at: folder)
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        let index = try store.directAccessIndex("i", limits: limits)
        let old = try Data(contentsOf: file)
        var vectors: [String: [Float]] = [:]
        var texts: [String: String] = [:]
        var history = [Acknowledged(logLength: try Data(contentsOf: log).count, vectors: [:], texts: [:])]
        for step in 0..<24 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0...2:
                let rows = Set((0..<6).map { _ in "k\(Int.random(in: 0..<40, using: &random))" }).sorted().map {
                    id -> Row in
                    let vector = VectorRows.vector(6, using: &random)
                    let text = (0..<3).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined(
                        separator: " ")
                    (vectors[id], texts[id]) = (vector, text)
                    return ["id": .text(id), "text": .text(text), "vector": .vector(vector)]
                }
                try await index.upsert(rows)
            case 3:
                let ids = (0..<6).map { _ in "k\(Int.random(in: 0..<40, using: &random))" }
                try await index.delete(keys: ids)
                for id in ids { (vectors[id], texts[id]) = (nil, nil) }
            case 4:
                try index.checkpoint()
            default:
                var definition = index.definition
                definition.configuration = step % 2 == 0 ? .hnsw(.init(m: 8), .float32) : .flat(.float32)
                try await index.rebuild(definition: definition)
            }
            history.append(Acknowledged(logLength: try Data(contentsOf: log).count, vectors: vectors, texts: texts))
        }
        let whole = try Data(contentsOf: log)
        var lengths = (0..<20).map { _ in Int.random(in: 0...whole.count, using: &random) }
        for point in history { lengths += [point.logLength - 1, point.logLength] }
        for length in lengths where length >= 0 {
            let place = try #require(history.lastIndex { $0.logLength <= length } ?? history.indices.first)
            // The step after it may be there or not: a rebuild and a save have commits of their own.
            let expected = [history[place], history[min(place + 1, history.count - 1)]]
            try expect(
                expected, database: old, log: whole.prefix(length), files: folder, "seed \(seed), log of \(length)")
        }
    }

    private func expect(
        _ expected: [Acknowledged], database: Data, log: Data, files: URL, _ place: String
    ) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try database.write(to: folder.appendingPathComponent("store.sqlite"))
        try log.write(to: folder.appendingPathComponent("store.sqlite-wal"))
        try FileManager.default.copyItem(
            at: files.appendingPathComponent("indexes"), to: folder.appendingPathComponent("indexes"))
        let store = try Store(at: folder)
        let index = try store.directAccessIndex("i", limits: limits)
        let query: [Float] = [1, 2, -1, 0.5, 0, -2]
        let found = try index.search(vector: query, options: .init(k: 100)).compactMap(\.key.textValue)
        let answers = expected.map { VectorRows.nearest(query, k: 100, in: $0.vectors) }
        #expect(answers.contains(found), "\(place)")
        let state = expected[answers.firstIndex(of: found) ?? 0]
        for word in Self.words {
            let matching = try index.search(text: word, vector: nil, options: .init(k: 100)).compactMap(\.key.textValue)
            let expected = state.texts.filter { $0.value.contains(word) }.map(\.key)
            #expect(matching.sorted() == expected.sorted(), "\(word), \(place)")
        }
        #expect(try Set(index.scan().compactMap { $0["id"]?.textValue }) == Set(found), "\(place)")
        #expect(try store.indexes() == ["i"] && index.status().lag == 0)
        try store.close()
    }
}
