/// Packs whole sentences up to the size; the overlap is whole sentences too.
///
/// A chunk ends before a heading if it is more than half full by then. A sentence over the size is cut as
/// ``RecursiveChunker`` does. Lines of code and rows of tables count as sentences.
public struct SentenceChunker: Chunker {
    let size: ChunkSize
    let overlap: Int
    let words: WordSegmenter

    /// - Parameters:
    ///   - overlap: How much of a chunk's end the next may repeat, in the size's unit; below the size.
    ///   - words: Where a sentence over the size is cut in Japanese, Chinese and Thai; see ``RecursiveChunker``.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` or ``ChunkingError/invalidOverlap(_:size:)``.
    public init(
        size: ChunkSize, overlap: Int = 0, words: WordSegmenter = WordSegmenter()
    ) throws(ChunkingError) {
        try size.checked(overlap: overlap)
        self.size = size
        self.overlap = overlap
        self.words = words
    }

    public var identity: String { "sentence/2 \(size.identity) overlap=\(overlap)" + words.cutIdentity }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: overlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .text, words: words)
        let ranges = SentenceRanges(document: document)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for region in document.regions {
            var packer = SentencePacker(sentences: ranges.sentences(in: region), cutter: cutter)
            while let window = packer.next() { collector.add(window) }
        }
        return collector.chunks
    }
}
