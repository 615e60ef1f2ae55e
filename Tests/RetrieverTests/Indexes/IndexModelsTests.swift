import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// Which models an index needs for what, and what it writes back.
@Suite struct IndexModelsTests {
    private let folder: VectorStore
    private let table: Table
    private let passages = HashingEmbeddingModel(name: "passages", dimension: 16)
    private let queries = HashingEmbeddingModel(name: "queries", dimension: 16)

    init() throws {
        folder = try VectorStore()
        table = try folder.store.createTable("notes", schema: IndexFixture.schema)
    }

    private func put(_ bodies: [Int64: String]) throws {
        try table.merge(bodies.map { ["id": .integer($0.key), "body": .text($0.value), "group": 0] })
    }

    @Test func queriesAreEmbeddedByTheQueryModelAlone() async throws {
        let store = folder.store
        let index = try store.createIndex(
            "i", over: "notes", definition: IndexDefinition(embeddedColumn: "body"), model: passages,
            queryModel: queries)
        try put([1: "red fox", 2: "blue whale"])
        try await index.sync()
        #expect(try await index.search("blue whale", options: .init(k: 1)).map(\.key) == [2])
        #expect(passages.embeddedTexts.count == 2 && queries.embeddedTexts == ["blue whale"])

        // Without it, a question has no vector: the passages' model would give another.
        let without = try store.index("i", model: passages)
        let error = await #expect(throws: IndexError.self) { try await without.search("blue whale") }
        #expect(error?.code == .modelMissing)
        #expect(try await without.search("whale", options: .init(mode: .keyword)).map(\.key) == [2])
        // With it alone, the index answers, and syncs what needs no embedding.
        let asking = try store.index("i", queryModel: queries)
        #expect(try await asking.search("red fox", options: .init(k: 1)).map(\.key) == [1])
        try table.delete(keys: [1])
        #expect(try await asking.sync().removed == 1)
        try put([3: "a tree"])
        let missing = await #expect(throws: IndexError.self) { try await asking.sync() }
        #expect(missing?.code == .modelMissing && index.definition.queryModel == queries.identity)
        #expect(try await index.sync().written == 1)
        for (model, queryModel) in [(queries, nil), (passages, passages)]
            as [(HashingEmbeddingModel, HashingEmbeddingModel?)]
        {
            let error = #expect(throws: IndexError.self) { try store.index("i", model: model, queryModel: queryModel) }
            #expect(error?.code == .modelMismatch)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theTableWrittenBackIsTheIndex(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let store = folder.store
        let index = try store.createIndex(
            "i", over: "notes", definition: IndexDefinition(embeddedColumn: "body", writesBack: true), model: passages)
        let written = try store.table("i_writeback")
        var bodies: [Int64: String] = [:]
        for _ in 0..<12 {
            let new = Dictionary(
                (0..<5).map { _ in
                    (Int64.random(in: 0..<20, using: &random), "note \(Int.random(in: 0..<6, using: &random))")
                }
            ) { first, _ in first }
            try put(new)
            bodies.merge(new) { _, new in new }
            // Deleted and put again, without a text, and gone.
            let (again, blank, gone) = (Int64.random(in: 0..<20, using: &random), Int64(3), Int64(4))
            try table.delete(keys: [again, gone])
            bodies[gone] = nil
            if let body = bodies[again] { try put([again: body]) }
            try put([blank: " "])
            bodies[blank] = nil
            let version = try written.version
            try await index.sync()
            #expect(try written.version <= version + 1)
            let rows = try written.rows()
            #expect(rows.count == bodies.count, "seed \(seed)")
            for row in rows {
                let body = try #require(bodies[row["id"]?.integerValue ?? -1])
                #expect(row["vector"] == .vector(passages.vector(of: body)))
            }
        }
        #expect(try store.check().isEmpty)
        // A text that has been embedded makes no new image of its row.
        let version = try written.version
        try table.update(where: nil, set: ["group": 5])
        try await index.sync()
        #expect(try written.version == version)
    }

    @Test func theTableWrittenBackComesAndGoesWithTheIndex() async throws {
        let store = folder.store
        var definition = IndexDefinition(embeddedColumn: "body", writesBack: true)
        let index = try store.createIndex("i", over: "notes", definition: definition, model: passages)
        try put([1: "red fox", 2: "blue whale"])
        try await index.sync()
        // Dropped by somebody, it is made again.
        try store.dropTable("i_writeback")
        try await index.sync()
        #expect(try store.table("i_writeback").count() == 2)
        // Another model's vectors come with the swap.
        try await index.rebuild(model: HashingEmbeddingModel(name: "other", dimension: 4))
        let table = try store.table("i_writeback")
        #expect(try table.count() == 2 && table.schema.column("vector")?.type == .vector(dimension: 4))
        definition.writesBack = false
        try await index.rebuild(definition: definition)
        #expect(try !store.tableExists("i_writeback"))
        definition.writesBack = true
        try await index.rebuild(definition: definition)
        #expect(try store.table("i_writeback").count() == 2)
        try store.dropIndex("i")
        #expect(try store.tables().map(\.name) == ["notes"])
        // A table of that name is somebody's.
        try store.createTable("i_writeback", schema: IndexFixture.schema)
        #expect(throws: StoreError.self) {
            try store.createIndex("i", over: "notes", definition: definition, model: passages)
        }
        #expect(try store.indexes().isEmpty)
    }
}
