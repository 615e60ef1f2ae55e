/// What one search may spend and what it may return.
public struct SearchOptions: Sendable {
    /// How many candidates a graph search keeps, at least `k`; nil takes the index's own default. An exact index
    /// has no use for it.
    public var efSearch: Int?
    /// An index of up to this many vectors for each of its `efSearch` candidates is scanned exactly instead of walked;
    /// 0 always walks, nil takes the index's own default, 80. A scan misses nothing; on 5,000 SIFT vectors at
    /// `efSearch` 64 it took 1.25 times the walk's time, and both took the same at a factor of 50 to 65. Other sizes
    /// and dimensions were not measured. An exact index has no use for it.
    public var scanFactor: Int?
    /// The ids that may be returned; nil for all.
    public var filter: VectorFilter?

    public init(efSearch: Int? = nil, scanFactor: Int? = nil, filter: VectorFilter? = nil) {
        self.efSearch = efSearch
        self.scanFactor = scanFactor
        self.filter = filter
    }
}
