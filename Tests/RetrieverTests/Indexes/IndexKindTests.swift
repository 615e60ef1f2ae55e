import Foundation
import Retriever
import TestSupport
import Testing
import VectorCore

/// Each kind of vector index through an index of the store: what it finds, after changes and from its file.
@Suite struct IndexKindTests {
    /// Cheap to make, with codes and lists of 5,000 vectors.
    private static let kinds: [(IndexConfiguration?, floor: Double)] = [
        (nil, 1), (.flat(.float32), 1), (.flat(.init(walk: .rabitq1, keep: .float32)), 0.95),
        (.flat(.init(walk: .rabitq8)), 0.9), (.hnsw(.init(m: 12, efConstruction: 60), .float32), 0.9),
        (.hnsw(.init(m: 12, efConstruction: 60), .init(walk: .rabitq4, keep: .bfloat16)), 0.9),
        (.hnsw(.init(m: 12, efConstruction: 60), .init(walk: .rabitq8)), 0.85),
        (.ivfFlat(.init(nprobe: 20)), 0.85), (.ivfPQ(.init(nprobe: 20), .init(), keep: .float32), 0.85),
        (.ivfPQ(.init(nprobe: 20), .init(), keep: .rabitq8), 0.8),
    ]
    private static let dimension = 64

    private struct Vectors {
        var random = SeededGenerator(seed: 11)
        var rows: [Int64: [Float]] = [:]

        mutating func add(_ ids: Range<Int64>) -> [Row] {
            ids.map { id in
                let vector = VectorRows.vector(IndexKindTests.dimension, using: &random)
                rows[id] = vector
                return ["id": .integer(id), "vector": .vector(vector)]
            }
        }
    }

    private func recall(_ index: DirectAccessIndex, _ vectors: Vectors, queries: Int = 25) throws -> Double {
        var random = SeededGenerator(seed: 5)
        var found = 0
        for _ in 0..<queries {
            let query = VectorRows.vector(Self.dimension, using: &random)
            let truth = Set(VectorRows.nearest(query, k: 10, in: vectors.rows))
            let hits = try index.search(vector: query, options: .init(k: 10, candidates: 10), columns: ["id"])
            #expect(hits.count == 10)
            found += hits.count { truth.contains($0.key.integerValue ?? -1) }
        }
        return Double(found) / Double(10 * queries)
    }

    /// Vectors without clusters, of which a graph's usual search finds too few.
    @Test func aGraphLooksAtAsMuchAsItNeedsHoweverItGrows() async throws {
        let folder = try VectorStore()
        let schema = TableSchema(
            columns: [.integer("id"), .vector("vector", dimension: Self.dimension)], primaryKey: "id")
        let configuration = IndexConfiguration.hnsw(.init(m: 8, efConstruction: 40), .float32)
        func index(_ name: ObjectName, _ defaults: SearchDefaults?) throws -> DirectAccessIndex {
            try folder.store.createDirectAccessIndex(
                name, schema: schema,
                definition: IndexDefinition(
                    vectorColumn: "vector", columns: [], configuration: configuration, searchDefaults: defaults),
                limits: IndexLimits(flat: 1_000, recent: 1_000))
        }
        let (tuned, told) = (try index("tuned", nil), try index("told", SearchDefaults(efSearch: 20)))
        var vectors = Vectors()
        // Made of the first, then grown by many at once, and by few.
        for rows in [0..<3_000, 3_000..<9_000, 9_000..<10_500] as [Range<Int64>] {
            let added = vectors.add(rows)
            for index in [tuned, told] { try await index.upsert(added) }
            #expect(try recall(tuned, vectors, queries: 60) >= 0.93, "\(rows)")
        }
        // Who says how much is looked at is believed.
        let found = try recall(told, vectors, queries: 60)
        #expect(found < 0.8, "\(found)")
        // An explanation says how many were measured.
        var query = IndexQuery(vector: vectors.rows[7] ?? [], k: 10)
        (query.candidates, query.explains) = (10, true)
        func measured(_ index: DirectAccessIndex) async throws -> (QueryExplanation.VectorPlan.Way, Int) {
            let explanation = try await index.query(query).explanation
            let plan = try #require(explanation?.lists.first?.vectorPlan)
            return (plan.way, plan.walked + plan.reranked + plan.scanned)
        }
        let (much, little) = (try await measured(tuned), try await measured(told))
        #expect(little.0 == .graph && (1..<5_000).contains(little.1) && much.1 > little.1, "\(much), \(little)")
        try tuned.checkpoint()
        try folder.reopen()
        #expect(try recall(try folder.store.directAccessIndex("tuned"), vectors, queries: 60) >= 0.93)
    }

    @Test(arguments: Self.kinds.indices)
    func itFindsWhatIsNear(kind: Int) async throws {
        let (configuration, floor) = Self.kinds[kind]
        let folder = try VectorStore()
        let schema = TableSchema(
            columns: [.integer("id"), .vector("vector", dimension: Self.dimension)], primaryKey: "id")
        let index = try folder.store.createDirectAccessIndex(
            "i", schema: schema,
            definition: IndexDefinition(vectorColumn: "vector", columns: [], configuration: configuration))
        var vectors = Vectors()
        try await index.upsert(vectors.add(0..<4_500))
        #expect(try recall(index, vectors) >= floor, "\(String(describing: configuration))")
        // Replaced, removed and added beside what was made at first.
        try await index.upsert(vectors.add(4_000..<4_800))
        try await index.delete(keys: Array(0..<300 as Range<Int64>))
        for id in 0..<300 as Range<Int64> { vectors.rows[id] = nil }
        let before = try recall(index, vectors)
        #expect(before >= floor, "\(String(describing: configuration))")
        try index.checkpoint()
        let names = folder.indexFiles.map(\.pathExtension)
        let expected =
            switch configuration {
            case .flat, nil: "flat"
            case .hnsw: "hnsw"
            case .ivfFlat: "ivf"
            case .ivfPQ: "ivfpq"
            }
        #expect(names == [expected])
        try folder.reopen()
        let again = try folder.store.directAccessIndex("i")
        let after = try recall(again, vectors)
        #expect(abs(after - before) < 0.02, "\(before), then \(after): \(String(describing: configuration))")
        #expect(again.definition.configuration == configuration)
    }

    @Test func anIndexThatOutgrowsItsListsIsMadeAnew() async throws {
        let folder = try VectorStore()
        let schema = TableSchema(
            columns: [.integer("id"), .vector("vector", dimension: Self.dimension)], primaryKey: "id")
        let index = try folder.store.createDirectAccessIndex(
            "i", schema: schema,
            definition: IndexDefinition(
                vectorColumn: "vector", configuration: .ivfPQ(.init(nlist: 8, nprobe: 8), .init(), keep: nil)),
            limits: IndexLimits(flat: 100, recent: 100))
        var vectors = Vectors()
        for start in stride(from: Int64(0), to: 3_000, by: 300) {
            try await index.upsert(vectors.add(start..<start + 300))
        }
        // Codes alone do not find all, but far more than by chance, of whom 10 in 3,000 are right.
        let found = try recall(index, vectors)
        #expect(found >= 0.15, "\(found)")
        #expect(try index.status().vectors == 3_000)
    }

    @Test func theTunerChoosesTheKind() async throws {
        let folder = try VectorStore()
        let schema = TableSchema(columns: [.integer("id"), .vector("vector", dimension: 16)], primaryKey: "id")
        let index = try folder.store.createDirectAccessIndex(
            "i", schema: schema, definition: IndexDefinition(vectorColumn: "vector"))
        var random = SeededGenerator(seed: 3)
        try await index.upsert(
            (0..<1_500 as Range<Int64>).map {
                ["id": .integer($0), "vector": .vector(VectorRows.vector(16, using: &random))]
            })
        let report = try await index.tune(for: TuningGoal(recall: 0.9))
        #expect(index.definition.configuration == report.chosen?.configuration && report.chosen != nil)
        #expect(try index.search(vector: VectorRows.vector(16, using: &random)).count == 10)
        // What cannot be reached is an error that tells what was tried, and changes nothing.
        let before = index.definition
        await #expect(throws: VectorIndexError.self) {
            try await index.tune(for: TuningGoal(recall: 0.9, bytesPerVector: 1))
        }
        #expect(try index.definition == before && index.status().state == .online)
    }
}
