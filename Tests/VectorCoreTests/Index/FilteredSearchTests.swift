import TestSupport
import Testing
import VectorCore

/// Searches under filters: as many results as there are, none that is not allowed, and nearly all of the nearest.
struct FilteredSearchTests {
    /// Vectors in clusters of different widths, as real embeddings lie, with all distances at hand.
    private struct Clusters {
        let vectors: Matrix
        let queries: [[Float]]
        static let dimension = 24

        init(count: Int, seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            let centers = random.matrix(40, Self.dimension)
            func member() -> [Float] {
                let center = centers[row: Int.random(in: 0..<40, using: &random)]
                let width = Float.random(in: 0.1...0.6, using: &random)
                return center.map { $0 + width * Float.random(in: -1...1, using: &random) }
            }
            var values: [Float] = []
            for _ in 0..<count { values += member() }
            vectors = Matrix(rows: count, columns: Self.dimension, values: values)
            queries = (0..<30).map { _ in member() }
        }

        /// Rows by their distance to a query.
        func order(_ query: [Float]) -> [Int] {
            let distances = (0..<vectors.rows).map { row in
                zip(vectors[row: row], query).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            return (0..<vectors.rows).sorted { distances[$0] < distances[$1] }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func recallHoldsAtEverySelectivityWhereverTheMatchesAre(kind: IndexUnderTest) throws {
        let data = Clusters(count: 20_000, seed: 31)
        let index = try kind.make(Clusters.dimension, .squaredL2)
        try index.add(data.vectors, ids: (0..<20_000).map { $0 })
        var random = SeededGenerator(seed: 32)
        let orders = data.queries.map(data.order)
        let chance = Array(0..<20_000).shuffled(using: &random)
        for selectivity in [1, 0.9, 0.5, 0.1, 0.01, 0.001] {
            let matches = Int(20_000 * selectivity)
            for place in ["chance", "near", "far", "hole"] {
                for efSearch in [24, 64] {
                    var recall = 0.0
                    for (number, query) in data.queries.enumerated() {
                        // Near: a ball about a vector close by. Far: one about the farthest. Hole: all but the nearest.
                        let rows =
                            switch place {
                            case "chance": chance.prefix(matches)
                            case "near": data.order(Array(data.vectors[row: orders[number][20]])).prefix(matches)
                            case "far": data.order(Array(data.vectors[row: orders[number][19_999]])).prefix(matches)
                            default: orders[number].suffix(matches)
                            }
                        // A few of the queries suffice where each has a filter of its own.
                        if place != "chance", number >= 6 { break }
                        let allowed = Set(rows.map(Int64.init))
                        let filter = VectorFilter(allowing: allowed)
                        let options = SearchOptions(efSearch: efSearch, filter: filter)
                        let truth = orders[number].lazy.map(Int64.init).filter { allowed.contains($0) }.prefix(10)
                        // The first search with a filter goes another way than those after it.
                        for _ in 0..<3 {
                            let found = try index.search(query, k: 10, options: options)
                            #expect(found.count == 10 && found.allSatisfy { allowed.contains($0.id) })
                            recall += Double(Set(truth).intersection(found.map(\.id)).count) / 30
                        }
                    }
                    recall /= place == "chance" ? 30 : 6
                    // Four bits of 24 components, which no index is recommended, tell close clusters apart less well.
                    let floor = kind == .flat ? 0.999 : kind == .hnswOverCodes ? 0.92 : 0.95
                    #expect(recall >= floor, "\(kind) \(place) \(selectivity) ef \(efSearch): recall \(recall)")
                }
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func aFilterMeansThePresentIndexHoweverOftenItWasUsed(kind: IndexUnderTest) throws {
        for seed: UInt64 in 1...4 {
            var random = SeededGenerator(seed: seed)
            let index = try kind.make(6, .squaredL2, seed: seed)
            var oracle = OracleIndex(metric: .squaredL2)
            let filters = [
                VectorFilter(allowing: stride(from: -900, to: 3_000, by: 2)), VectorFilter(allowing: 0..<900),
                VectorFilter(excluding: 100..<300), VectorFilter(allowing: (0..<40).map { $0 * 13 }), .all,
            ]
            for round in 0..<12 {
                let ids = (0..<300).map { _ in Int64.random(in: -300..<1_200, using: &random) }
                let changed = Array(Set(ids)).sorted()
                let vectors = random.matrix(changed.count, 6)
                try index.upsert(vectors, ids: changed)
                for (row, id) in changed.enumerated() { oracle.vectors[id] = Array(vectors[row: row]) }
                let gone = (0..<150).map { _ in Int64.random(in: -300..<1_200, using: &random) }
                index.remove(gone)
                for id in gone { oracle.vectors[id] = nil }
                for filter in filters {
                    for _ in 0..<3 {
                        let query = random.vector(6)
                        let found = try index.search(query, k: 8, options: SearchOptions(efSearch: 40, filter: filter))
                        let truth = oracle.nearest(query, k: 8) { filter.contains($0) }
                        let named: Comment = "seed \(seed) round \(round)"
                        #expect(found.count == truth.count, named)
                        #expect(found.allSatisfy { filter.contains($0.id) && oracle.vectors[$0.id] != nil }, named)
                        #expect(oracle.recall(found, truth) >= (kind == .flat ? 1 : 0.75), named)
                    }
                }
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func emptyUnknownAndWholeFiltersAreRight(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 5)
        let index = try kind.make(8, .cosine)
        try index.add(random.matrix(3_000, 8), ids: (0..<3_000).map { $0 })
        let query = random.vector(8)
        let all = try index.search(query, k: 10)
        for _ in 0..<3 {
            func found(_ filter: VectorFilter, k: Int = 10) throws -> [Neighbor] {
                try index.search(query, k: k, options: SearchOptions(filter: filter))
            }
            #expect(try found(VectorFilter()).isEmpty)
            #expect(try found(VectorFilter(allowing: 3_000..<9_000)).isEmpty)
            #expect(try found(VectorFilter(allowing: Int64.min..<0)).isEmpty)
            #expect(try found(VectorFilter(allowing: -5..<3)).map(\.id).sorted() == [0, 1, 2])
            #expect(try found(.all) == all)
            #expect(try found(VectorFilter(allowing: 0..<3_000)) == all)
            #expect(try found(.all, k: 5_000).count == 3_000)
            #expect(try found(VectorFilter(excluding: all.map(\.id))).allSatisfy { !all.map(\.id).contains($0.id) })
            #expect(try found(VectorFilter(allowing: [7]), k: 0).isEmpty)
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func manyQueriesUnderAFilterAreManySingleOnes(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 6)
        let index = try kind.make(12, .innerProduct)
        try index.add(random.matrix(6_000, 12), ids: (0..<6_000).map { $0 })
        let queries = random.matrix(50, 12)
        for step in [2, 7, 90] {
            let filter = VectorFilter(allowing: stride(from: Int64(0), to: 6_000, by: step))
            let options = SearchOptions(efSearch: 32, filter: filter)
            let single = try (0..<50).map { try index.search(Array(queries[row: $0]), k: 10, options: options) }
            for threads in [1, 3] {
                #expect(try index.search(queries, k: 10, options: options, threads: threads) == single)
            }
        }
    }

    /// Enough ids for a walk to be planned, in every way in which slots can differ from ids.
    @Test(arguments: IndexUnderTest.allCases)
    func manyIDsOfWhichFewOrNoneAreThereAreRight(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 7)
        let index = try kind.make(8, .squaredL2)
        let vectors = random.matrix(3_000, 8)
        try index.add(vectors, ids: (0..<3_000).map { $0 })
        // Ids up to 1,000 come back in other slots, with the vectors in reverse; those from 1,000 to 1,500 do not.
        index.remove((0..<1_500).map { $0 })
        let again = (0..<Int64(1_000)).map { 999 - $0 }
        try index.add(
            Matrix(rows: 1_000, columns: 8, values: again.flatMap { vectors[row: Int($0)] }), ids: again)
        for efSearch in [10, 64] {
            func found(_ row: Int, _ filter: VectorFilter) throws -> [Int64] {
                let options = SearchOptions(efSearch: efSearch, filter: filter)
                return try index.search(Array(vectors[row: row]), k: 3, options: options).map(\.id)
            }
            for _ in 0..<3 {
                #expect(try found(5, VectorFilter(allowing: 1_000_000..<1_100_000)).isEmpty)
                #expect(try found(5, VectorFilter(allowing: 1_000..<1_500)).isEmpty)
                #expect(try found(5, VectorFilter(allowing: 999..<1_501)).sorted() == [999, 1_500])
                #expect(try found(5, VectorFilter(allowing: 0..<1_200)).first == 5)
                #expect(try found(2_000, VectorFilter(allowing: 1_200..<90_000)).first == 2_000)
                #expect(try found(1_200, VectorFilter(allowing: 0..<2_000)).allSatisfy { $0 < 1_000 || $0 >= 1_500 })
            }
        }
    }
}
