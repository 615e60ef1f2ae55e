import CExactSearch
import Foundation
import VectorCore
import VectorFiles

/// What every engine is asked: these queries over these vectors, and what a right answer is.
struct NeighborTask {
    /// The data set's name: the base file's, without its ending and `-base`.
    let name: String
    let base: Matrix
    let queries: Matrix
    let metric: Metric
    let k: Int

    /// - Parameters:
    ///   - count: How many vectors of the base are taken, the first ones; all when nil.
    ///   - queryCount: The same of the queries.
    /// - Throws: ``VectorFileError`` and ``Refusal`` for files that cannot be trusted or do not fit together.
    init(
        base basePath: String, queries queriesPath: String, metric: Metric, k: Int, count: Int? = nil,
        queryCount: Int? = nil
    ) throws {
        let file = URL(fileURLWithPath: basePath).deletingPathExtension().lastPathComponent
        name = file.hasSuffix("-base") ? String(file.dropLast(5)) : file
        base = try StoredVectors.vectors(basePath).first(count, "--count", of: basePath)
        queries = try StoredVectors.vectors(queriesPath).first(queryCount, "--query-count", of: queriesPath)
        self.metric = metric
        self.k = k
        guard base.columns == queries.columns else {
            throw Refusal(
                "the vectors of \(basePath) have \(base.columns) components, the queries of \(queriesPath) "
                    + "\(queries.columns)")
        }
        guard base.rows <= Int32.max else { throw Refusal("\(base.rows) vectors are more than 32-bit ids can name") }
        guard (1...base.rows).contains(k) else {
            throw Refusal("-k is \(k); there are \(base.rows) vectors of \(basePath)")
        }
    }

    init(name: String, base: Matrix, queries: Matrix, metric: Metric, k: Int) {
        self.name = name
        self.base = base
        self.queries = queries
        self.metric = metric
        self.k = k
    }

    var exactMetric: exact_metric {
        switch metric {
        case .squaredL2: EXACT_SQUARED_L2
        case .innerProduct: EXACT_INNER_PRODUCT
        case .cosine: EXACT_COSINE
        }
    }

    /// The distance of a query to a base vector in 64-bit floats.
    func distance(query: Int, row: Int) -> Double {
        base.values.withUnsafeBufferPointer { base in
            queries.values.withUnsafeBufferPointer { queries in
                guard let base = base.baseAddress, let queries = queries.baseAddress else { return .infinity }
                return exact_distance(
                    queries + query * self.queries.columns, base + row * self.base.columns, self.base.columns,
                    exactMetric)
            }
        }
    }
}

extension Matrix {
    /// The first rows of a file's; all of them when `count` is nil.
    fileprivate func first(_ count: Int?, _ option: String, of path: String) throws -> Matrix {
        guard let count, count != rows else { return self }
        guard (1..<rows).contains(count) else { throw Refusal("\(option) is \(count); \(path) has \(rows) vectors") }
        return Matrix(rows: count, columns: columns, values: Array(values.prefix(count * columns)))
    }
}

/// How far the k-th true neighbour of each query is, which decides what counts as found.
///
/// Ids alone would call a neighbour wrong that is exactly as near as the one in the truth file. So a returned vector
/// counts when its distance in 64-bit floats is at most the k-th true neighbour's, with a millionth of tolerance for
/// truth that was computed in 32-bit floats.
struct GroundTruth {
    /// Per query; tolerance included.
    let reach: [Double]

    /// Computes the truth, on `threads` threads.
    init(computing task: NeighborTask, threads: Int) throws {
        var nearest = [Int64](repeating: 0, count: task.queries.rows * task.k)
        let done = exact_nearest(
            task.base.values, task.base.rows, task.queries.values, task.queries.rows, task.base.columns,
            task.exactMetric, task.k, Int32(clamping: threads), &nearest)
        guard done else { throw Refusal("there is not enough memory to compute the true neighbours") }
        reach = (0..<task.queries.rows).map { query in
            let last = task.distance(query: query, row: Int(nearest[(query + 1) * task.k - 1]))
            return last + Self.tolerance(task, query, last)
        }
    }

    /// Takes the truth from an `.ivecs` file after checking that it can be this task's.
    init(reading path: String, for task: NeighborTask) throws {
        let ids = try StoredVectors.ids(path)
        guard ids.rows == task.queries.rows else {
            throw Refusal("\(path) has \(ids.rows) rows for \(task.queries.rows) queries")
        }
        guard ids.columns >= task.k else {
            throw Refusal("\(path) has \(ids.columns) neighbours a query, fewer than -k \(task.k)")
        }
        reach = try (0..<ids.rows).map { query in
            let row = ids[row: query]
            guard let stranger = row.first(where: { $0 < 0 || Int($0) >= task.base.rows }) else {
                return try Self.reach(path, row.prefix(task.k), query, task)
            }
            throw Refusal("\(path), row \(query): there is no base vector \(stranger); there are \(task.base.rows)")
        }
    }

    /// Also refuses neighbours that repeat or do not come in the metric's order: they belong to other data.
    private static func reach(
        _ path: String, _ neighbors: ArraySlice<Int32>, _ query: Int, _ task: NeighborTask
    ) throws -> Double {
        guard Set(neighbors).count == neighbors.count else {
            throw Refusal("\(path), row \(query): a neighbour is there twice")
        }
        let distances = neighbors.map { task.distance(query: query, row: Int($0)) }
        let farthest = distances.max() ?? 0
        let vector = task.queries[row: query]
        let length = vector.reduce(0) { $0 + Double($1) * Double($1) }
        // Truth of 32-bit floats may swap near neighbours; a hundred times its rounding is no order at all.
        let allowance = 1e-4 * (task.metric == .cosine ? 1 : abs(farthest) + length)
        for rank in distances.indices.dropFirst() where distances[rank] < distances[rank - 1] - allowance {
            throw Refusal(
                "\(path), row \(query): neighbour \(rank + 1) is nearer than neighbour \(rank) under "
                    + "\(task.metric.rawValue); was it made with another metric or other vectors?")
        }
        return farthest + tolerance(task, query, farthest)
    }

    /// A millionth of the distance, or of what it is the small difference of.
    private static func tolerance(_ task: NeighborTask, _ query: Int, _ distance: Double) -> Double {
        1e-6 * (task.metric == .cosine ? 1 : abs(distance))
    }

    /// Recall at k: the mean share of the k answers that count; an id that is repeated or unknown does not.
    ///
    /// Shape: `answer` is (queries, k), -1 where there is none.
    func recall(of answer: [Int64], _ task: NeighborTask) -> Double {
        var found = 0
        for query in 0..<task.queries.rows {
            for id in Set(answer[query * task.k..<(query + 1) * task.k]) {
                guard let row = Int(exactly: id), (0..<task.base.rows).contains(row) else { continue }
                if task.distance(query: query, row: row) <= reach[query] { found += 1 }
            }
        }
        return Double(found) / Double(task.queries.rows * task.k)
    }
}
