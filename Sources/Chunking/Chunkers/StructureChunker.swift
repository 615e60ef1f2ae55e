/// Cuts along a document's sections.
///
/// A section is a heading and what follows up to the next heading. One that fits is a chunk; one that is less than
/// half full takes in the following ones as long as they share a heading above them and all fit, and the chunk then
/// stands under the headings they share. A section over the size is cut as ``RecursiveChunker`` does, but code and
/// tables stay whole wherever they fit. Overlap is within a section only.
public struct StructureChunker: Chunker {
    private let size: ChunkSize
    private let overlap: Int
    private let words: WordSegmenter

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

    public var identity: String { "structure/3 \(size.identity) overlap=\(overlap)" + words.cutIdentity }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: overlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .structure, words: words)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for region in document.regions {
            for group in groups(in: region, of: document, meter: meter) {
                if meter.fits(group.size) {
                    collector.add(document.range(of: group.blocks), headings: group.headings)
                } else {
                    cutter.cut(blocks: group.blocks) { collector.add($0) }
                }
            }
        }
        return collector.chunks
    }

    private struct Group {
        var blocks: Range<Int>
        var headings: [String]
        var size: SizeMeter.Extent
    }

    /// Sections, the small ones merged.
    private func groups(in region: Range<Int>, of document: ParsedDocument, meter: SizeMeter) -> [Group] {
        var groups: [Group] = []
        var first = region.lowerBound
        while first < region.upperBound {
            var end = first + 1
            while end < region.upperBound, !document.blocks[end].isHeading { end += 1 }
            let section = document.range(of: first..<end)
            let headings = document.blocks[first].headings
            if let last = groups.last, meter.isSmall(last.size) {
                let shared = last.headings.commonPrefix(with: headings)
                let gapStart = document.range(of: last.blocks).upperBound
                let merged = last.size + meter.extent(of: gapStart..<section.upperBound)
                if !shared.isEmpty, meter.fits(merged) {
                    groups[groups.count - 1] = Group(
                        blocks: last.blocks.lowerBound..<end, headings: shared, size: merged)
                    first = end
                    continue
                }
            }
            groups.append(Group(blocks: first..<end, headings: headings, size: meter.extent(of: section)))
            first = end
        }
        return groups
    }
}

extension [String] {
    fileprivate func commonPrefix(with other: [String]) -> [String] {
        Array(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
