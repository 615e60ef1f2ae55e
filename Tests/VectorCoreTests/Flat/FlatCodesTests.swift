import Foundation
import TestSupport
import Testing
import VectorCore

/// Scans of codes against scans of floats, for every storage and metric.
struct FlatCodesTests {
    static let storages: [VectorStorage] = [
        VectorStorage(walk: .rabitq1, keep: .float32), VectorStorage(walk: .rabitq2, keep: .float32),
        VectorStorage(walk: .rabitq4, keep: .float32), VectorStorage(walk: .rabitq8, keep: .float32),
        VectorStorage(walk: .bfloat16, keep: .float32), VectorStorage(walk: .rabitq1, keep: .bfloat16),
        VectorStorage(walk: .rabitq1, keep: .rabitq8), VectorStorage(walk: .rabitq4, keep: .rabitq8),
        VectorStorage(walk: .rabitq8), VectorStorage(walk: .bfloat16), VectorStorage(walk: .rabitq1),
    ]

    /// Clusters about a point far from zero, of differing lengths.
    private func clustered(_ rows: Int, _ dimension: Int, seed: UInt64) -> Matrix {
        var random = SeededGenerator(seed: 23)
        let middle = random.vector(dimension).map { 2 * $0 }
        let centers = random.matrix(20, dimension)
        random = SeededGenerator(seed: seed)
        var values: [Float] = []
        for row in 0..<rows {
            let noise = random.vector(dimension)
            let center = centers[row: row % centers.rows]
            let length = Float.random(in: 0.3...1.5, using: &random)
            for index in 0..<dimension {
                values.append(middle[index] + length * (center[center.startIndex + index] + 0.7 * noise[index]))
            }
        }
        return Matrix(rows: rows, columns: dimension, values: values)
    }

    private func recall(_ found: [[Neighbor]], _ truth: [[Neighbor]]) -> Double {
        let hits = zip(found, truth).reduce(0) { $0 + Set($1.0.map(\.id)).intersection($1.1.map(\.id)).count }
        return Double(hits) / Double(truth.reduce(0) { $0 + $1.count })
    }

    /// Where floats are kept next to nothing may be missed; what is lost otherwise is what the kept code loses.
    private func floor(_ storage: VectorStorage) -> Double {
        switch storage.keep {
        case .float32: 0.998
        case .bfloat16, .rabitq8: 0.85
        default: 0.05
        }
    }

    @Test(arguments: storages, Metric.allCases)
    func theNearestAreFoundWithAndWithoutFiltersThroughChanges(storage: VectorStorage, metric: Metric) throws {
        let (base, queries) = (clustered(6000, 96, seed: 1), clustered(50, 96, seed: 2))
        let exact = try FlatIndex(dimension: 96, metric: metric)
        let index = try FlatIndex(dimension: 96, metric: metric, storage: storage)
        #expect(index.storage == storage && exact.storage == .float32)
        for index in [exact, index] {
            // A first batch that is too small for codes, and one that brings them; then every kind of change.
            try index.add(
                Matrix(rows: 600, columns: 96, values: Array(base.values[..<(600 * 96)])), ids: (0..<600).map { $0 })
            try index.add(
                Matrix(rows: 5400, columns: 96, values: Array(base.values[(600 * 96)...])), ids: (600..<6000).map { $0 }
            )
            index.remove((0..<6000).filter { $0 % 7 == 3 })
            try index.upsert(clustered(300, 96, seed: 3), ids: (1000..<1300).map { $0 })
        }
        #expect(index.ids == exact.ids)
        let some = VectorFilter(allowing: stride(from: 0, to: 6000, by: 5).map { Int64($0) })
        for filter in [nil, some, some.inverted, VectorFilter(allowing: 40..<75)] as [VectorFilter?] {
            for k in [1, 10, 100] {
                let options = SearchOptions(filter: filter)
                let truth = try exact.search(queries, k: k, options: options, threads: 2)
                let found = try index.search(queries, k: k, options: options, threads: 2)
                #expect(recall(found, truth) >= floor(storage), "k \(k): \(recall(found, truth))")
                #expect(zip(found, truth).allSatisfy { $0.count == $1.count })
                if storage.keep == .float32 {
                    // Distances are those of the floats, bit for bit.
                    for (list, other) in zip(found, truth) {
                        let distances = Dictionary(uniqueKeysWithValues: other.map { ($0.id, $0.distance) })
                        #expect(list.allSatisfy { $0.distance == distances[$0.id] ?? $0.distance })
                    }
                }
            }
        }
        for id: Int64 in [0, 599, 1100, 5999] where index.contains(id) {
            let query = Array(queries[row: 0])
            let only = SearchOptions(filter: VectorFilter(allowing: [id]))
            let found = try #require(try index.search(query, k: 3, options: only).first)
            #expect(found.id == id)
        }
    }

    /// The nearest by the inner product are the longest, whose estimates are off by most: an error learned from others would
    /// miss them.
    @Test(arguments: [VectorCode.rabitq1, .rabitq2, .rabitq4], [Metric.innerProduct, .squaredL2])
    func noneIsMissedAmongVectorsOfVeryDifferentLengths(code: VectorCode, metric: Metric) throws {
        let (base, queries) = (ofAllLengths(8000, 128, seed: 11), ofAllLengths(100, 128, seed: 12))
        let exact = try FlatIndex(dimension: 128, metric: metric)
        let storage = VectorStorage(walk: code, keep: .float32)
        let flat = try FlatIndex(dimension: 128, metric: metric, storage: storage)
        let graph = try HNSWIndex(dimension: 128, metric: metric, storage: storage)
        for index in [exact, flat, graph] as [any VectorIndex] { try index.add(base, ids: (0..<8000).map { $0 }) }
        // Of a graph it is scans under a filter that look at codes first.
        let some = SearchOptions(filter: VectorFilter(allowing: stride(from: 0, to: 8000, by: 3).map { Int64($0) }))
        for (index, options) in [(flat, SearchOptions()), (flat, some), (graph, some)]
            as [(any VectorIndex, SearchOptions)]
        {
            let truth = try exact.search(queries, k: 10, options: options, threads: 2)
            let found = try index.search(queries, k: 10, options: options, threads: 2)
            #expect(recall(found, truth) >= 0.999, "\(recall(found, truth))")
        }
    }

    @Test func aQueryWhoseSquaresOverflowFindsWhatAScanOfFloatsFinds() throws {
        let base = ofAllLengths(3000, 128, seed: 13)
        var queries = ofAllLengths(30, 128, seed: 14)
        queries = Matrix(rows: 30, columns: 128, values: queries.values.map { $0 * 1e20 })
        let exact = try FlatIndex(dimension: 128, metric: .innerProduct)
        let index = try FlatIndex(
            dimension: 128, metric: .innerProduct, storage: VectorStorage(walk: .rabitq1, keep: .float32))
        for index in [exact, index] { try index.add(base, ids: (0..<3000).map { $0 }) }
        let truth = try exact.search(queries, k: 10, options: SearchOptions(), threads: 1)
        let found = try index.search(queries, k: 10, options: SearchOptions(), threads: 1)
        #expect(recall(found, truth) >= 0.99, "\(recall(found, truth))")
    }

    /// Clusters of which each vector has a length of its own, up to a hundred times another's.
    private func ofAllLengths(_ rows: Int, _ dimension: Int, seed: UInt64) -> Matrix {
        var random = SeededGenerator(seed: 29)
        let centers = random.matrix(50, dimension)
        random = SeededGenerator(seed: seed)
        var values: [Float] = []
        for row in 0..<rows {
            let noise = random.vector(dimension)
            let center = centers[row: row % centers.rows]
            let length = Float(exp(1.5 * Double(random.vector(3).reduce(0, +))))
            for index in 0..<dimension {
                values.append(length * (center[center.startIndex + index] + 0.7 * noise[index]))
            }
        }
        return Matrix(rows: rows, columns: dimension, values: values)
    }

    @Test func fewerMeasuredFindFewerAndNoneFindsLess() throws {
        let (base, queries) = (clustered(4000, 64, seed: 5), clustered(40, 64, seed: 6))
        let index = try FlatIndex(
            dimension: 64, metric: .squaredL2, storage: VectorStorage(walk: .rabitq1, keep: .float32))
        try index.add(base, ids: (0..<4000).map { $0 })
        let exact = try FlatIndex(dimension: 64, metric: .squaredL2)
        try exact.add(base, ids: (0..<4000).map { $0 })
        let truth = try exact.search(queries, k: 10, options: SearchOptions(), threads: 1)
        var recalls: [Double] = []
        for most in [0, 40, 400, 4000] {
            let found = try index.search(queries, k: 10, options: SearchOptions(rerank: most), threads: 1)
            #expect(found.allSatisfy { $0.count == 10 })
            recalls.append(recall(found, truth))
        }
        #expect(recalls == recalls.sorted() && recalls[0] < 0.9 && recalls[3] == 1, "\(recalls)")
    }

    @Test(arguments: storages)
    func whatIsSavedOpensTheSameAndGoesOn(storage: VectorStorage) throws {
        let file = try TestData.temporaryFolder().appendingPathComponent("index")
        let (base, queries) = (clustered(1500, 70, seed: 7), clustered(20, 70, seed: 8))
        for count in [0, 500, 1500] {
            let index = try FlatIndex(dimension: 70, metric: .cosine, storage: storage)
            try index.add(
                Matrix(rows: count, columns: 70, values: Array(base.values.prefix(count * 70))),
                ids: (0..<Int64(count)).map { $0 })
            index.remove((0..<Int64(count / 20)).map { $0 * 3 })
            try index.save(to: file)
            let opened = try FlatIndex.open(file)
            #expect(opened.storage == storage && opened.ids == index.ids)
            let before = try index.search(queries, k: 10, options: SearchOptions(), threads: 1)
            #expect(try opened.search(queries, k: 10, options: SearchOptions(), threads: 1) == before)
            try opened.add(clustered(1200, 70, seed: 9), ids: (5000..<6200).map { $0 })
            try index.add(clustered(1200, 70, seed: 9), ids: (5000..<6200).map { $0 })
            let after = try index.search(queries, k: 10, options: SearchOptions(), threads: 1)
            #expect(try opened.search(queries, k: 10, options: SearchOptions(), threads: 1) == after)
        }
    }

    @Test func aStorageThatMakesNoSenseIsRefused() {
        for (walk, keep) in [(VectorCode.float32, VectorCode.rabitq4), (.rabitq8, .rabitq2), (.float32, .bfloat16)] {
            #expect(throws: VectorIndexError.self) {
                try FlatIndex(dimension: 8, metric: .cosine, storage: VectorStorage(walk: walk, keep: keep))
            }
        }
    }
}
