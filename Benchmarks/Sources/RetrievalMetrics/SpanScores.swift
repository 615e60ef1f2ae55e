/// How well retrieved stretches of text cover those that hold the answers: recall, precision and intersection over union
/// (Smith, Troynikov: Evaluating Chunking Strategies for Retrieval, 2024).
///
/// What several retrieved stretches share is found once, but counts each time as retrieved, so that overlap has its price.
public struct SpanScores: Sendable, Hashable {
    public var recall: Double
    public var precision: Double
    public var intersectionOverUnion: Double

    /// - Parameters:
    ///   - retrieved: Stretches of documents, which may overlap.
    ///   - relevant: Those that hold the answer; not empty.
    public init(retrieved: [Span], relevant: [Span]) {
        let wanted = Self.union(relevant)
        let found = Self.union(retrieved)
        let shared = Self.intersection(of: wanted, and: found)
        let wantedLength = wanted.reduce(0) { $0 + $1.range.count }
        let retrievedLength = retrieved.reduce(0) { $0 + $1.range.count }
        recall = wantedLength > 0 ? Double(shared) / Double(wantedLength) : 0
        precision = retrievedLength > 0 ? Double(shared) / Double(retrievedLength) : 0
        let either = retrievedLength + wantedLength - shared
        intersectionOverUnion = either > 0 ? Double(shared) / Double(either) : 0
    }

    /// The precision at perfect recall, PrecisionΩ: that of retrieving each chunk that holds a part of the answer and no
    /// other, which is what a division into chunks allows at best.
    ///
    /// A chunk that only touches the answer's edge holds nothing of it. What several chunks share counts once; what of
    /// the answer is in no chunk counts as missed.
    public static func precisionOmega(chunks: [Span], relevant: [Span]) -> Double {
        let wanted = union(relevant)
        let holding = chunks.filter { chunk in
            wanted.contains { $0.range.overlaps(chunk.range) && $0.document == chunk.document }
        }
        let shared = intersection(of: wanted, and: union(holding))
        let either = union(holding + wanted).reduce(0) { $0 + $1.range.count }
        return either > 0 ? Double(shared) / Double(either) : 0
    }

    /// The mean of each figure; zero of none.
    public init(meanOf scores: [SpanScores]) {
        let count = Double(max(scores.count, 1))
        recall = scores.reduce(0) { $0 + $1.recall } / count
        precision = scores.reduce(0) { $0 + $1.precision } / count
        intersectionOverUnion = scores.reduce(0) { $0 + $1.intersectionOverUnion } / count
    }

    /// The mean of each figure where each of the scores counts so many times; zero of none.
    public init(meanOf scores: [SpanScores], times: [Int]) {
        self.init(meanOf: [])
        var count = 0
        for (score, times) in zip(scores, times) {
            recall += score.recall * Double(times)
            precision += score.precision * Double(times)
            intersectionOverUnion += score.intersectionOverUnion * Double(times)
            count += times
        }
        guard count > 0 else { return }
        recall /= Double(count)
        precision /= Double(count)
        intersectionOverUnion /= Double(count)
    }

    /// In order and without overlap.
    private static func union(_ spans: [Span]) -> [Span] {
        var union: [Span] = []
        for span in spans.filter({ !$0.range.isEmpty }).sorted(by: {
            ($0.document, $0.range.lowerBound) < ($1.document, $1.range.lowerBound)
        }) {
            if let last = union.last, last.document == span.document, span.range.lowerBound <= last.range.upperBound {
                let end = max(last.range.upperBound, span.range.upperBound)
                union[union.count - 1].range = last.range.lowerBound..<end
            } else {
                union.append(span)
            }
        }
        return union
    }

    private static func intersection(of one: [Span], and other: [Span]) -> Int {
        var (i, j, shared) = (0, 0, 0)
        while i < one.count, j < other.count {
            let (a, b) = (one[i], other[j])
            if a.document == b.document { shared += a.range.clamped(to: b.range).count }
            if (a.document, a.range.upperBound) < (b.document, b.range.upperBound) { i += 1 } else { j += 1 }
        }
        return shared
    }
}

/// A stretch of a document.
public struct Span: Sendable, Hashable {
    public var document: String
    public var range: Range<Int>

    public init(document: String, range: Range<Int>) {
        self.document = document
        self.range = range
    }
}
