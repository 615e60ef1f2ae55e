public import Chunking

/// What of a chunk is embedded and indexed by keyword; the text that is given back is always the document's own.
public struct ChunkContent: Sendable {
    /// Stored beside the chunks; where it has changed, documents are processed again.
    public let identity: String
    /// From the document's title and the chunk.
    public let text: @Sendable (_ title: String?, _ chunk: Chunk) -> String

    public init(identity: String, text: @escaping @Sendable (_ title: String?, _ chunk: Chunk) -> String) {
        self.identity = identity
        self.text = text
    }

    /// The path of headings, the document's title first, and then the text without markup: a paragraph under
    /// "Installing" is found by what it installs, and a part of a long table by its header rows. The file's name
    /// is not part of it, so that moving it embeds nothing.
    public static let withHeadings = ChunkContent(identity: "headings/2") { title, chunk in
        var path = chunk.headings
        if let title, path.first != title { path.insert(title, at: 0) }
        return path.isEmpty ? chunk.embeddingText : path.joined(separator: " > ") + "\n" + chunk.embeddingText
    }

    /// What the chunker says is to be embedded: for a ``ContextualChunker``, whose prefixes hold the headings already.
    public static let asChunked = ChunkContent(identity: "chunk/1") { _, chunk in chunk.embeddingText }
}
