import CPeers
import VectorCore

/// Tessera's index asked with filters.
final class FilteredIndex: NeighborEngine {
    let name: String
    let kind: IndexName
    let bytesPerVector: Double? = nil
    private let index: any VectorIndex
    private let filtered: FilteredTask
    /// By group: its queries.
    private let batches: [Matrix]
    private let singles: [[Float]]
    /// By query: its group's filter, or one of its own.
    private let filters: [VectorFilter]
    private let isFresh: Bool
    private(set) var answer: [Int64]

    /// - Parameter isFresh: Whether every query comes with a filter of its own, which is equal to its group's but which
    ///   the index has not seen before.
    init(_ kind: IndexName, _ index: any VectorIndex, _ filtered: FilteredTask, isFresh: Bool) {
        self.kind = kind
        name = isFresh ? "tessera, fresh" : "tessera"
        self.index = index
        self.filtered = filtered
        self.isFresh = isFresh
        let task = filtered.task
        singles = (0..<task.queries.rows).map { Array(task.queries[row: $0]) }
        batches = filtered.groups.map { task.queries.taking($0.queries) }
        var filters = [VectorFilter](repeating: VectorFilter(), count: task.queries.rows)
        for group in filtered.groups {
            for query in group.queries {
                filters[query] = isFresh ? VectorFilter(allowing: group.rows.lazy.map(Int64.init)) : group.filter
            }
        }
        self.filters = filters
        answer = [Int64](repeating: -1, count: task.queries.rows * task.k)
    }

    func searchAll(_ parameters: Parameters, threads: Int) throws {
        if isFresh {
            for query in singles.indices { keep(try found(query, parameters), query) }
            return
        }
        for (group, batch) in zip(filtered.groups, batches) {
            let options = SearchOptions(efSearch: parameters["efSearch"], filter: group.filter)
            let found = try index.search(batch, k: filtered.task.k, options: options, threads: threads)
            for (query, neighbors) in zip(group.queries, found) { keep(neighbors, query) }
        }
    }

    func search(query: Int, _ parameters: Parameters) throws { _ = try found(query, parameters) }

    private func found(_ query: Int, _ parameters: Parameters) throws -> [Neighbor] {
        let options = SearchOptions(efSearch: parameters["efSearch"], filter: filters[query])
        return try index.search(singles[query], k: filtered.task.k, options: options)
    }

    private func keep(_ neighbors: [Neighbor], _ query: Int) {
        for rank in 0..<filtered.task.k {
            answer[query * filtered.task.k + rank] = rank < neighbors.count ? neighbors[rank].id : -1
        }
    }
}

/// hnswlib asked with a filter functor.
final class FilteredPeer: NeighborEngine {
    let name = "hnswlib"
    var kind: IndexName { peer.kind }
    let bytesPerVector: Double? = nil
    private let peer: PeerEngine
    private let filtered: FilteredTask
    /// By group: its queries.
    private let batches: [Matrix]
    private let bitsOfQuery: [[UInt64]]
    private(set) var answer: [Int64]

    init(_ peer: PeerEngine, _ filtered: FilteredTask) {
        self.peer = peer
        self.filtered = filtered
        batches = filtered.groups.map { peer.queries.taking($0.queries) }
        var bits = [[UInt64]](repeating: [], count: peer.queries.rows)
        for group in filtered.groups { for query in group.queries { bits[query] = group.bits } }
        bitsOfQuery = bits
        answer = [Int64](repeating: -1, count: peer.queries.rows * filtered.task.k)
    }

    func searchAll(_ parameters: Parameters, threads: Int) throws {
        let k = filtered.task.k
        for (group, batch) in zip(filtered.groups, batches) {
            let labels = try labels(batch, group.bits, parameters, threads)
            for (place, query) in group.queries.enumerated() {
                answer.replaceSubrange(query * k..<(query + 1) * k, with: labels[place * k..<(place + 1) * k])
            }
        }
    }

    func search(query: Int, _ parameters: Parameters) throws {
        _ = try labels(peer.queries.taking([query]), bitsOfQuery[query], parameters, 1)
    }

    private func labels(
        _ queries: Matrix, _ bits: [UInt64], _ parameters: Parameters, _ threads: Int
    ) throws -> [Int64] {
        var labels = [Int64](repeating: -1, count: queries.rows * filtered.task.k)
        if queries.isEmpty { return labels }
        try checked {
            peer_search_allowed(
                peer.index, queries.values, queries.rows, filtered.task.k, parameters["efSearch"] ?? 0,
                Int32(clamping: threads), bits, &labels, $0, $1)
        }
        return labels
    }
}
