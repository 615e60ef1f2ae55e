/// Whatever finds chunks for a question: an index of the store, several of them, or a service of your own.
public protocol ChunkRetriever: Sendable {
    /// The best chunks for the query, best first.
    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit]
}

/// What to search and how much to return.
public struct RetrievalOptions: Sendable {
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        case hybrid, vector, keyword
    }

    public var mode: Mode
    /// How many hits; at least 1.
    public var k: Int
    /// Only rows for which it holds are searched, by vector and by keyword.
    public var filter: Filter?

    public init(mode: Mode = .hybrid, k: Int = 10, filter: Filter? = nil) {
        self.mode = mode
        self.k = k
        self.filter = filter
    }
}
