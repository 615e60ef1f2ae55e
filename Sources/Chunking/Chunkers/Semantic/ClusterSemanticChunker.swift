/// Divides a text so that the pieces within each chunk are as alike as they can be.
///
/// The text is cut into small pieces and each is embedded. A chunk's worth is the sum, over all pairs of its pieces,
/// of how much more alike they are than two pieces of the document on average; the division of the greatest worth is
/// found by dynamic programming. Only the likenesses of pieces that could share a chunk are kept, and the average over
/// all pairs follows from the sum of the vectors, so memory does not grow with the square of the document.
/// - Complexity: O(pieces · pieces a chunk · dimension).
/// - Source: B. Smith and A. Troynikov 2024, "Evaluating chunking strategies for retrieval" (Chroma technical report).
public struct ClusterSemanticChunker: AsyncChunker {
    private let embedder: any SentenceEmbedder
    private let size: ChunkSize
    private let pieceSize: ChunkSize
    private let batchSize: Int

    /// How many pieces a chunk may have: more than fit unless they are far smaller than their size allows.
    private static let mostPieces = 64

    /// - Parameters:
    ///   - pieceLimit: The most a piece may have, in the size's unit; an eighth of the size unless stated.
    ///   - batchSize: How many pieces the embedder gets at a time; 1 or more.
    /// - Throws: ``ChunkingError/invalidSize(_:)``.
    public init(
        embedder: any SentenceEmbedder, size: ChunkSize, pieceLimit: Int? = nil, batchSize: Int = 64
    ) throws(ChunkingError) {
        try size.checked(overlap: 0)
        let pieceLimit = pieceLimit ?? max(size.limit / 8, 1)
        guard pieceLimit >= 1, pieceLimit <= size.limit else { throw .invalidSize(pieceLimit) }
        guard batchSize >= 1 else { throw .invalidSize(batchSize) }
        self.embedder = embedder
        self.size = size
        pieceSize = size.with(limit: pieceLimit)
        self.batchSize = batchSize
    }

    public var identity: String {
        "cluster-semantic/1 \(size.identity) piece=\(pieceSize.limit) embedder=\(embedder.identity)"
    }

    public func chunks(of document: ParsedDocument) async throws -> [Chunk] {
        let meter = try SizeMeter(size: size, overlap: 0, source: document.source)
        let pieceMeter = try SizeMeter(size: pieceSize, overlap: 0, source: document.source)
        let cutter = WindowCutter(document: document, meter: pieceMeter, separators: .text)
        let leads = TableLeads(document: document, meter: meter)

        var regions: [PieceRegion] = []
        var average = AverageLikeness()
        for blocks in document.regions {
            var region = PieceRegion(pieces: [])
            cutter.cut(blocks: blocks) { region.pieces.append($0) }
            region.findReach(meter: meter, leads: leads, most: Self.mostPieces)
            try await embed(&region, of: document, average: &average)
            regions.append(region)
        }
        var collector = ChunkCollector(document: document, tables: leads)
        for region in regions {
            for chunk in region.bestDivision(average: average.value) { collector.add(chunk) }
        }
        return collector.chunks
    }

    private func embed(
        _ region: inout PieceRegion, of document: ParsedDocument, average: inout AverageLikeness
    ) async throws {
        let pieces = region.pieces
        var vectors = SentenceVectors(embedder: embedder, batchSize: batchSize, count: pieces.count) {
            document.content(in: pieces[$0])
        }
        // The vectors of the pieces before that the next may share a chunk with.
        var recent: [[Float]] = []
        var index = 0
        while let vector = try await vectors.next() {
            average.add(vector)
            recent.removeFirst(recent.count - (index - region.reach[index]))
            region.likeness.append(recent.map { $0.dot(vector) })
            recent.append(vector)
            index += 1
        }
    }
}

/// The mean likeness of all pairs of vectors, from their sum: of unit vectors v, |Σv|² counts each pair twice and each
/// vector once.
private struct AverageLikeness {
    private var sum: [Double] = []
    private var squares = 0.0
    private var count = 0.0

    mutating func add(_ vector: [Float]) {
        if sum.isEmpty { sum = [Double](repeating: 0, count: vector.count) }
        for i in 0..<min(sum.count, vector.count) {
            sum[i] += Double(vector[i])
            squares += Double(vector[i]) * Double(vector[i])
        }
        count += 1
    }

    var value: Double {
        count < 2 ? 0 : (sum.reduce(0) { $0 + $1 * $1 } - squares) / (count * (count - 1))
    }
}

/// Consecutive pieces of a document and how alike near ones are.
private struct PieceRegion {
    var pieces: [Range<Int>]
    /// For each piece the first that can share a chunk with it.
    var reach: [Int] = []
    /// For each piece its likeness to those from its reach up to it.
    var likeness: [[Float]] = []

    mutating func findReach(meter: SizeMeter, leads: TableLeads, most: Int) {
        reach = Array(pieces.indices)
        guard let end = pieces.last?.upperBound else { return }
        var next = 0  // the first piece without a reach
        for first in pieces.indices {
            let start = pieces[first].lowerBound
            let limit = meter.limit(from: start, to: end, behind: leads.extent(at: start))
            while next < pieces.count, next == first || pieces[next].upperBound <= limit, next - first < most {
                reach[next] = first
                next += 1
            }
        }
    }

    /// - Returns: The chunks' ranges, in order.
    func bestDivision(average: Double) -> [Range<Int>] {
        // worth[i]: that of the best division of the pieces before i; cut[i]: where its last chunk begins.
        var worth = [0.0]
        var cut = [0]
        // For each start from the reach on, the worth of the chunk from it to the piece before.
        var open: [Double] = []
        for end in pieces.indices {
            open.removeFirst(open.count - (end - reach[end]))
            // Each start's chunk gains the likenesses of this piece to all pieces from it on.
            var gain = 0.0
            for offset in likeness[end].indices.reversed() {
                gain += Double(likeness[end][offset]) - average
                open[offset] += gain
            }
            open.append(0)
            var best = (worth: -Double.infinity, start: end)
            for (offset, own) in open.enumerated() where worth[reach[end] + offset] + own > best.worth {
                best = (worth[reach[end] + offset] + own, reach[end] + offset)
            }
            worth.append(best.worth)
            cut.append(best.start)
        }
        var chunks: [Range<Int>] = []
        var end = pieces.count
        while end > 0 {
            chunks.append(pieces[cut[end]].lowerBound..<pieces[end - 1].upperBound)
            end = cut[end]
        }
        return chunks.reversed()
    }
}
