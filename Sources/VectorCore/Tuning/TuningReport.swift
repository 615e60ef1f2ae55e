/// What a tuner tried, what it found, and what it chose.
public struct TuningReport: Sendable, Codable {
    /// One kind of index, built and searched.
    public struct Trial: Sendable, Codable {
        public let configuration: IndexConfiguration
        /// The least with which the goal was reached, or, where it was not, the most that was tried.
        public let searchDefaults: SearchDefaults
        /// On the queries that the search was tuned by.
        public let recall: Double
        /// On queries that it was not tuned by; the goal has to be reached on them too.
        public let heldOutRecall: Double
        /// Seconds a query as measured, one thread.
        public let secondsPerQuery: Double
        /// The same for all vectors, where trials were made on some.
        public let expectedSecondsPerQuery: Double
        public let bytesPerVector: Int
        /// Seconds a build of all vectors takes on as many threads as built the trial, computed from the time of that.
        public let expectedBuildSeconds: Double
        /// Why it cannot be chosen; nil where it can.
        public let refusal: String?
    }

    public let goal: TuningGoal
    public let dimension: Int
    public let metric: Metric
    /// How many vectors there are, and of how many trials were made.
    public let count: Int
    public let sampled: Int
    /// All that was tried, the fastest of those that reach the goal first.
    public let trials: [Trial]

    /// The fastest trial that reaches the goal within its budgets.
    public var chosen: Trial? { trials.first { $0.refusal == nil } }

    /// An empty index of the chosen kind, for those that add vectors bit by bit; ``IndexTuner/makeIndex(by:of:ids:queries:threads:)``
    /// fills one and makes sure that it keeps the goal.
    ///
    /// It has as many lists as suit ``count`` vectors. Where trials were made on a sample, its search's defaults are computed from those that
    /// were found, to look at rather more than is needed; ``IndexTuner/tuneSearch(of:vectors:ids:queries:threads:)`` finds
    /// them anew once all vectors are in.
    /// - Throws: ``VectorIndexError`` when nothing reaches the goal.
    public func makeIndex() throws(VectorIndexError) -> any VectorIndex {
        guard let chosen else {
            throw VectorIndexError(.goalNotReached, "no index reaches the goal:\n\(explanation)")
        }
        let configuration = chosen.configuration
        let index = try configuration.sized(for: count).makeIndex(dimension: dimension, metric: metric)
        index.searchDefaults = configuration.grown(chosen.searchDefaults, from: sampled, to: count)
        return index
    }

    /// The trials as a table, and a sentence on the choice.
    public var explanation: String {
        var lines = [
            "\(count) vectors × \(dimension), \(metric.rawValue); trials on \(sampled); wanted: recall@\(goal.k) "
                + "\(goal.recall)" + (goal.bytesPerVector.map { ", at most \($0) bytes a vector" } ?? "")
                + (goal.buildSeconds.map { ", built in \($0.brief) s" } ?? "")
        ]
        for trial in trials {
            let knob =
                trial.searchDefaults.efSearch.map { "efSearch \($0)" }
                ?? trial.searchDefaults.nprobe.map { "nprobe \($0)" } ?? "all looked at"
            lines.append(
                "  \(trial.configuration), \(knob): recall \(trial.recall.brief), held out \(trial.heldOutRecall.brief); "
                    + "\((trial.expectedSecondsPerQuery * 1e6).brief) µs a query, \(trial.bytesPerVector) bytes a vector, "
                    + "built in \(trial.expectedBuildSeconds.brief) s"
                    + (trial.refusal.map { "; not chosen: \($0)" } ?? ""))
        }
        if let chosen {
            lines.append("Chosen: \(chosen.configuration), the fastest of those that reach the goal.")
        } else if trials.isEmpty {
            lines.append("None was tried, and none reaches the goal: all that are known take more bytes a vector.")
        } else {
            lines.append("None reaches the goal.")
        }
        return lines.joined(separator: "\n")
    }
}

extension Double {
    /// Three significant digits.
    var brief: String {
        guard (1e-12..<1e15).contains(abs(self)) else { return "\(self)" }
        var scale = 1.0
        while abs(self) * scale < 100 { scale *= 10 }
        let rounded = (self * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
