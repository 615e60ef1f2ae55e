/// What one search or one insertion needs beside the graph; reused, so that a search allocates nothing but its results.
struct SearchScratch: ~Copyable {
    var candidates = CandidateQueue()
    var found = NearestSet()
    var visited = VisitedSet()
    var batch: SlotBatch
    /// Neighbours that a filtered search looks through, because they are not admitted themselves.
    var passed: SlotBatch

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
        // The most comes from a filtered search, which has almost enough before it looks through one more list.
        batch = SlotBatch(capacity: links + FilteredWalk.enough)
        passed = SlotBatch(capacity: links)
        chosen = SlotBatch(capacity: links + 1)
        pruned = SlotBatch(capacity: links + 1)
    }
}
