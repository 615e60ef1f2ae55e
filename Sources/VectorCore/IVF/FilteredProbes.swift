/// How a search of lists goes about a filter.
struct FilteredProbes {
    /// Lists to look through.
    let probes: Int
    /// Up to so many matches are measured one by one instead.
    let scanned: Int
    /// The share of all vectors that is allowed.
    private let share: Double

    init(probes: Int, lists: Int, matches: Int, count: Int) {
        share = Double(matches) / Double(max(count, 1))
        // The k nearest of a tenth lie among the 10 k nearest of all, in more lists than these.
        let wider = Double(probes) / max(share, 1e-6).squareRoot()
        self.probes = min(lists, Int(wider.rounded(.up)))
        // A vector that is met at random costs as much as some 32 codes.
        scanned = 512 + self.probes * count / max(lists, 1) / 32
    }

    /// Whether the lists near the query have so few that their order says nothing.
    func isSparse(admitted: Int, of seen: Int) -> Bool { Double(admitted) < 0.4 * share * Double(seen) }
}
