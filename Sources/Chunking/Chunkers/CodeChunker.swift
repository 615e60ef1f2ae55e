/// Cuts source code along its declarations.
///
/// A declaration that fits stays whole, with its doc comment; one that does not is cut at those nested in it, and a
/// function over the size between lines. A chunk that is less than half full takes in the declarations that follow as long
/// as all fit. Text that declares nothing is cut as ``StructureChunker`` cuts a section.
public struct CodeChunker: Chunker {
    private let size: ChunkSize
    private let overlap: Int

    /// - Parameter overlap: How much the next chunk may repeat where a declaration is cut between lines, in the size's
    ///   unit; below the size.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` or ``ChunkingError/invalidOverlap(_:size:)``.
    public init(size: ChunkSize, overlap: Int = 0) throws(ChunkingError) {
        try size.checked(overlap: overlap)
        self.size = size
        self.overlap = overlap
    }

    public var identity: String { "code/1 \(size.identity) overlap=\(overlap)" }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: overlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .structure)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for region in document.regions {
            var open: (blocks: Range<Int>, size: SizeMeter.Extent)?
            for unit in units(in: region, of: document, meter: meter) {
                let range = document.range(of: unit)
                let fits = meter.limit(from: range.lowerBound, to: range.upperBound) == range.upperBound
                if let last = open {
                    let gapStart = document.range(of: last.blocks).upperBound
                    if fits, meter.isSmall(last.size) {
                        let merged = last.size + meter.extent(of: gapStart..<range.upperBound)
                        if meter.fits(merged) {
                            open = (last.blocks.lowerBound..<unit.upperBound, merged)
                            continue
                        }
                    }
                    collector.add(document.range(of: last.blocks))
                    open = nil
                }
                if fits {
                    open = (unit, meter.extent(of: range))
                } else {
                    cutter.cut(blocks: unit) { collector.add($0) }
                }
            }
            if let last = open { collector.add(document.range(of: last.blocks)) }
        }
        return collector.chunks
    }

    /// The largest declarations that fit, and the blocks between them, in order.
    private func units(in region: Range<Int>, of document: ParsedDocument, meter: SizeMeter) -> [Range<Int>] {
        var units: [Range<Int>] = []
        var block = region.lowerBound
        let first = document.declarations.partition { $0.blocks.lowerBound >= region.lowerBound }
        for declaration in document.declarations[first...] {
            if declaration.blocks.lowerBound >= region.upperBound { break }
            let own = declaration.blocks.clamped(to: block..<region.upperBound)
            if own.isEmpty { continue }
            if own.lowerBound > block { units.append(block..<own.lowerBound) }
            block = own.lowerBound
            let range = document.range(of: own)
            if meter.limit(from: range.lowerBound, to: range.upperBound) == range.upperBound {
                units.append(own)
                block = own.upperBound
            }
        }
        if block < region.upperBound { units.append(block..<region.upperBound) }
        return units
    }
}
