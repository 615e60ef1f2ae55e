/// What one search may spend and what it may return.
public struct SearchOptions: Sendable {
    /// How many candidates a graph search keeps, at least `k`; nil takes the index's own default. An exact index
    /// has no use for it.
    public var efSearch: Int?
    /// How many lists an inverted file looks through, the nearest first; nil takes the index's own default. Other indexes have no
    /// use for it.
    public var nprobe: Int?
    /// An index of up to this many vectors for each of its `efSearch` candidates is scanned exactly instead of walked; 0
    /// always walks, nil takes the index's own default, 10,240 divided by the dimension and between 4 and 128. A scan misses
    /// nothing, and up to there takes at most 1.8 times as long as the walk (measured on SIFT vectors of 128 components and
    /// sentence embeddings of 384). An exact index has no use for it.
    public var scanFactor: Int?
    /// Lets a graph search end by distance instead of by count: once nothing is left to walk to that is nearer than
    /// `1 + slack` times the `k`-th nearest found, so that easy queries end early and hard ones go on. 0.05 to 0.25 are
    /// common; `efSearch` is then only how many candidates are kept. At equal recall fewer vectors are measured
    /// (`Docs/Design/codes.md` has the counts). nil goes by `efSearch` alone, as do searches by inner product, whose distances have no
    /// natural zero, and those with a filter. (Al-Jazzazi et al. 2025, arXiv:2505.15636)
    public var slack: Float?
    /// How many candidates, `k` at least, are measured by the vectors that are kept when an index is walked or scanned over
    /// codes; nil goes on for as long as it is likely to change the result. An index searched over its vectors has no use for it.
    public var rerank: Int?
    /// The ids that may be returned; nil for all.
    public var filter: VectorFilter?

    public init(
        efSearch: Int? = nil, nprobe: Int? = nil, scanFactor: Int? = nil, slack: Float? = nil, rerank: Int? = nil,
        filter: VectorFilter? = nil
    ) {
        self.efSearch = efSearch
        self.nprobe = nprobe
        self.scanFactor = scanFactor
        self.slack = slack
        self.rerank = rerank
        self.filter = filter
    }
}
