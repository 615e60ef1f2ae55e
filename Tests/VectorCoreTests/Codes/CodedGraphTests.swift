import Foundation
import TestSupport
import Testing
import VectorCore

/// What a graph finds that is walked over codes, for every code and metric.
struct CodedGraphTests {
    static let storages: [VectorStorage] = [
        VectorStorage(walk: .bfloat16), VectorStorage(walk: .bfloat16, keep: .float32),
        VectorStorage(walk: .rabitq8), VectorStorage(walk: .rabitq8, keep: .float32),
        VectorStorage(walk: .rabitq4), VectorStorage(walk: .rabitq4, keep: .float32),
        VectorStorage(walk: .rabitq4, keep: .bfloat16), VectorStorage(walk: .rabitq4, keep: .rabitq8),
        VectorStorage(walk: .rabitq2, keep: .rabitq8), VectorStorage(walk: .rabitq2, keep: .float32),
        VectorStorage(walk: .rabitq1, keep: .float32),
    ]

    /// Clusters about a point far from zero, as embeddings and pixels are.
    private func clustered(_ rows: Int, _ dimension: Int, seed: UInt64) -> Matrix {
        var random = SeededGenerator(seed: 17)
        let middle = random.vector(dimension).map { 2 * $0 }
        let centers = random.matrix(24, dimension)
        random = SeededGenerator(seed: seed)
        var values: [Float] = []
        for row in 0..<rows {
            let noise = random.vector(dimension)
            let center = centers[row: row % centers.rows]
            for index in 0..<dimension {
                values.append(middle[index] + center[center.startIndex + index] + 0.7 * noise[index])
            }
        }
        return Matrix(rows: rows, columns: dimension, values: values)
    }

    private func truth(_ base: Matrix, _ queries: Matrix, _ metric: Metric) throws -> [[Neighbor]] {
        let flat = try FlatIndex(dimension: base.columns, metric: metric)
        try flat.add(base, ids: (0..<base.rows).map(Int64.init))
        return try flat.search(queries, k: 10, options: SearchOptions(), threads: 2)
    }

    private func recall(_ found: [[Neighbor]], _ truth: [[Neighbor]]) -> Double {
        let hits = zip(found, truth).reduce(0) { $0 + Set($1.0.map(\.id)).intersection($1.1.map(\.id)).count }
        return Double(hits) / Double(truth.count * 10)
    }

    /// What 10 of 100 candidates found must be right, by what is lost where nothing better is kept.
    private func floor(_ storage: VectorStorage) -> Double {
        switch storage.keep {
        case .float32: storage.walk == .rabitq1 ? 0.9 : 0.97
        case .bfloat16, .rabitq8: 0.94
        case .rabitq4: 0.8
        default: 0
        }
    }

    @Test(arguments: storages, Metric.allCases)
    func theNearestAreFoundAndMeasuredByWhatIsKept(storage: VectorStorage, metric: Metric) throws {
        let (base, queries) = (clustered(4000, 96, seed: 1), clustered(60, 96, seed: 2))
        let truth = try truth(base, queries, metric)
        let index = try HNSWIndex(dimension: 96, metric: metric, storage: storage)
        #expect(index.storage == storage)
        // A first batch that is too small for codes, and one that brings them.
        let first = Matrix(rows: 600, columns: 96, values: Array(base.values.prefix(600 * 96)))
        let rest = Matrix(rows: 3400, columns: 96, values: Array(base.values.dropFirst(600 * 96)))
        try index.add(first, ids: (0..<600).map(Int64.init))
        try index.add(rest, ids: (600..<4000).map(Int64.init), threads: 2)
        #expect(index.brokenInvariant == nil && index.unreachableCount == 0)
        let options = SearchOptions(efSearch: 100, scanFactor: 0)
        let found = try index.search(queries, k: 10, options: options, threads: 1)
        #expect(recall(found, truth) >= floor(storage), "\(recall(found, truth))")

        let isExact = storage.keep == .float32
        for (query, list) in found.enumerated() {
            for neighbor in list {
                let vector = base[row: Int(neighbor.id)]
                let distance = Oracle.distance(queries[row: query], vector, metric)
                let scale = max(1, Oracle.distance(queries[row: query], vector[...], .squaredL2))
                #expect(abs(Double(neighbor.distance) - distance) <= (isExact ? 1e-4 : 0.12) * scale)
            }
        }
        // Only the best candidates measured again: fewer right, none more.
        let few = try index.search(
            queries, k: 10, options: SearchOptions(efSearch: 100, scanFactor: 0, rerank: 10), threads: 1)
        #expect(recall(few, truth) <= recall(found, truth) + 0.02)

        // What comes back is the vector, as exactly as it is kept.
        let stored = try #require(index.vector(for: 77))
        var expected = Array(base[row: 77])
        if metric == .cosine {
            let length = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
            expected = expected.map { $0 / length }
        }
        let error = zip(stored, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let length = expected.reduce(0) { $0 + $1 * $1 }
        let allowed: Float = [.float32: 1e-12, .bfloat16: 1e-4, .rabitq8: 1e-4, .rabitq4: 0.02][storage.keep] ?? 1
        #expect(error <= allowed * length, "\(error / length)")
    }

    @Test(arguments: storages)
    func whatIsSavedOpensTheSameAndGoesOn(storage: VectorStorage) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let (base, queries) = (clustered(1500, 70, seed: 3), clustered(20, 70, seed: 4))
        for count in [0, 500, 1500] {
            let index = try HNSWIndex(dimension: 70, metric: .cosine, storage: storage)
            let part = Matrix(rows: count, columns: 70, values: Array(base.values.prefix(count * 70)))
            try index.add(part, ids: (0..<count).map(Int64.init))
            index.remove((0..<Int64(count / 20)).map { $0 * 3 })
            try index.save(to: file)
            let opened = try HNSWIndex.open(file)
            #expect(opened.storage == storage && opened.count == index.count)
            #expect(opened.allLinks == index.allLinks)
            let options = SearchOptions(efSearch: 50, scanFactor: 0)
            let before = try index.search(queries, k: 10, options: options, threads: 1)
            #expect(try opened.search(queries, k: 10, options: options, threads: 1) == before)
            try opened.add(clustered(1200, 70, seed: 5), ids: (5000..<6200).map(Int64.init))
            #expect(opened.brokenInvariant == nil && opened.count == index.count + 1200)
            #expect(try opened.search(queries, k: 10, options: options, threads: 1).allSatisfy { $0.count == 10 })
        }
    }

    @Test func theSameSeedGivesTheSameGraphOnOneThread() throws {
        let base = clustered(3000, 64, seed: 6)
        let graphs = try (0..<2).map { _ in
            let index = try HNSWIndex(dimension: 64, metric: .squaredL2)
            try index.add(base, ids: (0..<3000).map(Int64.init))
            return index.allLinks
        }
        #expect(graphs[0] == graphs[1])
    }

    @Test func recommendationsKeepWithinTheirBudget() throws {
        for dimension in [1, 16, 63, 64, 96, 384, 784, 1536, 65_536] {
            for budget in [nil, 4 * dimension, 2 * dimension + 64, dimension + 128, dimension, dimension / 2, 1] {
                let storage = VectorStorage.recommended(dimension: dimension, bytesPerVector: budget)
                if let budget, storage.walk != .rabitq1 {
                    #expect(storage.bytes(dimension: dimension) <= budget, "\(dimension) \(budget)")
                }
                _ = try HNSWIndex(dimension: dimension, metric: .cosine, storage: storage)
            }
        }
    }

    @Test func aStorageThatMakesNoSenseIsRefused() {
        for (walk, keep) in [(VectorCode.float32, VectorCode.rabitq4), (.rabitq8, .rabitq2), (.float32, .bfloat16)] {
            #expect(throws: VectorIndexError.self) {
                try HNSWIndex(dimension: 8, metric: .cosine, storage: VectorStorage(walk: walk, keep: keep))
            }
        }
    }
}
