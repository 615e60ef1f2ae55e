import Foundation
import VectorCore

/// Queries, each with one of a few filters of the same selectivity, and what right answers are.
struct FilteredTask {
    /// A filter and the queries that ask with it.
    struct Group {
        /// Row numbers, ascending.
        let rows: [Int]
        /// The same, a bit each.
        let bits: [UInt64]
        let filter: VectorFilter
        /// Query numbers.
        let queries: [Int]
    }

    let task: NeighborTask
    let correlation: Correlation
    let matches: Int
    let groups: [Group]
    /// By query number: how far the last true neighbour is, tolerance included.
    private(set) var reach: [Double]
    /// By query number.
    private let groupOfQuery: [Int]

    /// How many neighbours there are to find.
    var wanted: Int { min(task.k, matches) }

    init(_ task: NeighborTask, _ space: AnchorSpace, _ correlation: Correlation, selectivity: Double) throws {
        self.task = task
        self.correlation = correlation
        let matches = max(1, Int((Double(task.base.rows) * selectivity).rounded()))
        self.matches = matches
        let queries = (0..<task.queries.rows).map { space.group(of: $0, correlation) }
        groupOfQuery = queries
        groups = (0..<space.count).map { group in
            let rows = space.rows(of: group, correlation, matches).sorted()
            var bits = [UInt64](repeating: 0, count: (task.base.rows + 63) / 64)
            for row in rows { bits[row >> 6] |= 1 << UInt64(row & 63) }
            return Group(
                rows: rows, bits: bits, filter: VectorFilter(allowing: rows.lazy.map(Int64.init)),
                queries: queries.indices.filter { queries[$0] == group })
        }
        reach = [Double](repeating: 0, count: queries.count)
    }

    /// A group's vectors and queries, alone.
    func part(_ group: Group) -> NeighborTask {
        NeighborTask(
            name: task.name,
            base: matches == task.base.rows ? task.base : task.base.taking(group.rows),
            queries: task.queries.taking(group.queries), metric: task.metric, k: wanted)
    }

    mutating func setTruth(of group: Group, _ truth: GroundTruth) {
        for (query, reach) in zip(group.queries, truth.reach) { self.reach[query] = reach }
    }

    /// The mean share of the neighbours to find that was found, and how many answers had fewer than there are.
    ///
    /// Shape: `answer` is (queries, k) row numbers, -1 where there is none.
    /// - Throws: ``Refusal`` for a row that the filter does not allow.
    func judge(_ answer: [Int64], of engine: String) throws -> (recall: Double, short: Int) {
        var found = 0
        var short = 0
        for query in groupOfQuery.indices {
            let rows = Set(answer[query * task.k..<(query + 1) * task.k].filter { $0 >= 0 }.map(Int.init))
            let bits = groups[groupOfQuery[query]].bits
            if let stranger = rows.first(where: { $0 >= task.base.rows || bits[$0 >> 6] >> UInt64($0 & 63) & 1 == 0 }) {
                throw Refusal("\(engine) answered query \(query) with row \(stranger), which its filter does not allow")
            }
            if rows.count < wanted { short += 1 }
            found += rows.count { task.distance(query: query, row: $0) <= reach[query] }
        }
        return (Double(found) / Double(groupOfQuery.count * wanted), short)
    }
}

/// A few of the base vectors, by which filters that correlate with the queries are made.
struct AnchorSpace {
    let count: Int
    /// By anchor: all rows, the nearest first.
    private let orders: [[Int]]
    /// By query: the anchors, the nearest first.
    private let anchors: [[Int]]
    /// By filter: all rows by chance.
    private let shuffled: [[Int]]

    /// - Parameter count: How many filters there are for each selectivity and correlation.
    init(_ task: NeighborTask, count: Int, seed: UInt64) {
        self.count = count
        var random = SplitMix64(state: seed)
        let rows = Array(0..<task.base.rows)
        let chosen = Array(rows.shuffled(using: &random).prefix(count))
        func distance(_ left: ArraySlice<Float>, _ right: ArraySlice<Float>) -> Float {
            var (square, product, lengths) = (Float(0), Float(0), (Float(0), Float(0)))
            for (a, b) in zip(left, right) {
                square += (a - b) * (a - b)
                product += a * b
                lengths.0 += a * a
                lengths.1 += b * b
            }
            switch task.metric {
            case .squaredL2: return square
            case .innerProduct: return -product
            case .cosine: return -product / max((lengths.0 * lengths.1).squareRoot(), .leastNormalMagnitude)
            }
        }
        orders = chosen.map { anchor in
            let distances = rows.map { distance(task.base[row: $0], task.base[row: anchor]) }
            return rows.sorted { distances[$0] < distances[$1] }
        }
        anchors = (0..<task.queries.rows).map { query in
            let distances = chosen.map { distance(task.queries[row: query], task.base[row: $0]) }
            return chosen.indices.sorted { distances[$0] < distances[$1] }
        }
        shuffled = chosen.map { _ in rows.shuffled(using: &random) }
    }

    func group(of query: Int, _ correlation: Correlation) -> Int {
        switch correlation {
        case .none: query % count
        case .near, .hole: anchors[query].first ?? 0
        case .far: anchors[query].last ?? 0
        }
    }

    func rows(of group: Int, _ correlation: Correlation, _ matches: Int) -> ArraySlice<Int> {
        switch correlation {
        case .none: shuffled[group].prefix(matches)
        case .near, .far: orders[group].prefix(matches)
        case .hole: orders[group].suffix(matches)
        }
    }
}

struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Matrix {
    /// Some rows, in the order given.
    func taking(_ rows: [Int]) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(rows.count * columns)
        for row in rows { values += self[row: row] }
        return Matrix(rows: rows.count, columns: columns, values: values)
    }
}
