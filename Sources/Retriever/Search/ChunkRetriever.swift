/// Whatever finds chunks for a question: an index of the store, several of them, or a service of your own.
public protocol ChunkRetriever: Sendable {
    /// The best chunks for the query, best first.
    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit]
}

/// What to search and how much to return.
public struct RetrievalOptions: Sendable {
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        case hybrid, vector, keyword
    }

    public var mode: Mode
    /// How many hits; at least 1.
    public var k: Int
    /// Only rows for which it holds are searched, by vector and by keyword.
    public var filter: Filter?
    /// How hybrid search joins its two sides.
    public var fusion: Fusion
    /// How many candidates each side of a hybrid search brings, at least `k`; nil takes 100, or `3 k` if that is more.
    public var candidates: Int?

    public init(
        mode: Mode = .hybrid, k: Int = 10, filter: Filter? = nil, fusion: Fusion = .standard, candidates: Int? = nil
    ) {
        self.mode = mode
        self.k = k
        self.filter = filter
        self.fusion = fusion
        self.candidates = candidates
    }

    /// How deep each side is searched.
    var depth: Int {
        mode == .hybrid ? max(k, candidates ?? max(100, 3 * k)) : k
    }

    func validate() throws(IndexError) {
        guard k >= 1 else { throw IndexError(.invalidOption, "k is \(k), and must be at least 1") }
        if let candidates, candidates < 1 {
            throw IndexError(.invalidOption, "the number of candidates is \(candidates), and must be at least 1")
        }
        if case .convex(let weight) = fusion, !(0...1).contains(weight) {
            throw IndexError(.invalidOption, "the weight of the vectors is \(weight), and must be from 0 to 1")
        }
        if case .reciprocalRank(let k) = fusion, !(k > 0) {
            throw IndexError(.invalidOption, "the k of reciprocal ranks is \(k), and must be more than 0")
        }
    }
}
