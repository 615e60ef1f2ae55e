/// A row that an index found.
public struct IndexHit: Sendable, Hashable, Codable {
    /// The row's primary key in the source table.
    public var key: Value
    /// How well it matches; larger is better, comparable within one search only.
    ///
    /// Hybrid search: 0 to 1 by ``Fusion/convex(vectorWeight:)``. Vector search: the cosine, -1 to 1, or the negated
    /// distance of the other metrics. Keyword search: BM25, 0 and more.
    public var score: Double
    /// The row as it was at the index's version.
    public var row: Row
}
