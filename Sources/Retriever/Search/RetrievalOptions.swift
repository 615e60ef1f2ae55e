/// What to search, how much to return, and how what was found is put into its order.
///
/// The steps come in this order, each on what the one before has left: candidates by vector and keyword, ``fusion``,
/// ``scoreThreshold``, ``reranking``, ``timeDecay``, ``diversity``, ``grouping``. `Docs/Querying.md` says of each what it does to scores.
///
///     var options = RetrievalOptions(k: 8, filter: Column("lang") == "ja")
///     options.reranking = Reranking(crossEncoder)
///     options.grouping = Grouping(by: "document", limit: 2)
///     let hits = try await collection.search("how do I save?", options: options)
public struct RetrievalOptions: Sendable {
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        case hybrid, vector, keyword
    }

    public var mode: Mode
    /// How many hits; 1 to 10,000.
    public var k: Int
    /// Only rows for which it holds are searched, by vector and by keyword.
    public var filter: Filter?
    /// How the lists of a search that has several become one ranking.
    public var fusion: Fusion
    /// How many candidates each list brings, `k` to 10,000; a smaller number counts as `k`. nil takes 100, or `3 k` if that is more; a
    /// search of one list, of which neither pages nor a further step are asked, then looks at `k`.
    public var candidates: Int?
    /// Candidates of a lower score are left out, before reranking and all that follows. In units of the score: 0 to 1 for
    /// hybrid search by ``Fusion/convex(vectorWeight:)``, see ``IndexHit/score``.
    public var scoreThreshold: Double?
    /// Lets a model judge the best candidates anew.
    public var reranking: Reranking?
    /// Puts newer rows before older ones that match as well.
    public var timeDecay: TimeDecay?
    /// Leaves out what says the same again.
    public var diversity: MaximalMarginalRelevance?
    /// The best rows of each document, or of whatever a column tells apart.
    public var grouping: Grouping?

    public init(
        mode: Mode = .hybrid, k: Int = 10, filter: Filter? = nil, fusion: Fusion = .standard, candidates: Int? = nil,
        scoreThreshold: Double? = nil, reranking: Reranking? = nil, timeDecay: TimeDecay? = nil,
        diversity: MaximalMarginalRelevance? = nil, grouping: Grouping? = nil
    ) {
        self.mode = mode
        self.k = k
        self.filter = filter
        self.fusion = fusion
        self.candidates = candidates
        self.scoreThreshold = scoreThreshold
        self.reranking = reranking
        self.timeDecay = timeDecay
        self.diversity = diversity
        self.grouping = grouping
    }

    /// The largest ``k`` and the largest number of ``candidates``.
    public static let maximumK = 10_000

    /// Whether there is nothing to do after the candidates are fused.
    var isPlain: Bool { reranking == nil && timeDecay == nil && diversity == nil && grouping == nil }

    /// How deep each list is searched.
    ///
    /// - Parameter isAlone: Whether there is one list, of which the first `k` are all that is wanted.
    func depth(isAlone: Bool) -> Int {
        if let candidates { return max(k, candidates) }
        if isAlone, isPlain { return k }
        return max(k, min(max(100, 3 * k, reranking?.depth ?? 0, diversity?.depth ?? 0), Self.maximumK))
    }
}
