/// Cuts where the subject changes: where the embeddings of neighbouring groups of sentences part.
///
/// Each sentence is embedded together with its neighbours; the text is cut between two sentences whose groups are
/// farther apart than the breakpoints say. What is still over the size is cut at the farthest distance in the second
/// half of what fits. Sentences are embedded a batch at a time and only their distances are kept: 4 bytes a sentence.
/// - Source: G. Kamradt 2023, "5 levels of text splitting", level 4. Departs from it in: the bound on the size.
public struct SemanticChunker: AsyncChunker {
    private let embedder: any SentenceEmbedder
    private let size: ChunkSize
    private let breakpoints: SemanticBreakpoints
    private let radius: Int
    private let batchSize: Int

    /// - Parameters:
    ///   - radius: How many neighbours on each side a sentence is embedded with; 0 or more.
    ///   - batchSize: How many texts the embedder gets at a time; 1 or more.
    /// - Throws: ``ChunkingError/invalidSize(_:)``, ``ChunkingError/invalidBreakpoints(_:)``.
    public init(
        embedder: any SentenceEmbedder, size: ChunkSize, breakpoints: SemanticBreakpoints = .percentile(95),
        radius: Int = 1, batchSize: Int = 64
    ) throws(ChunkingError) {
        try size.checked(overlap: 0)
        try breakpoints.checked()
        guard radius >= 0 else { throw .invalidSize(radius) }
        guard batchSize >= 1 else { throw .invalidSize(batchSize) }
        self.embedder = embedder
        self.size = size
        self.breakpoints = breakpoints
        self.radius = radius
        self.batchSize = batchSize
    }

    public var identity: String {
        "semantic/1 \(size.identity) \(breakpoints.identity) radius=\(radius) embedder=\(embedder.identity)"
    }

    public func chunks(of document: ParsedDocument) async throws -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: 0, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .text)
        let regions = document.regions.map { cutter.sentences(in: $0) }
        let distances = try await distances(between: regions, in: document)

        let limit = breakpoints.limit(of: distances.flatMap { $0.dropFirst() })
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        for (units, distances) in zip(regions, distances) {
            var first = 0
            for index in units.indices where index + 1 == units.count || distances[index + 1] > limit {
                let segment = SemanticSegment(units: units, distances: distances, cutter: cutter)
                segment.cut(first..<index + 1) { collector.add($0) }
                first = index + 1
            }
        }
        return collector.chunks
    }

    /// For each sentence of each region the distance of its group from that of the sentence before; 0 for the first.
    private func distances(between regions: [[Range<Int>]], in document: ParsedDocument) async throws -> [[Float]] {
        var distances: [[Float]] = []
        for units in regions {
            let radius = min(radius, units.count)
            var vectors = SentenceVectors(embedder: embedder, batchSize: batchSize, count: units.count) { index in
                let first = max(index - radius, 0)
                let last = min(index + radius, units.count - 1)
                return document.content(in: units[first].lowerBound..<units[last].upperBound)
            }
            var previous: [Float]?
            var own: [Float] = []
            own.reserveCapacity(units.count)
            while let vector = try await vectors.next() {
                own.append(previous.map { 1 - vector.dot($0) } ?? 0)
                previous = vector
            }
            distances.append(own)
        }
        return distances
    }
}

/// Sentences of one subject, cut where they do not fit one chunk.
private struct SemanticSegment {
    let units: [Range<Int>]
    let distances: [Float]
    let cutter: WindowCutter

    func cut(_ segment: Range<Int>, _ give: (Range<Int>) -> Void) {
        var first = segment.lowerBound
        while first < segment.upperBound {
            let start = units[first].lowerBound
            let limit = cutter.meter.limit(
                from: start, to: units[segment.upperBound - 1].upperBound, behind: cutter.tables.extent(at: start))
            var end = first + 1
            while end < segment.upperBound, units[end].upperBound <= limit { end += 1 }
            if end < segment.upperBound {
                let middle = start + (limit - start) / 2
                var best = end
                var index = end
                while index > first, units[index - 1].upperBound > middle {
                    if distances[index] > distances[best] { best = index }
                    index -= 1
                }
                end = best > first ? best : end
            }
            give(start..<units[end - 1].upperBound)
            first = end
        }
    }
}
