/// Chunks that are as full as they can be, wherever the cuts fall: the base line to compare others with.
public struct FixedSizeChunker: Chunker {
    let size: ChunkSize
    let overlap: Int

    /// - Parameter overlap: How much of a chunk's end the next repeats, in the size's unit; below the size.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` or ``ChunkingError/invalidOverlap(_:size:)``.
    public init(size: ChunkSize, overlap: Int = 0) throws(ChunkingError) {
        try size.checked(overlap: overlap)
        self.size = size
        self.overlap = overlap
    }

    public var identity: String { "fixed/1 \(size.identity) overlap=\(overlap)" }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: overlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .none)
        var collector = ChunkCollector(document: document)
        for region in document.regions {
            cutter.cut(blocks: region) { collector.add($0) }
        }
        return collector.chunks
    }
}
