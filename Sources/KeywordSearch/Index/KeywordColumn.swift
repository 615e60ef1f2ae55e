/// A column of text that is searched by its words.
public struct KeywordColumn: Sendable, Hashable {
    public let name: String
    /// How much what is found in it counts, where a search says nothing else; 0 or more.
    public let weight: Double
    /// Whether it is kept where in a document each term stands, which phrases need; it makes the index about twice as large.
    public let storesPositions: Bool

    public init(_ name: String, weight: Double = 1, storesPositions: Bool = false) {
        self.name = name
        self.weight = weight
        self.storesPositions = storesPositions
    }
}
