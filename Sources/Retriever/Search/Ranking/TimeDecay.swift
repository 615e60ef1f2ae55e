import Foundation

/// Lets the time of a row count beside how well it matches.
///
/// A row's score becomes `(1 - weight) · s + weight · 2^(-age / halfLife)`, where `s` is its score stretched to 0...1 over the
/// candidates. So recency is one more list of a convex combination, and means the same for cosines, BM25 and a reranker's
/// scores. What is to come has age 0; a row without a time counts as infinitely old.
///
///     query.timeDecay = TimeDecay("modified", halfLife: .seconds(30 * 86_400))
public struct TimeDecay: Sendable, Hashable, Codable {
    /// A column of dates or timestamps; a date stands for its first moment in UTC.
    public var column: String
    /// The age at which recency is one half; more than 0.
    public var halfLife: Duration
    /// 0 (match alone) to 1 (time alone).
    public var weight: Double

    public init(_ column: String, halfLife: Duration, weight: Double = 0.25) {
        self.column = column
        self.halfLife = halfLife
        self.weight = weight
    }

    /// From 1 for what is of now to 0 for what is infinitely old.
    func recency(of value: Value, at now: Date) -> Double {
        let moment: Date
        switch value {
        case .timestamp(let date): moment = date
        case .date(let date): moment = date.start
        default: return 0
        }
        return exp2(-max(0, now.timeIntervalSince(moment)) / halfLife.inSeconds)
    }
}

extension Duration {
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
