/// What one search or one insertion needs beside the graph; reused, so that a search allocates nothing but its results.
struct SearchScratch: ~Copyable {
    var candidates = CandidateQueue()
    var found = NearestSet()
    var horizon = Horizon()
    var visited = VisitedSet()
    var tally = SearchTally()
    var batch: SlotBatch
    /// What is to be measured after the batch, on its way from memory meanwhile.
    var ahead: SlotBatch
    /// Neighbours that a filtered search looks through, because they are not admitted themselves.
    var passed: SlotBatch
    /// Memory for a vector in the shape of a stored row; nil while it is in use.
    var vector: QueryVector?
    /// For scans of codes.
    var screen = EstimateScreen()
    /// What is searched for, what is measured against it in the end, and a candidate for a link, as codes need them.
    var query = CodeQuery()
    var keptQuery = CodeQuery()
    var otherQuery = CodeQuery()

    /// A candidate must be nearer than this to matter.
    @inline(__always)
    var limit: Candidate { horizon.isSet ? horizon.limit : found.bound }

    /// Takes note of a candidate that may be returned.
    @inline(__always)
    mutating func find(_ candidate: Candidate) {
        found.insert(candidate)
        if horizon.isSet { horizon.note(candidate) }
    }

    /// What was found, nearest first.
    var nearest = CandidateList()
    /// What a node's new links are chosen from.
    var choices = CandidateList()
    /// The new links, and those that others made superfluous.
    var chosen: SlotBatch
    var pruned: SlotBatch
    /// A new node's links, those on its highest layer first, and where each layer's end.
    var selected: [UInt32] = []
    var selectedEnds: [Int] = []

    /// - Parameter links: The most links of any node.
    init(links: Int) {
        // The links of a node, and in a filtered search almost enough before it looks through one more list.
        batch = SlotBatch(capacity: links + FilteredWalk.enough)
        ahead = SlotBatch(capacity: batch.capacity)
        passed = SlotBatch(capacity: links)
        chosen = SlotBatch(capacity: links + 1)
        pruned = SlotBatch(capacity: links + 1)
    }
}
