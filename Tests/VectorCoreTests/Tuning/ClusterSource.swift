import TestSupport
import VectorCore

/// Vectors about centres, as embeddings lie, and more of the same kind for queries.
struct ClusterSource {
    private let centers: [[Float]]
    private let spread: Float
    private var random: SeededGenerator

    /// - Parameter spread: How far from their centre vectors lie; the more, the harder they are to find.
    init(dimension: Int, clusters: Int = 40, spread: Float = 0.5, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        centers = (0..<clusters).map { _ in random.vector(dimension) }
        self.spread = spread
        self.random = random
    }

    mutating func matrix(_ rows: Int) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(rows * centers[0].count)
        for _ in 0..<rows {
            let center = centers[Int.random(in: 0..<centers.count, using: &random)]
            values += center.map { $0 + spread * Float.random(in: -1...1, using: &random) }
        }
        return Matrix(rows: rows, columns: centers[0].count, values: values)
    }
}

extension VectorIndex {
    /// The share of the true nearest that searches without options find.
    func recall(_ queries: Matrix, k: Int, truth: FlatIndex) throws -> Double {
        let nearest = try truth.search(queries, k: k, options: SearchOptions(), threads: 2)
        let found = try search(queries, k: k, options: SearchOptions(), threads: 2)
        let hits = zip(found, nearest).map { Set($0.map(\.id)).intersection($1.map(\.id)).count }
        return Double(hits.reduce(0, +)) / Double(k * queries.rows)
    }
}
