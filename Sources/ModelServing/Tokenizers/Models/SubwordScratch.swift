/// The tokens of one text as a model finds them, and the models' working memory, reused from word to word.
struct SubwordScratch {
    /// Tokens with their ranges of the normalised text.
    var ids: [Int32] = []
    var ranges: [Range<Int>] = []
    var merges = MergeList()
    var lattice = Lattice()

    /// For each end within a piece the best path there: its score, the last token and where that begins.
    struct Lattice {
        var scores: [Double] = []
        var ids: [Int32] = []
        var starts: [Int32] = []
    }

    @inline(__always)
    mutating func append(_ id: Int32, _ range: Range<Int>) {
        ids.append(id)
        ranges.append(range)
    }

    mutating func clear() {
        ids.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }
}
