import TestSupport
import Testing
import VectorCore

/// Queries of a matrix go through an inverted file list by list; what they find is what each finds alone.
struct SearchTogetherTests {
    @Test(arguments: Metric.allCases, [VectorCode.float32, .rabitq8, nil])
    func queriesFindTogetherWhatTheyFindAlone(metric: Metric, keep: VectorCode?) throws {
        var random = SeededGenerator(seed: 71)
        let vectors = random.matrix(3_000, 24)
        // More than two groups, and one that is not full.
        let queries = random.matrix(300, 24)
        let lists = IVFParameters(nlist: 60, trainingThreshold: 1_000)
        let index = try IVFPQIndex(dimension: 24, metric: metric, lists: lists, keep: keep)
        try index.add(vectors, ids: Array(0..<3_000), threads: 2)
        // A copy of many of them, so that estimates are equal; more asked for than the nearest lists have; all.
        try index.add(
            Matrix(rows: 500, columns: 24, values: Array(vectors.values[..<12_000])), ids: Array(3_000..<3_500))
        for (k, nprobe, rerank) in [
            (10, 8, nil), (1, 1, nil), (10, 12, 20), (300, 2, nil), (40, 60, 0), (4_000, 3, nil),
        ] {
            let options = SearchOptions(nprobe: nprobe, rerank: rerank)
            let rows = k > 100 ? 0..<30 : 0..<queries.rows
            let some = Matrix(rows: rows.count, columns: 24, values: Array(queries.values[..<(24 * rows.count)]))
            let alone = try rows.map { try index.search(Array(queries[row: $0]), k: k, options: options) }
            for threads in [1, 2, 3] {
                let together = try index.search(some, k: k, options: options, threads: threads)
                #expect(together == alone, "k \(k), nprobe \(nprobe), \(threads) threads")
            }
        }
    }

    @Test func listsWithoutVectorsAndAnIndexWithoutAnyAreSearchedTogetherToo() throws {
        var random = SeededGenerator(seed: 72)
        let index = try IVFPQIndex(dimension: 8, metric: .squaredL2, lists: IVFParameters(nlist: 40))
        try index.train(random.matrix(2_000, 8))
        let queries = random.matrix(20, 8)
        #expect(try index.search(queries, k: 3, options: SearchOptions(), threads: 1).allSatisfy(\.isEmpty))
        try index.add(random.matrix(5, 8), ids: Array(0..<5))
        let options = SearchOptions(nprobe: 2)
        let alone = try (0..<20).map { try index.search(Array(queries[row: $0]), k: 9, options: options) }
        #expect(try index.search(queries, k: 9, options: options, threads: 1) == alone)
        #expect(alone.allSatisfy { $0.count == 5 })
        #expect(try index.search(queries, k: 0, options: options, threads: 1).allSatisfy(\.isEmpty))
    }
}
