/// How a filtered search goes about it: what it costs to walk the graph, beside measuring all that the filter allows.
///
/// Costs are counted in rows: a vector measured, or a list of links looked through, which takes about as long. Measured on
/// Fashion-MNIST (60,000 × 784) with 16 links a node and `efSearch` 64, filters by chance: walks took 620, 690 and 990
/// rows where a filter allowed 50, 10 and 3 % of the vectors, and 0.20 to 0.27 µs a row with all that goes with it,
/// where a scan of 6,000 matches took 0.07 to 0.3 µs a row, from the cache or not.
struct FilteredWalk {
    /// A node with so many admitted neighbours needs no others. At 10 % by chance and `efSearch` 20, 8 gave a recall of
    /// 0.989 at 6,250 queries a second, 16 one of 0.998 at 6,364, and 32 one of 0.999 at 3,976.
    static let enough = 16

    /// Candidates kept.
    private(set) var ef: Int
    /// Rows that the walk may take before it is broken off for a scan: half of the scan's.
    let budget: Int
    /// Nodes near the query, admitted or not, from which the walk starts. From a single one it reached a recall of 0.909
    /// at `efSearch` 10 and 10 %, from 4 one of 0.963, from 16 one of 0.993, at a half and a third of the speed.
    let seeds: Int

    /// - Parameter matches: Vectors that the filter allows.
    /// - Returns: nil where a scan of the matches is the better way: a walk's worth is what it saves, so it must promise
    ///   to take no more than half.
    init?(ef: Int, matches: Int) {
        budget = matches / 2
        guard Self.rows(ef: ef) <= budget else { return nil }
        self.ef = ef
        seeds = max(4, ef / 4)
    }

    /// What a walk takes: 10 to 16 rows a candidate, and some to find its place.
    private static func rows(ef: Int) -> Int { 16 * ef + 256 }

    /// Looks harder when the query's own neighbourhood is a hole in what the filter allows. The nearest matches then lie
    /// all around the hole, and not near each other.
    ///
    /// - Parameter admitted: How many of the seeds the filter allows, by chance as many as of all.
    /// - Returns: Whether a walk is still worth while.
    mutating func widen(admitted: Int, of seeds: Int, matches: Int, count: Int) -> Bool {
        let expected = Double(seeds) * Double(matches) / Double(count)
        // Fewer than a quarter of four or more comes by chance once in fifty times or less.
        guard expected >= 4, Double(admitted) < expected / 4 else { return true }
        ef *= 4
        return Self.rows(ef: ef) <= budget
    }
}
