/// How a filtered search goes about it: what it costs to walk the graph, beside measuring all that the filter allows.
///
/// With 10 % of 60,000 × 384 sentence embeddings allowed by chance and m 16, a walk took 109, 180, 319 and 452 µs at
/// `efSearch` 16, 32, 64 and 96, and a scan of the 6,000 matches 220 µs: as much as 900 rows of a scan, and some 120 more for
/// each candidate. Of 200,000, where the matches do not lie in the cache, a row of the scan took 186 ns and not 37, and a
/// walk at 64 as long as 3,000.
struct FilteredWalk {
    /// A node with so many admitted neighbours needs no others. With 10 % allowed by chance and `efSearch` 64, 16 gave a
    /// recall of 0.948 on 200,000 × 384 sentence embeddings and 32 one of 0.977, at half of the speed. On Fashion-MNIST at
    /// `efSearch` 20, 8 gave 0.989 at 6,250 queries a second, 16 gave 0.998 at 6,364, and 32 gave 0.999 at 3,976.
    static let enough = 32

    /// Candidates kept.
    let ef: Int
    /// Vectors that the walk may measure and lists that it may look through before a scan takes its place. Each takes as
    /// long as two to eight rows of a scan, or ten of one that looks at codes, so a walk that is broken off costs about as
    /// much as the scan after it. One that is not takes 10 to 30 for each candidate.
    let budget: Int
    /// Nodes near the query, admitted or not, from which the walk starts. From a single one it reached a recall of 0.909
    /// at `efSearch` 10 and 10 %, from 4 one of 0.963, from 16 one of 0.993, at a half and a third of the speed.
    let seeds: Int
    /// The share of all vectors that the filter allows.
    let share: Double

    /// - Parameters:
    ///   - matches: Vectors that the filter allows.
    ///   - count: All vectors.
    ///   - isScreened: Whether a scan looks at codes first. With 10 % of 100,000 × 384 sentence embeddings allowed, over codes
    ///     of 2 bits, one that missed nothing took 160 µs, and a walk 42, 74 and 150 at `efSearch` 10, 24 and 48, with a
    ///     recall of 0.75, 0.91 and 0.96. Near the query, at `efSearch` 24, a tenth of the matches as the budget gave 10,400 queries a
    ///     second, a quarter 7,550, at the same recall.
    /// - Returns: nil where a scan of the matches is the better way.
    init?(ef: Int, matches: Int, of count: Int, isScreened: Bool) {
        guard matches > (isScreened ? 320 : 96) * ef + 512 else { return nil }
        budget = matches / (isScreened ? 10 : 4)
        self.ef = ef
        seeds = max(4, ef / 4)
        share = Double(matches) / Double(count)
    }
}

/// How many of the nodes' neighbours were admitted, near the query and over a whole walk.
///
/// Where the query lies in a hole of what a filter allows, the nearest matches lie all around the hole and not near each
/// other, and a walk from one to the next misses many: on 20,000 clustered vectors with the nearest 10 % not allowed,
/// `efSearch` 64 had a recall of 0.73. Such a walk shows in its shares: few admitted at its beginning, more where it led.
/// Most often it shows at once: hardly any are admitted near the query where by chance there would be a dozen.
struct AdmittedShare {
    /// Expansions that count as near the query: the seeds'.
    let near: Int
    /// The share that would be admitted by chance.
    let chance: Double
    /// Whether the query was seen to lie in a hole by what is near it alone.
    private(set) var beginsInHole = false
    private var expanded = 0
    private var nearSeen = 0
    private var nearAdmitted = 0
    private var seen = 0
    private var admitted = 0

    init(near: Int, chance: Double) {
        self.near = near
        self.chance = chance
    }

    @inline(__always)
    mutating func count(admitted newAdmitted: Int, of newSeen: Int) {
        seen += newSeen
        admitted += newAdmitted
        expanded += 1
        if expanded == near {
            nearSeen = seen
            nearAdmitted = admitted
            let expected = Double(nearSeen) * chance
            beginsInHole = isFarBelow(expected, orThird: false)
        }
    }

    /// Whether fewer were admitted near the query than anywhere on the walk.
    var isHole: Bool {
        guard expanded > near, seen > 0 else { return false }
        return isFarBelow(Double(nearSeen) * Double(admitted) / Double(seen), orThird: true)
    }

    /// Whether so few were admitted near the query: less than 0.4 of what was expected, and so few that chance is hardly the
    /// reason, for which neighbours, being each other's, count half.
    private func isFarBelow(_ expected: Double, orThird: Bool) -> Bool {
        let least = max(orThird ? expected / 3 : 0, expected - 2 * (2 * expected).squareRoot())
        return Double(nearAdmitted) < min(least, 0.4 * expected)
    }
}
