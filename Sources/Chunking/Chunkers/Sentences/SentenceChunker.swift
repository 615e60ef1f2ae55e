/// Packs whole sentences up to the size; the overlap is whole sentences too.
///
/// A chunk ends before a heading if it is more than half full by then. A sentence over the size is cut as
/// ``RecursiveChunker`` does. Lines of code and rows of tables count as sentences.
public struct SentenceChunker: Chunker {
    private let size: ChunkSize
    private let overlap: Int

    /// - Parameter overlap: How much of a chunk's end the next may repeat, in the size's unit; below the size.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` or ``ChunkingError/invalidOverlap(_:size:)``.
    public init(size: ChunkSize, overlap: Int = 0) throws(ChunkingError) {
        try size.checked(overlap: overlap)
        self.size = size
        self.overlap = overlap
    }

    public var identity: String { "sentence/1 \(size.identity) overlap=\(overlap)" }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: overlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .text)
        let ranges = SentenceRanges(document: document)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for region in document.regions {
            SentencePacker(sentences: ranges.sentences(in: region), cutter: cutter).pack { collector.add($0) }
        }
        return collector.chunks
    }
}

/// Fills windows with consecutive sentences.
private struct SentencePacker {
    let sentences: [SentenceRanges.Sentence]
    let cutter: WindowCutter

    func pack(_ give: (Range<Int>) -> Void) {
        guard let regionEnd = sentences.last?.range.upperBound else { return }
        var first = 0
        var covered = 0  // behind the last sentence given
        while first < sentences.count {
            let start = sentences[first].range.lowerBound
            let limit = limit(from: start, to: regionEnd)
            let end = end(from: first, limit: limit, covered: covered)
            if end == first {
                cutter.cut(sentences[first].range, give)
                first += 1
                covered = first
                continue
            }
            covered = end
            give(start..<sentences[end - 1].range.upperBound)
            if end == sentences.count { return }
            first = overlappingStart(of: first..<end)
        }
    }

    private func limit(from start: Int, to end: Int) -> Int {
        cutter.meter.limit(from: start, to: end, behind: cutter.tables.extent(at: start))
    }

    /// Behind the last sentence of a window; `first` if not one fits.
    private func end(from first: Int, limit: Int, covered: Int) -> Int {
        let start = sentences[first].range.lowerBound
        let middle = start + (limit - start) / 2
        var end = first
        var sectionStart: Int?
        while end < sentences.count, sentences[end].range.upperBound <= limit {
            if sentences[end].beginsSection, end > max(first, covered), sentences[end - 1].range.upperBound > middle {
                sectionStart = end
            }
            end += 1
        }
        if end < sentences.count, sentences[end].beginsSection || end == first { return end }
        return end == sentences.count ? end : sectionStart ?? end
    }

    /// The first sentence of the next window: one of the overlap if the sentence behind the window fits after it.
    private func overlappingStart(of window: Range<Int>) -> Int {
        let end = window.upperBound
        let earliest = cutter.meter.overlapStart(
            before: sentences[end - 1].range.upperBound, floor: sentences[window.lowerBound].range.lowerBound + 1)
        var low = end
        while low > window.lowerBound + 1, sentences[low - 1].range.lowerBound >= earliest { low -= 1 }
        // A later start leaves more room, so the earliest that leaves enough is found by halving.
        let following = sentences[end].range.upperBound
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if limit(from: sentences[middle].range.lowerBound, to: following) >= following {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
