/// Keeps the best rows of each group, such as the best two chunks of each document.
///
/// Groups are made among the candidates; where they are fewer than wanted, ``RetrievalOptions/candidates`` makes more. A row
/// with a null in one of the columns is a group of its own.
///
///     query.grouping = Grouping(by: "document")
///     query.grouping = Grouping(by: ["document", "context_start"])  // each parent passage once
public struct Grouping: Sendable, Hashable, Codable {
    /// What rows of one group have in common. Not vectors, arrays, maps or JSON.
    public var columns: [String]
    /// How many rows of each group; at least 1.
    public var limit: Int

    public init(by columns: [String], limit: Int = 1) {
        self.columns = columns
        self.limit = limit
    }

    public init(by column: String, limit: Int = 1) {
        self.init(by: [column], limit: limit)
    }
}
