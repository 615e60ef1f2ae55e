public import Retriever

/// Where an answer comes from: from its citations to the chunks, their documents and their vectors.
public struct AnswerLineage: Sendable, Hashable, Codable {
    /// A citation and the chunk that it stands for.
    public struct Source: Sendable, Hashable, Codable {
        public let citation: Citation
        /// nil if no version of the collection has the chunk any more.
        public let chunk: ChunkLineage?

        /// Whether the collection still says what was cited: the chunk is there and holds the passage.
        public var isCurrent: Bool {
            guard let chunk, chunk.removedIn == nil else { return false }
            let text = chunk.row["context"]?.textValue ?? chunk.row["text"]?.textValue
            return text?.utf8.count ?? 0 >= citation.text.utf8.count && text?.contains(citation.text) == true
        }
    }

    /// Of the call that gave the answer.
    public let id: String
    public let question: String
    /// In the order of first use.
    public let sources: [Source]
}

extension InferenceTable {
    /// Follows a call's citations back to chunks, documents and vectors.
    ///
    ///     for source in try log.lineage(id: answer.trace.id, in: collection)?.sources ?? [] {
    ///         print(source.citation.number, source.chunk?.document?.path ?? "gone", source.isCurrent)
    ///     }
    /// - Returns: nil where no call had this id.
    /// - Throws: As ``trace(id:)``, and ``StoreError``.
    public nonisolated func lineage(id: String, in collection: DocumentCollection) throws -> AnswerLineage? {
        guard let trace = try trace(id: id) else { return nil }
        return AnswerLineage(
            id: id, question: trace.question,
            sources: try trace.citations.map { citation in
                AnswerLineage.Source(citation: citation, chunk: try collection.lineage(ofChunk: citation.chunkID))
            })
    }
}
