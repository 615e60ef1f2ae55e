/// A library's index, filled with a task's vectors, that answers its queries.
protocol NeighborEngine: AnyObject {
    /// The name in the results.
    var name: String { get }
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
}
