/// How a filtered search goes about it: what it costs to walk the graph, beside measuring all that the filter allows.
///
/// Costs are counted in rows: a vector measured, or a list of links looked through, which takes about as long. Measured on
/// Fashion-MNIST (60,000 × 784) with 16 links a node and `efSearch` 64, filters by chance: walks took 620, 690 and 990
/// rows where a filter allowed 50, 10 and 3 % of the vectors, and 0.20 to 0.27 µs a row with all that goes with it,
/// where a scan of 6,000 matches took 0.07 to 0.3 µs a row, from the cache or not.
struct FilteredWalk {
    /// A node with so many admitted neighbours needs no others. At 10 % by chance and `efSearch` 20, 8 gave a recall of
    /// 0.989 at 6,250 queries a second, 16 one of 0.998 at 6,364, and 32 one of 0.999 at 3,976.
    static let enough = 32

    /// Candidates kept.
    let ef: Int
    /// Rows that the walk may take before a scan takes its place: half of the scan's.
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
}

/// How many of the nodes' neighbours were admitted, near the query and over a whole walk.
///
/// Where the query lies in a hole of what a filter allows, the nearest matches lie all around the hole and not near each
/// other, and a walk from one to the next misses many: on 20,000 clustered vectors with the nearest 10 % not allowed,
/// `efSearch` 64 had a recall of 0.73. Such a walk shows in its shares: few admitted at its beginning, more where it led.
struct AdmittedShare {
    /// Expansions that count as near the query: the seeds'.
    let near: Int
    private var expanded = 0
    private var nearSeen = 0
    private var nearAdmitted = 0
    private var seen = 0
    private var admitted = 0

    init(near: Int) { self.near = near }

    @inline(__always)
    mutating func count(admitted newAdmitted: Int, of newSeen: Int) {
        seen += newSeen
        admitted += newAdmitted
        expanded += 1
        if expanded == near {
            nearSeen = seen
            nearAdmitted = admitted
        }
    }

    /// Whether fewer were admitted near the query than anywhere: less than 0.4 of the walk's own share, and so few that
    /// chance is hardly the reason, for which neighbours, being each other's, count half.
    var isHole: Bool {
        guard expanded > near, seen > 0 else { return false }
        let expected = Double(nearSeen) * Double(admitted) / Double(seen)
        let least = max(expected / 3, expected - 2 * (2 * expected).squareRoot())
        return Double(nearAdmitted) < min(least, 0.4 * expected)
    }
}
