import RetrievalMetrics

/// What one chunker at one size achieves with so many chunks a question.
struct ChunkQualityPoint {
    let chunker: String
    let size: Int
    let k: Int
    let chunks: Int
    /// Of what is given back, in characters.
    let meanLength: Double
    var scores: SpanScores
    let precisionOmega: Double

    static let table = Table(columns: [
        ("chunker", 20), ("size", 5), ("k", 3), ("chunks", 7), ("mean", 6), ("recall", 7), ("precision", 9),
        ("omega", 7), ("IoU", 7),
    ])

    var row: String {
        Self.table.row([
            chunker, String(size), String(k), String(chunks), Table.cell(meanLength), Table.cell(scores.recall),
            Table.cell(scores.precision), Table.cell(precisionOmega), Table.cell(scores.intersectionOverUnion),
        ])
    }

    var json: [(String, JSONValue)] {
        [
            ("chunker", .text(chunker)), ("size", .integer(size)), ("k", .integer(k)), ("chunks", .integer(chunks)),
            ("meanCharacters", .number(meanLength)), ("recall", .number(scores.recall)),
            ("precision", .number(scores.precision)), ("precisionOmega", .number(precisionOmega)),
            ("iou", .number(scores.intersectionOverUnion)),
        ]
    }
}

/// The points of one chunker, of any sizes, by ascending k within each.
struct ComparedChunker {
    let name: String
    /// Over all questions.
    var all: [ChunkQualityPoint] = []
    /// Over each half of them; empty where nothing is held out.
    var halves: [[ChunkQualityPoint]] = [[], []]
    /// What each question contributes to each point of all; empty where no questions are drawn again.
    var byQuestion: [[SpanScores]] = []

    init(name: String) { self.name = name }

    mutating func append(_ other: ComparedChunker) {
        all += other.all
        for half in halves.indices { halves[half] += other.halves[half] }
        byQuestion += other.byQuestion
    }

    /// Over questions of which each counts so many times.
    func points(drawing times: [Int]) -> [ChunkQualityPoint] {
        zip(all, byQuestion).map { point, scores in
            var point = point
            point.scores = SpanScores(meanOf: scores, times: times)
            return point
        }
    }
}

/// The greatest IoU of a chunker at a recall, over the sizes that were tried.
struct MatchedQuality {
    let chunker: String
    let recall: Double
    let iou: Double
    let size: Int
    /// How many chunks a question it takes, between two whole numbers.
    let k: Double
    /// The size that the other half of the questions chose: of the first half, of the second; nil where all questions chose.
    var heldOutSizes: [Int]?

    /// Between two numbers of chunks both figures are taken to be linear, as if some questions got one chunk more.
    ///
    /// - Parameter points: Those of one chunker, of any sizes, by ascending k within each.
    /// - Returns: nil if no size reaches the recall.
    init?(_ points: [ChunkQualityPoint], at recall: Double) {
        let sizes = Dictionary(grouping: points, by: \.size).values
        guard let best = sizes.compactMap({ Self.crossing($0, at: recall) }).max(by: { $0.iou < $1.iou }) else {
            return nil
        }
        (chunker, self.recall, iou, size, k) = (best.point.chunker, recall, best.iou, best.point.size, best.k)
    }

    /// The mean over two halves of the questions, each with the size at which the other half's IoU is greatest.
    init?(heldOut chunker: ComparedChunker, at recall: Double) {
        let chosen = chunker.halves.map { MatchedQuality($0, at: recall)?.size }
        let measured = zip(chosen.reversed(), chunker.halves).compactMap { size, points in
            MatchedQuality(points.filter { $0.size == size }, at: recall)
        }
        guard measured.count == 2 else { return nil }
        self.chunker = chunker.name
        self.recall = recall
        (iou, k) = ((measured[0].iou + measured[1].iou) / 2, (measured[0].k + measured[1].k) / 2)
        size = measured[0].size
        heldOutSizes = measured.map(\.size)
    }

    private static func crossing(
        _ points: [ChunkQualityPoint], at recall: Double
    ) -> (point: ChunkQualityPoint, iou: Double, k: Double)? {
        guard let index = points.firstIndex(where: { $0.scores.recall >= recall }) else { return nil }
        let upper = points[index]
        // One chunk a question is the least that can be retrieved.
        guard index > 0 else { return (upper, upper.scores.intersectionOverUnion, Double(upper.k)) }
        let lower = points[index - 1]
        let part = (recall - lower.scores.recall) / (upper.scores.recall - lower.scores.recall)
        let (from, to) = (lower.scores.intersectionOverUnion, upper.scores.intersectionOverUnion)
        return (upper, from + (to - from) * part, Double(lower.k) + Double(upper.k - lower.k) * part)
    }

    static let table = Table(columns: [("chunker", 20), ("recall", 6), ("IoU", 7), ("size", 9), ("k", 6), ("", 8)])

    var row: String {
        Self.table.row(
            [
                chunker, Table.cell(recall, digits: 3), Table.cell(iou),
                (heldOutSizes ?? [size]).map(String.init).joined(separator: "/"), Table.cell(k, digits: 3),
            ] + (heldOutSizes == nil ? [] : ["held out"]))
    }

    var json: [(String, JSONValue)] {
        [
            ("chunker", .text(chunker)), ("matchedRecall", .number(recall)), ("iou", .number(iou)),
            ("size", .integer(size)), ("k", .number(k)),
        ]
            + (heldOutSizes.map { sizes in
                [("heldOut", .bool(true)), ("otherSize", .integer(sizes[1]))]
            } ?? [])
    }
}
