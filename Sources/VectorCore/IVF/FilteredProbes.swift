/// How a search of lists goes about a filter.
struct FilteredProbes {
    /// Lists to look through.
    let probes: Int
    /// Up to so many matches are measured one by one instead.
    let scanned: Int
    /// The share of all vectors that is allowed.
    private let share: Double

    /// - Parameter matchesAVector: How many vectors of a list are looked through in the time that one met at random takes.
    init(probes: Int, lists: Int, matches: Int, count: Int, matchesAVector: Int) {
        share = Double(matches) / Double(max(count, 1))
        // The k nearest of a tenth lie among the 10 k nearest of all, in more lists than these.
        let wider = Double(probes) / max(share, 1e-6).squareRoot()
        self.probes = min(lists, Int(wider.rounded(.up)))
        scanned = 512 + self.probes * count / max(lists, 1) / matchesAVector
    }

    /// Whether the lists near the query have so few that their order says nothing.
    func isSparse(admitted: Int, of seen: Int) -> Bool { Double(admitted) < 0.4 * share * Double(seen) }
}
