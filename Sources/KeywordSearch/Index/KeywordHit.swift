/// A document found by its words.
public struct KeywordHit: Sendable, Hashable, Codable {
    /// The id it was added under.
    public let id: Int64
    /// Its ``BM25`` score; larger is better, and above 0.
    public let score: Float

    public init(id: Int64, score: Float) {
        self.id = id
        self.score = score
    }
}
