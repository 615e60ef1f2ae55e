import CKeywordKernels

/// What each term can add to a document at most, for each stripe of a segment's documents.
///
/// Rows lie in the scratch; each one is summed up, so that its element i is what terms 0 to i can add together.
struct StripeBounds {
    /// Stripes have `1 << shift` documents.
    let shift: Int
    let count: Int
    private let terms: Int
    /// (count, terms)
    private let sums: UnsafeMutablePointer<Int32>
    /// (count)
    private let totals: UnsafeMutablePointer<Int32>

    /// Rows of more elements together are made fewer, of wider stripes.
    private static let mostElements = 1 << 18

    /// - Parameter terms: How many of the scratch's cursors are in use; they stand at the beginning.
    init(terms: Int, documentCount: Int, _ scratch: inout KeywordScratch) {
        var shift = KeywordScratch.window.trailingZeroBitCount
        while (documentCount - 1) >> shift >= max(Self.mostElements / terms, 1) { shift += 1 }
        count = (documentCount - 1) >> shift + 1
        self.shift = shift
        self.terms = terms
        scratch.reserve(bounds: count * (terms + 1))
        sums = scratch.bounds
        totals = scratch.bounds + count * terms
        sums.update(repeating: 0, count: count * terms)
        for term in 0..<terms {
            scratch.cursors[term].raise(sums + term, stride: terms, stripes: count, shift: shift)
        }
        for stripe in 0..<count {
            let row = sums + stripe * terms
            for term in 1..<max(terms, 1) { row[term] += row[term - 1] }
            totals[stripe] = row[terms - 1]
        }
    }

    subscript(stripe: Int) -> UnsafePointer<Int32> { UnsafePointer(sums + stripe * terms) }

    /// What a document of a stripe can have at most.
    func total(_ stripe: Int) -> Int32 { totals[stripe] }

    /// What at least so many stripes reach, by their totals; 1 or more.
    func total(ofBest best: Int, _ kernels: KeywordKernels) -> Int32 { kernels.table.select(totals, count, best) }
}
