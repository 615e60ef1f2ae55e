import RetrievalMetrics

/// What one chunker at one size achieves with so many chunks a question.
struct ChunkQualityPoint {
    let chunker: String
    let size: Int
    let k: Int
    let chunks: Int
    /// Of what is given back, in characters.
    let meanLength: Double
    let scores: SpanScores
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

/// The greatest IoU of a chunker at a recall, over the sizes that were tried.
struct MatchedQuality {
    let chunker: String
    let recall: Double
    let iou: Double
    let size: Int
    /// How many chunks a question it takes, between two whole numbers.
    let k: Double

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

    static let table = Table(columns: [("chunker", 20), ("recall", 6), ("IoU", 7), ("size", 5), ("k", 6)])

    var row: String {
        Self.table.row([
            chunker, Table.cell(recall, digits: 3), Table.cell(iou), String(size), Table.cell(k, digits: 3),
        ])
    }

    var json: [(String, JSONValue)] {
        [
            ("chunker", .text(chunker)), ("matchedRecall", .number(recall)), ("iou", .number(iou)),
            ("size", .integer(size)), ("k", .number(k)),
        ]
    }
}
