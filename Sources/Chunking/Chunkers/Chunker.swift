/// Divides a document into chunks.
///
/// Every chunker keeps four promises: a chunk's text is exactly the source's in its range, every character of the
/// content that is not blank is in some chunk, no chunk is over its size, and chunks come in the order of their
/// ranges. A cut never falls into a grapheme cluster unless the cluster alone is over the size; then it falls between
/// scalars. (A single scalar that the tokenizer counts as more tokens than a chunk may hold is a chunk nevertheless.)
public protocol Chunker: Sendable {
    /// The chunker's name and parameters. Stored beside its chunks; where it has changed, documents are chunked again.
    var identity: String { get }

    /// The document's chunks, in order.
    ///
    /// - Throws: ``ChunkingError/misplacedToken(index:range:)`` if the size is in tokens and the tokenizer errs.
    /// - Complexity: O(document + chunks · size).
    func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk]
}
