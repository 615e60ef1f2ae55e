extension RetrievalOptions {
    /// Refuses numbers that cannot be.
    func validate() throws(IndexError) {
        try Self.check(k, "k", 1...Self.maximumK)
        if let candidates { try Self.check(candidates, "the number of candidates", 1...Self.maximumK) }
        switch fusion {
        case .convex(let weight): try Self.check(weight, "the weight of the vectors", 0...1)
        case .reciprocalRank(let k):
            guard k > 0, k.isFinite else {
                throw IndexError(.invalidOption, "the k of reciprocal ranks is \(k), and must be more than 0")
            }
        }
        if let scoreThreshold, !scoreThreshold.isFinite {
            throw IndexError(.invalidOption, "the score threshold is \(scoreThreshold), and must be a number")
        }
        if let reranking {
            try Self.check(reranking.depth, "the depth of the reranking", 1...Reranking.maximumDepth)
            try Self.check(reranking.maximumCharacters, "the characters to rerank by", 1...1_000_000)
            if reranking.columns?.isEmpty ?? false {
                throw IndexError(.invalidOption, "the reranking names no column; leave them nil for the index's own")
            }
            try checkDepth(reranking.depth, of: "the reranking")
        }
        if let diversity {
            try Self.check(diversity.lambda, "the lambda of the diversity", 0...1)
            try Self.check(diversity.depth, "the depth of the diversity", 1...MaximalMarginalRelevance.maximumDepth)
            try checkDepth(diversity.depth, of: "the diversity")
        }
        if let timeDecay {
            try Self.check(timeDecay.weight, "the weight of the time decay", 0...1)
            guard timeDecay.halfLife > .zero else {
                throw IndexError(
                    .invalidOption, "the half-life of the time decay is \(timeDecay.halfLife), and must be more than 0")
            }
        }
        if let grouping {
            try Self.check(grouping.limit, "the limit of the grouping", 1...Self.maximumK)
            if grouping.columns.isEmpty { throw IndexError(.invalidOption, "the grouping names no column") }
        }
    }

    private func checkDepth(_ depth: Int, of step: String) throws(IndexError) {
        guard k <= depth else {
            throw IndexError(
                .invalidOption, "k is \(k), and \(step) gives \(depth) hits at most; ask for fewer, or raise its depth")
        }
    }

    private static func check<Number: Comparable>(
        _ value: Number, _ name: String, _ range: ClosedRange<Number>
    ) throws(IndexError) {
        guard range.contains(value) else {
            throw IndexError(
                .invalidOption, "\(name) is \(value), and must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
