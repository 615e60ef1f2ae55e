import TestSupport
import Testing
import VectorCore

struct FlatIndexTests {
    @Test(arguments: Metric.allCases, Kernels.supported.map(\.name))
    func equalsAnOracleInDoublePrecisionUnderEveryTable(metric: Metric, table: String) throws {
        let kernels = try #require(Kernels.supported.first { $0.name == table })
        for (seed, dimension) in [(1, 3), (2, 17), (3, 64), (4, 131)] {
            var random = SeededGenerator(seed: UInt64(seed))
            let index = try FlatIndex(dimension: dimension, metric: metric, kernels: kernels)
            let vectors = random.matrix(700, dimension)
            try index.add(vectors, ids: (0..<700).map { Int64($0) * 3 - 500 })
            let query = random.vector(dimension)
            let truth = (0..<700).map { Oracle.distance(query[...], vectors[row: $0], metric) }.sorted()
            let found = try index.search(query, k: 20)
            for (rank, neighbor) in found.enumerated() {
                #expect(abs(Double(neighbor.distance) - truth[rank]) < 1e-4, "seed \(seed) rank \(rank)")
                let row = Int(neighbor.id + 500) / 3
                #expect(abs(Double(neighbor.distance) - Oracle.distance(query[...], vectors[row: row], metric)) < 1e-4)
            }
        }
    }

    @Test(arguments: Metric.allCases)
    func manyQueriesGiveExactlyWhatSingleOnesGiveOnAnyNumberOfThreads(metric: Metric) throws {
        var random = SeededGenerator(seed: 11)
        let index = try FlatIndex(dimension: 24, metric: metric)
        try index.add(random.matrix(3000, 24), ids: Array(0..<3000))
        // Copies and near copies: where a matrix product's rounding could change the order.
        let row = try #require(index.vector(for: 17))
        for copy in 0..<40 {
            try index.add(Matrix([row.map { $0 * (1 + Float(copy / 20) * 1e-6) }]), ids: [Int64(10_000 + copy)])
        }
        var queries = random.matrix(150, 24)
        try queries.append(row)
        let single = try (0..<queries.rows).map { try index.search(Array(queries[row: $0]), k: 15) }
        for threads in [1, 2, 5] {
            #expect(try index.search(queries, k: 15, options: SearchOptions(), threads: threads) == single)
        }
        let filter = SearchOptions(filter: VectorFilter(allowing: stride(from: 0, to: 3000, by: 7)))
        let filtered = try (0..<queries.rows).map { try index.search(Array(queries[row: $0]), k: 9, options: filter) }
        #expect(try index.search(queries, k: 9, options: filter, threads: 2) == filtered)
    }
}

/// Distances in double precision.
enum Oracle {
    static func distance(_ x: ArraySlice<Float>, _ y: ArraySlice<Float>, _ metric: Metric) -> Double {
        let pairs = zip(x, y).map { (Double($0), Double($1)) }
        switch metric {
        case .squaredL2: return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        case .innerProduct: return -pairs.reduce(0) { $0 + $1.0 * $1.1 }
        case .cosine:
            let dot = pairs.reduce(0) { $0 + $1.0 * $1.1 }
            let lengths = pairs.reduce(0) { $0 + $1.0 * $1.0 } * pairs.reduce(0) { $0 + $1.1 * $1.1 }
            return 1 - dot / lengths.squareRoot()
        }
    }
}
