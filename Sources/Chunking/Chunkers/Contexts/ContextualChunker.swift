/// Gives each chunk a prefix that says what it is about, to be embedded with its content.
///
///     let chunker = try ContextualChunker(size: .characters(1_000), prefixLimit: 150) { size in
///         try StructureChunker(size: size, overlap: 100)
///     }
///     chunk.text            // the source's own, without the prefix
///     chunk.embeddingText   // "Guide > Installing\nRun the script …"
///
/// Prefix and text together stay in the size: the chunker below gets the size less the prefix's limit, and a prefix
/// over its limit loses words at its beginning, for its end is nearest to the chunk. The share is fixed, not taken from
/// the document's headings, so that a new heading moves no cut far away.
public struct ContextualChunker: Chunker {
    private let prefixSize: ChunkSize
    private let prefix: ChunkPrefix
    private let chunker: any Chunker

    /// - Parameters:
    ///   - prefixLimit: How much of the size prefixes may take, in the size's unit; 1 or more and below the size.
    ///   - chunker: Makes the chunker for what is left of the size.
    /// - Throws: ``ChunkingError/invalidPrefixLimit(_:size:)``, and what `chunker` throws.
    public init(
        size: ChunkSize, prefixLimit: Int, prefix: ChunkPrefix = .headings,
        chunker: (ChunkSize) throws(ChunkingError) -> any Chunker
    ) throws(ChunkingError) {
        try size.checked(overlap: 0)
        guard prefixLimit >= 1, prefixLimit < size.limit else {
            throw .invalidPrefixLimit(prefixLimit, size: size.limit)
        }
        prefixSize = size.with(limit: prefixLimit)
        self.prefix = prefix
        self.chunker = try chunker(size.with(limit: size.limit - prefixLimit))
    }

    public var identity: String {
        "contextual/1 prefix=\(prefixSize.limit) \(prefix.identity) of=(\(chunker.identity))"
    }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        var chunks = try chunker.chunks(of: document)
        var last: (text: String, shortened: String) = ("", "")
        for index in chunks.indices {
            let text = prefix.text(document.title, chunks[index])
            // Neighbours mostly share their headings.
            if text != last.text { last = (text, shortened(text)) }
            if last.shortened.isEmpty { continue }
            chunks[index].lead = last.shortened + (chunks[index].lead ?? "")
        }
        return chunks
    }

    /// The longest end of a prefix that begins with a word and is in the limit.
    private func shortened(_ text: String) -> String {
        if prefixSize.holds(text) { return text }
        let bytes = Array(text.utf8)
        let starts = bytes.indices.dropFirst().filter {
            Whitespace.isASCII(bytes[$0 - 1]) && !Whitespace.isASCII(bytes[$0])
        }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if prefixSize.holds(String(decoding: bytes[starts[middle]...], as: UTF8.self)) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low < starts.count ? String(decoding: bytes[starts[low]...], as: UTF8.self) : ""
    }
}
