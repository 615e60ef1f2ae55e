import TestSupport
import Testing
import VectorCore

/// What a search says of itself.
struct ExplainTests {
    private func index(_ storage: VectorStorage, count: Int = 4000) throws -> (HNSWIndex, Matrix) {
        var random = SeededGenerator(seed: 3)
        let vectors = random.matrix(count, 32)
        let index = try HNSWIndex(dimension: 32, metric: .squaredL2, storage: storage)
        try index.add(vectors, ids: Array(0..<Int64(count)))
        return (index, vectors)
    }

    @Test func aWalkMeasuresSomeAndFindsWhatASearchFinds() throws {
        let (index, vectors) = try index(VectorStorage(walk: .float32))
        let query = Array(vectors[row: 7]), options = SearchOptions(efSearch: 40, scanFactor: 0)
        let explanation = try index.explain(query, k: 5, options: options)
        #expect(explanation.plan == .graph)
        #expect(explanation.neighbors == (try index.search(query, k: 5, options: options)))
        #expect(explanation.walkedDistances > 40 && explanation.walkedDistances < 3000)
        #expect(explanation.rerankedDistances == 0 && explanation.scannedDistances == 0)
        #expect(explanation.distances == explanation.walkedDistances)
        // A wider walk measures more; the count is of one search, not of all so far.
        let wider = try index.explain(query, k: 5, options: SearchOptions(efSearch: 200, scanFactor: 0))
        #expect(wider.walkedDistances > explanation.walkedDistances)
        #expect(try index.explain(query, k: 5, options: options).distances == explanation.distances)
    }

    @Test func aWalkOverCodesSaysWhatItMeasuredAgain() throws {
        let (index, vectors) = try index(VectorStorage(walk: .rabitq2, keep: .float32))
        let options = SearchOptions(efSearch: 60, scanFactor: 0)
        let explanation = try index.explain(Array(vectors[row: 9]), k: 10, options: options)
        #expect(explanation.plan == .graph)
        #expect((10...60).contains(explanation.rerankedDistances))
    }

    @Test func aScanMeasuresWhatItMay() throws {
        let (index, vectors) = try index(VectorStorage(walk: .float32))
        let query = Array(vectors[row: 7])
        let all = try index.explain(query, k: 5, options: SearchOptions(efSearch: 4000))
        #expect(all.plan == .scan && all.scannedDistances == 4000 && all.walkedDistances == 0)
        let few = try index.explain(query, k: 5, options: SearchOptions(filter: VectorFilter(allowing: 100..<150)))
        #expect(few.plan == .scan && few.scannedDistances == 50)
        #expect(few.neighbors.allSatisfy { (100..<150).contains($0.id) })
        let none = try index.explain(query, k: 5, options: SearchOptions(filter: VectorFilter()))
        #expect(none.plan == .nothing && none.neighbors.isEmpty && none.distances == 0)
    }

    @Test func whatASearchRefusesIsRefused() throws {
        let (index, _) = try index(VectorStorage(walk: .float32), count: 10)
        #expect(throws: VectorIndexError.self) { try index.explain([1, 2], k: 1) }
        #expect(throws: VectorIndexError.self) {
            try index.explain([Float](repeating: 0, count: 32), k: 1, options: SearchOptions(efSearch: 0))
        }
    }
}
