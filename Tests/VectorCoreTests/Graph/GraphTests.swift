import Dispatch
import Synchronization
import TestSupport
import Testing
import VectorCore

struct GraphTests {
    @Test func theSameSeedGivesTheSameGraphOnOneThread() throws {
        var random = SeededGenerator(seed: 61)
        let vectors = random.matrix(1500, 16)
        func links(_ seed: UInt64) throws -> [[UInt32]] {
            let index = try HNSWIndex(dimension: 16, metric: .squaredL2, parameters: HNSWParameters(seed: seed))
            try index.add(vectors, ids: Array(0..<1500))
            index.remove(Array(0..<600))
            try index.add(vectors, ids: (0..<1500).map { $0 + 10_000 })
            return index.allLinks
        }
        let first = try links(1)
        #expect(try links(1) == first)
        #expect(try links(2) != first)
    }

    @Test(arguments: [1, 3])
    func theGraphStaysSoundAndWholeAndItsPlacesAreUsedAgain(threads: Int) throws {
        for seed: UInt64 in 1...3 {
            var random = SeededGenerator(seed: seed)
            let index = try HNSWIndex(dimension: 8, metric: .squaredL2, parameters: HNSWParameters(m: 6, seed: seed))
            index.neverScanUnfiltered()
            var present = Set<Int64>()
            var next: Int64 = 0
            for round in 0..<12 {
                let count = 300 - present.count / 4
                try index.add(random.matrix(count, 8), ids: (next..<next + Int64(count)).map { $0 }, threads: threads)
                present.formUnion(next..<next + Int64(count))
                next += Int64(count)
                #expect(index.brokenInvariant == nil, "seed \(seed) round \(round)")
                let gone = present.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
                #expect(index.remove(Array(gone)) == gone.count)
                present.subtract(gone)
                #expect(index.brokenInvariant == nil, "seed \(seed) round \(round)")
                #expect(index.ids == present.sorted())
                for id in present.sorted().prefix(60) {
                    let found = try index.search(try #require(index.vector(for: id)), k: 1)
                    #expect(found.first?.id == id, "seed \(seed) round \(round): \(id) is not found by its own value")
                }
            }
            #expect(index.slotCount < present.count * 2)
            index.remove(Array(present))
            #expect(index.count == 0 && index.brokenInvariant == nil)
            #expect(try index.search([Float](repeating: 0, count: 8), k: 3).isEmpty)
            try index.add(random.matrix(50, 8), ids: Array(0..<50))
            #expect(index.brokenInvariant == nil && index.unreachableCount == 0)
        }
    }

    /// Of such vectors a walk reads a quarter after the other, and not all of those that are too far.
    @Test func longVectorsAreFoundWithTheirWholeDistances() throws {
        var random = SeededGenerator(seed: 67)
        let (dimension, count) = (300, 1500)
        let middles = (0..<30).map { _ in random.vector(dimension) }
        func vector() -> [Float] {
            let middle = middles[Int.random(in: 0..<middles.count, using: &random)]
            return zip(middle, random.vector(dimension)).map { $0 + $1 / 2 }
        }
        let vectors = try Matrix((0..<count).map { _ in vector() })
        let index = try HNSWIndex(dimension: dimension, metric: .squaredL2, storage: .float32)
        index.neverScanUnfiltered()
        try index.add(vectors, ids: Array(0..<Int64(count)))
        var hits = 0
        for _ in 0..<50 {
            let query = vector()
            let exact = (0..<count).map { row in
                zip(query, vectors[row: row]).reduce(0.0) {
                    $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
                }
            }
            let found = try index.search(query, k: 10, options: SearchOptions(efSearch: 40))
            for neighbor in found {
                let real = exact[Int(neighbor.id)]
                #expect(abs(Double(neighbor.distance) - real) <= real * 1e-5)
            }
            let tenth = exact.sorted()[9]
            hits += found.count { exact[Int($0.id)] <= tenth }
        }
        #expect(hits >= 475, "\(hits) of 500")
    }

    @Test func optionsOutOfRangeAreRefused() throws {
        let index = try HNSWIndex(dimension: 2, metric: .squaredL2)
        for options in [SearchOptions(efSearch: 0), SearchOptions(scanFactor: -1)] {
            #expect { try index.search([0, 0], k: 1, options: options) } throws: {
                ($0 as? VectorIndexError)?.code == .invalidParameter
            }
        }
    }

    @Test func parametersOutOfRangeAreRefused() {
        for parameters in [HNSWParameters(m: 1), HNSWParameters(m: 257), HNSWParameters(efConstruction: 0)] {
            #expect { try HNSWIndex(dimension: 2, metric: .cosine, parameters: parameters) } throws: {
                ($0 as? VectorIndexError)?.code == .invalidParameter
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func searchesRunBesideChangesAndSeeWholeBatches(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 71)
        let index = try kind.make(8, .squaredL2)
        try index.add(random.matrix(500, 8), ids: Array(0..<500))
        let batch = random.matrix(40, 8)
        let isDone = Atomic(false)
        let searches = Atomic(0)
        // One thread changes, the others search; a batch that is in must be in wholly.
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            if worker == 0 {
                for round in 0..<40 {
                    try? index.add(batch, ids: (1000..<1040).map { $0 })
                    try? index.upsert(batch, ids: (1000..<1040).map { $0 })
                    if round % 3 == 0 { index.remove(Array(Int64(round * 5)..<Int64(round * 5 + 20))) }
                    index.remove((1000..<1040).map { $0 })
                }
                isDone.store(true, ordering: .releasing)
            } else {
                let filter = SearchOptions(filter: VectorFilter(allowing: 1000..<1040))
                repeat {
                    let inBatch = (try? index.search(Array(batch[row: 0]), k: 100, options: filter).count) ?? -1
                    if inBatch != 0, inBatch != 40 { Issue.record("\(inBatch) of a batch of 40 were seen") }
                    let found = (try? index.search(Array(batch[row: 1]), k: 10)) ?? []
                    if found.count != 10 { Issue.record("only \(found.count) found") }
                    searches.add(1, ordering: .relaxed)
                } while !isDone.load(ordering: .acquiring)
            }
        }
        #expect(searches.load(ordering: .relaxed) > 0)
        #expect(index.count == 500 - 215)  // 14 overlapping ranges of 20, each 15 on from the last
        if let graph = index as? HNSWIndex { #expect(graph.brokenInvariant == nil) }
    }
}
