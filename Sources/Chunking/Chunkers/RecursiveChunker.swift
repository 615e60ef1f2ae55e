/// Cuts where the text itself parts: the default for any text.
///
/// Each chunk is filled as far as its size allows and then cut at the best place in its second half: before a
/// heading, else between paragraphs, lines, sentences, words; only text without any of them is cut between grapheme
/// clusters. An overlap begins with a sentence where one begins in it, else with a word.
public struct RecursiveChunker: Chunker {
    let size: ChunkSize
    let overlap: Int
    let words: WordSegmenter

    /// - Parameters:
    ///   - overlap: How much of a chunk's end the next may repeat, in the size's unit; below the size.
    ///   - words: Where cuts between words fall in Japanese, Chinese and Thai; one with a dictionary cuts better, and not on
    ///     every machine alike. Unless stated that of a size in words.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` or ``ChunkingError/invalidOverlap(_:size:)``.
    public init(
        size: ChunkSize, overlap: Int = 0, words: WordSegmenter = WordSegmenter()
    ) throws(ChunkingError) {
        try size.checked(overlap: overlap)
        self.size = size
        self.overlap = overlap
        self.words = words
    }

    public var identity: String { "recursive/3 \(size.identity) overlap=\(overlap)" + words.cutIdentity }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: overlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .text, words: words)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for region in document.regions {
            cutter.cut(blocks: region) { collector.add($0) }
        }
        return collector.chunks
    }
}
