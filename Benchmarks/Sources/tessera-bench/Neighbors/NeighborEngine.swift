/// A library's index, filled with a task's vectors, that answers its queries.
protocol NeighborEngine: AnyObject {
    /// The name in the results.
    var name: String { get }
    /// What kind of index it is, by the name that was asked for.
    var kind: IndexName { get }
    /// Bytes in memory; nil when the engine does not say.
    var bytesPerVector: Double? { get }

    /// Answers all queries in the way the library does it fastest, and keeps the answer.
    func searchAll(_ parameters: Parameters, threads: Int) throws

    /// Answers one query, as a caller who has no other would ask, and forgets the answer.
    func search(query: Int, _ parameters: Parameters) throws

    /// The last ``searchAll(_:threads:)``'s answer.
    ///
    /// Shape: (queries, k) row numbers, nearest first, -1 where there are fewer.
    var answer: [Int64] { get }

    /// Distances that the engine computes a query, on average over all queries; nil where it does not count them.
    ///
    /// Counting may cost time, so it is done apart from what is measured.
    func distances(_ parameters: Parameters) throws -> Double?
}

extension NeighborEngine {
    func distances(_ parameters: Parameters) throws -> Double? { nil }
}
