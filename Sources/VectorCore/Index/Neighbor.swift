/// A vector found by a search.
public struct Neighbor: Sendable, Hashable, Codable {
    /// The id it was added under.
    public let id: Int64
    /// Its distance to the query under the index's ``Metric``; smaller is nearer.
    public let distance: Float

    public init(id: Int64, distance: Float) {
        self.id = id
        self.distance = distance
    }
}
