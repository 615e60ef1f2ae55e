/// Whatever finds chunks for a question: an index of the store, several of them, or a service of your own.
public protocol ChunkRetriever: Sendable {
    /// The best chunks for the query, best first.
    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit]
}
