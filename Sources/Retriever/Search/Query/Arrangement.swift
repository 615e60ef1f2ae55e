import Foundation

/// Puts what a query has found into its final order: reranking, time decay, diversity, grouping, sorting.
struct Arrangement {
    let plan: QueryPlan

    /// A candidate on its way to being a hit.
    struct Entry {
        let id: Int64
        let fused: Double
        var reranked: Double?
        var recency: Double?
        var score: Double
    }

    /// - Parameter reranked: A score for each of the ranked candidates; nil where no model has judged them.
    func arranged(_ pool: QueryPool, reranked: [Double]?) -> [Entry] {
        var entries = pool.ranked.map { Entry(id: $0.id, fused: $0.score, score: $0.score) }
        if let reranked {
            for (place, score) in reranked.enumerated() {
                entries[place].reranked = score
                entries[place].score = score
            }
            entries = Self.byScore(entries)
        }
        if let decay = plan.options.timeDecay { entries = aged(entries, decay, pool) }
        if let diversity = plan.options.diversity {
            let best = Array(entries.prefix(diversity.depth))
            entries = diversity.order(scores: best.map(\.score), vectors: best.map { pool.vectors[$0.id] })
                .map { place, score in
                    var entry = best[place]
                    entry.score = score
                    return entry
                }
        }
        if let grouping = plan.options.grouping { entries = grouped(entries, grouping, pool.values) }
        // The rows of a query without questions come sorted.
        if !plan.query.sort.isEmpty, !plan.lists.isEmpty { entries = sorted(entries, pool.values) }
        return entries
    }

    /// Equal ones stay as they are.
    private static func byScore(_ entries: [Entry]) -> [Entry] {
        entries.enumerated()
            .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
    }

    private func aged(_ entries: [Entry], _ decay: TimeDecay, _ pool: QueryPool) -> [Entry] {
        let scores = Fusion.stretched(entries.map(\.score))
        return Self.byScore(
            zip(entries, scores).map { entry, score in
                var entry = entry
                let recency = decay.recency(of: pool.values[entry.id, decay.column], at: plan.moment)
                entry.recency = recency
                entry.score = (1 - decay.weight) * score + decay.weight * recency
                return entry
            })
    }

    private func grouped(_ entries: [Entry], _ grouping: Grouping, _ values: CandidateValues) -> [Entry] {
        var counts: [[Value]: Int] = [:]
        return entries.filter { entry in
            let group = grouping.columns.map { values[entry.id, $0] }
            if group.contains(.null) { return true }
            counts[group, default: 0] += 1
            return counts[group, default: 0] <= grouping.limit
        }
    }

    private func sorted(_ entries: [Entry], _ values: CandidateValues) -> [Entry] {
        let keys = entries.map { entry in plan.query.sort.map { values[entry.id, $0.column] } }
        return entries.indices.sorted { left, right in
            for (place, order) in plan.query.sort.enumerated() {
                let (a, b) = (keys[left][place], keys[right][place])
                switch Self.order(a, b) {
                case .orderedSame: continue
                case .orderedAscending: return !order.isDescending
                case .orderedDescending: return order.isDescending
                }
            }
            return left < right
        }.map { entries[$0] }
    }

    /// Nulls first, as in the database.
    private static func order(_ left: Value, _ right: Value) -> ComparisonResult {
        switch (left, right) {
        case (.null, .null): .orderedSame
        case (.null, _): .orderedAscending
        case (_, .null): .orderedDescending
        default: Filter.order(left, right) ?? .orderedSame
        }
    }
}
