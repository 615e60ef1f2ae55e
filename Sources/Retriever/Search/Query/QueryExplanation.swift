/// How an answer came about.
public struct QueryExplanation: Sendable, Hashable, Codable {
    /// The ids that a filter let pass, and where they were found.
    public struct FilterPlan: Sendable, Hashable, Codable {
        public enum Place: String, Sendable, Hashable, Codable {
            /// On the columns in memory.
            case columns
            /// By SQLite.
            case database
        }

        public var place: Place
        /// How many ids it allows; of columns in memory, some may be of rows that are gone.
        public var allowed: Int
        /// The share of the index's rows, 0 to 1.
        public var selectivity: Double
    }

    /// How vectors were searched.
    public struct VectorPlan: Sendable, Hashable, Codable {
        public enum Way: String, Sendable, Hashable, Codable {
            /// A walk over a graph.
            case graph
            /// One vector after the other: all, or those that the filter allows.
            case scan
            /// A walk that did not find enough, and then a scan.
            case graphThenScan
            /// The inverted lists nearest to the question.
            case lists
            /// There was nothing to be found.
            case nothing
        }

        /// Through the main part of the index.
        public var way: Way
        /// Distances computed on a walk, over codes where there are some.
        public var walked = 0
        /// Candidates measured again by the vectors that are kept.
        public var reranked = 0
        /// Distances computed by a scan of a graph's vectors.
        public var scanned = 0
        /// Vectors that are not in the main part yet, which are searched one after the other too.
        public var recent: Int
    }

    /// One search for one question.
    public struct List: Sendable, Hashable, Codable {
        public enum Side: String, Sendable, Hashable, Codable { case vector, keyword }

        /// The question's place in the query.
        public var question: Int
        public var side: Side
        /// What it counts in the fusion; 1 for a list that is alone.
        public var weight: Double
        /// How many candidates it was asked for.
        public var depth: Int
        /// How many it brought.
        public var found: Int
        /// Of a list by vector.
        public var vectorPlan: VectorPlan?
    }

    /// What made a hit's score.
    public struct Score: Sendable, Hashable, Codable {
        /// What a list thinks of it.
        public struct Part: Sendable, Hashable, Codable {
            /// The list's place in ``QueryExplanation/lists``.
            public var list: Int
            /// From 1.
            public var rank: Int
            /// As the list scores: cosine, negated distance, BM25.
            public var score: Double
            /// What was added up, before the weight; the score itself for a list that is alone.
            public var normalised: Double
        }

        public var key: Value
        public var parts: [Part]
        /// The sum of the parts by their weights.
        public var fused: Double
        /// The reranker's; nil where there was none.
        public var reranked: Double?
        /// ``TimeDecay``'s share of time, 0 to 1; nil where there is none.
        public var recency: Double?
        /// The hit's.
        public var score: Double
    }

    public struct Stage: Sendable, Hashable, Codable {
        /// `embed`, `filter`, `vector`, `keyword`, `fuse`, `list`, `values`, `facets`, `rerank`, `arrange`, `rows`.
        public var name: String
        public var seconds: Double
    }

    /// The commit of the index that was searched.
    public var epoch: Int64
    public var filter: FilterPlan?
    public var lists: [List]
    /// How many different rows the lists brought; of a query without questions, the rows of the page and one more where there is one.
    public var candidates: Int
    /// How many of them reached the threshold.
    public var aboveThreshold: Int
    /// How many were left to choose pages from, after reranking, diversity and grouping.
    public var arranged: Int
    /// One for each hit, in their order.
    public var scores: [Score]
    /// In the order in which they ran; one name can come several times.
    public var stages: [Stage]
}

/// Measures the stages of a query whose explanation is wanted.
struct StageClock {
    let isRunning: Bool
    private(set) var stages: [QueryExplanation.Stage] = []

    init(isRunning: Bool) { self.isRunning = isRunning }

    mutating func measure<T>(_ name: String, _ body: () throws -> T) rethrows -> T {
        guard isRunning else { return try body() }
        let start = ContinuousClock.now
        defer { add(name, since: start) }
        return try body()
    }

    /// nil where nothing is measured.
    var now: ContinuousClock.Instant? { isRunning ? .now : nil }

    mutating func add(_ name: String, since start: ContinuousClock.Instant?) {
        guard isRunning, let start else { return }
        stages.append(.init(name: name, seconds: (ContinuousClock.now - start).inSeconds))
    }
}
