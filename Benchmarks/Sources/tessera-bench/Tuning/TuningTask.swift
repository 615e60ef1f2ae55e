import VectorCore

/// What is tuned for, and what the outcome is judged by.
struct TuningTask {
    /// The vectors to index, and queries that the tuner does not see.
    let judged: NeighborTask
    /// Queries that the tuner is given; nil where it draws its own from the vectors.
    let given: Matrix?

    /// - Parameter given: The share of the queries, the first ones, that the tuner is given.
    /// - Throws: As ``NeighborTask``; ``Refusal`` where no query is left to judge by.
    init(
        base: String, queries: String?, metric: Metric, k: Int, count: Int?, queryCount: Int?, given share: Double,
        seed: UInt64
    ) throws {
        // Without a file of queries the base's own vectors are read as such, and some of them then held out.
        let all = try NeighborTask(
            base: base, queries: queries ?? base, metric: metric, k: k, count: count,
            queryCount: queries == nil ? nil : queryCount)
        guard queries == nil else {
            let first = Int(Double(all.queries.rows) * share)
            guard share == 0 || first >= 2 else { throw Refusal("--given leaves the tuner \(first) queries") }
            given = share == 0 ? nil : all.queries.taking(Array(0..<first))
            judged = NeighborTask(
                name: all.name, base: all.base, queries: all.queries.taking(Array(first..<all.queries.rows)),
                metric: metric, k: k)
            return
        }
        var random = SplitMix64(state: seed &+ 1)
        let rows = Array(0..<all.base.rows).shuffled(using: &random)
        let heldOut = queryCount ?? min(1000, rows.count / 10)
        guard heldOut >= 1, rows.count - heldOut >= max(k, 2) else {
            throw Refusal("\(heldOut) of \(rows.count) vectors held out leave too few to search or to judge by")
        }
        given = nil
        judged = NeighborTask(
            name: all.name, base: all.base.taking(rows.dropFirst(heldOut).sorted()),
            queries: all.base.taking(Array(rows.prefix(heldOut))), metric: metric, k: k)
    }
}
