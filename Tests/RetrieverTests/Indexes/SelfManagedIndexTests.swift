import Foundation
import Retriever
import TestSupport
import Testing
import VectorCore

/// Indexes over a column of vectors: no model is needed to make, open, sync and search them.
@Suite struct SelfManagedIndexTests {
    private let folder: VectorStore
    private let table: Table
    private static let definition = IndexDefinition(vectorColumn: "vector", keywordColumns: [.init("text")])

    init() throws {
        folder = try VectorStore()
        table = try folder.store.createTable(
            "notes",
            schema: TableSchema(
                columns: [
                    .integer("id"), .text("text", isNullable: true), .vector("vector", dimension: 8, isNullable: true),
                ],
                primaryKey: "id"))
    }

    private func keys(_ hits: [IndexHit]) -> [Int64] { hits.compactMap { $0.key.integerValue } }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func itFollowsRandomOperations(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let limits = IndexLimits(flat: 40, recent: 8)
        var store = folder.store
        var table = table
        var index = try store.createIndex("i", over: "notes", definition: Self.definition, limits: limits)
        var vectors: [Int64: [Float]] = [:]
        var synced = vectors
        for step in 0..<50 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                let rows = Set((0..<10).map { _ in Int64.random(in: 0..<80, using: &random) }).map { id -> Row in
                    vectors[id] = VectorRows.vector(8, using: &random)
                    return ["id": .integer(id), "vector": vectors[id].value]
                }
                try table.merge(rows)
            case 2:
                let gone = (0..<8).map { _ in Int64.random(in: 0..<80, using: &random) }
                try table.delete(keys: gone)
                for id in gone { vectors[id] = nil }
            case 3:
                for file in folder.indexFiles where Bool.random(using: &random) {
                    try Data([1, 2, 3]).write(to: file)
                }
                try folder.reopen()
                store = folder.store
                table = try store.table("notes")
                index = try store.index("i", limits: limits)
            default:
                try await index.sync()
                synced = vectors
            }
            let query = VectorRows.vector(8, using: &random)
            let hits = try index.search(text: nil, vector: query, options: .init(k: 6))
            #expect(keys(hits) == VectorRows.nearest(query, k: 6, in: synced), "seed \(seed), step \(step)")
            for hit in hits { #expect(hit.row["vector"] == synced[hit.key.integerValue ?? -1]?.value) }
        }
    }

    @Test func vectorsKeywordsAndBothFindRows() async throws {
        let index = try folder.store.createIndex("i", over: "notes", definition: Self.definition)
        try table.insert([
            ["id": 1, "text": "red fox", "vector": [1, 0, 0, 0, 0, 0, 0, 0]],
            ["id": 2, "text": "blue whale", "vector": [0, 1, 0, 0, 0, 0, 0, 0]],
            ["id": 3, "text": "red stone"], ["id": 4, "vector": [0.9, 0.1, 0, 0, 0, 0, 0, 0]],
        ])
        let report = try await index.sync()
        #expect(report.written == 4 && report.embeddedTexts == 0 && report.cachedTexts == 0)
        let near: [Float] = [1, 0, 0, 0, 0, 0, 0, 0]
        #expect(keys(try index.search(text: nil, vector: near, options: .init(k: 2))) == [1, 4])
        #expect(keys(try index.search(text: "red", vector: nil)).sorted() == [1, 3])
        #expect(keys(try await index.search("red", options: .init(mode: .keyword))).sorted() == [1, 3])
        #expect(keys(try index.search(text: "red", vector: near)).first == 1)
        #expect(try index.status().vectors == 3 && index.status().rows == 4)
        // A question has no vector without a model.
        let error = await #expect(throws: IndexError.self) { try await index.search("red") }
        #expect(error?.code == .modelMissing)
    }

    @Test func aZeroVectorIsRefusedWithItsKeyAndTheRestApplied() async throws {
        let index = try folder.store.createIndex("i", over: "notes", definition: Self.definition)
        let zero = [Float](repeating: 0, count: 8).value
        let one = [Float](repeating: 1, count: 8).value
        try table.insert([["id": 1, "vector": zero], ["id": 2, "vector": one], ["id": 3, "vector": zero]])
        let report = try await index.sync()
        #expect(report.refused.map(\.key) == [1, 3] && report.written == 1)
        #expect(report.refused.allSatisfy { $0.reason.contains("zero") })
        try table.merge([["id": 1, "vector": one]])
        #expect(try await index.sync().refused.map(\.key) == [3])
        // By distance, zero is a place as any other.
        let other = try folder.store.createIndex(
            "l2", over: "notes", definition: IndexDefinition(vectorColumn: "vector", metric: .squaredL2))
        #expect(try await other.sync().refused.isEmpty)
        #expect(keys(try other.search(text: nil, vector: [Float](repeating: 0, count: 8), options: .init(k: 1))) == [3])
    }

    @Test func aQueryModelIsOptional() async throws {
        let model = HashingEmbeddingModel(dimension: 8)
        let index = try folder.store.createIndex(
            "i", over: "notes", definition: Self.definition, queryModel: model)
        try table.insert([
            ["id": 1, "text": "a", "vector": model.vector(of: "red fox").value],
            ["id": 2, "text": "b", "vector": model.vector(of: "blue whale").value],
        ])
        try await index.sync()
        #expect(model.callCount == 0)
        #expect(keys(try await index.search("blue whale", options: .init(mode: .vector))).first == 2)
        #expect(index.definition.queryModel == model.identity)
        #expect(throws: IndexError.self) {
            try folder.store.index("i", queryModel: HashingEmbeddingModel(name: "other", dimension: 8))
        }
        #expect(throws: IndexError.self) { try folder.store.index("i", model: model) }
        #expect(try folder.store.index("i").search(text: nil, vector: model.vector(of: "red fox")).first?.key == 1)
        #expect(try folder.store.embeddingModel(ofIndex: "i") == nil)
    }

    @Test func definitionsThatCannotBeAreRefused() throws {
        let model = HashingEmbeddingModel(dimension: 8)
        let store = folder.store
        let tries: [() throws -> DeltaSyncIndex] = [
            { try store.createIndex("i", over: "notes", definition: IndexDefinition(vectorColumn: "text")) },
            { try store.createIndex("i", over: "notes", definition: IndexDefinition(vectorColumn: "nowhere")) },
            { try store.createIndex("i", over: "notes", definition: Self.definition, model: model) },
            { try store.createIndex("i", over: "notes", definition: IndexDefinition(embeddedColumn: "text")) },
            {
                try store.createIndex(
                    "i", over: "notes", definition: Self.definition, queryModel: HashingEmbeddingModel(dimension: 4))
            },
            {
                try store.createIndex(
                    "i", over: "notes",
                    definition: IndexDefinition(
                        vectorColumn: "vector", configuration: .hnsw(.init(m: 1), .float32)))
            },
        ]
        for (number, attempt) in tries.enumerated() {
            let error = #expect(throws: IndexError.self, "\(number)") { _ = try attempt() }
            #expect(error?.code == .invalidDefinition, "\(number)")
        }
        #expect(try store.indexes().isEmpty)
    }
}
