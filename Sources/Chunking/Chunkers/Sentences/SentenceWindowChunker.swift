/// Each sentence a chunk, with the sentences around it to return.
///
/// A sentence alone is found by what it says; ``Chunk/context`` gives a reader what stands around it. The window does
/// not reach across what a parser left out. A sentence over the size is cut as ``RecursiveChunker`` does, and its
/// parts count as sentences.
/// - Source: The sentence window of retrieval frameworks, also called "small to big".
public struct SentenceWindowChunker: Chunker {
    private let size: ChunkSize
    private let window: Int

    /// - Parameters:
    ///   - size: The most that a sentence may have.
    ///   - window: How many sentences of the context stand before the chunk and behind it.
    /// - Throws: ``ChunkingError/invalidSize(_:)``, also for a negative window.
    public init(size: ChunkSize, window: Int = 3) throws(ChunkingError) {
        try size.checked(overlap: 0)
        guard window >= 0 else { throw .invalidSize(window) }
        self.size = size
        self.window = window
    }

    public var identity: String { "sentence-window/1 \(size.identity) window=\(window)" }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: 0, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .text)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for region in document.regions {
            let units = cutter.sentences(in: region)
            for (index, unit) in units.enumerated() {
                // The window may be as large as Int allows.
                let first = index - min(window, index)
                let last = index + min(window, units.count - 1 - index)
                let around = units[first].lowerBound..<units[last].upperBound
                collector.add(unit, context: document.passage(in: around))
            }
        }
        return collector.chunks
    }
}

extension WindowCutter {
    /// The sentences of some consecutive blocks, those over the size cut into windows.
    func sentences(in blocks: Range<Int>) -> [Range<Int>] {
        var units: [Range<Int>] = []
        for sentence in SentenceRanges(document: document).sentences(in: blocks) {
            let range = sentence.range
            let limit = meter.limit(
                from: range.lowerBound, to: range.upperBound, behind: tables.extent(at: range.lowerBound))
            if limit == range.upperBound {
                units.append(range)
            } else {
                cut(range) { units.append($0) }
            }
        }
        return units
    }
}

extension ParsedDocument {
    func passage(in range: Range<Int>) -> Chunk.Passage {
        Chunk.Passage(range: range, text: source.text(in: range))
    }
}
