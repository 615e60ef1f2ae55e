package import KeywordSearch

/// The weights of an index's keyword columns: a word of a column of weight 2 counts as two, in one inverted index of all columns.
///
/// Frequencies are whole numbers. Where all weights are multiplied to make them so, k1 is too, and scores are the same.
package struct KeywordWeights: Sendable, Hashable {
    /// As how many occurrences a word of each column counts.
    package let times: [UInt32]
    package let scoring: BM25

    /// What weights may be.
    package static let range = 0.01...1_000.0

    package init(_ weights: [Double], scoring: BM25 = BM25()) {
        let weights = weights.map { min(max($0, Self.range.lowerBound), Self.range.upperBound) }
        /// By how much a share of a weight is wrong that is rounded.
        func error(_ scale: Double) -> Double {
            weights.map { abs(max(($0 * scale).rounded(), 1) / ($0 * scale) - 1) }.max() ?? 0
        }
        let scales = (1...100).map(Double.init)
        let scale = scales.first { error($0) < 0.02 } ?? scales.min { error($0) < error($1) } ?? 1
        times = weights.map { UInt32(max(($0 * scale).rounded(), 1)) }
        self.scoring = BM25(k1: scoring.k1 * scale, b: scoring.b)
    }
}
