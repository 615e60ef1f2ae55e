/// Divides a document into chunks with the help of something that is waited for, such as an embedding model.
///
/// It keeps the promises of a ``Chunker``, and gives the same chunks again as long as the model gives the same vectors.
public protocol AsyncChunker: Sendable {
    /// The chunker's name and parameters with the model's; see ``Chunker/identity``.
    var identity: String { get }

    /// The document's chunks, in order.
    ///
    /// - Throws: ``ChunkingError``, what the model throws, and `CancellationError` once its task is cancelled.
    func chunks(of document: ParsedDocument) async throws -> [Chunk]
}

/// Any chunker where an asynchronous one is asked for.
public struct AwaitedChunker: AsyncChunker {
    private let chunker: any Chunker

    public init(_ chunker: any Chunker) {
        self.chunker = chunker
    }

    public var identity: String { chunker.identity }

    public func chunks(of document: ParsedDocument) async throws -> [Chunk] {
        try chunker.chunks(of: document)
    }
}
