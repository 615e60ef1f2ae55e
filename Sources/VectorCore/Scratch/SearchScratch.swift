import Synchronization

/// What one search needs beside the graph; reused, so that a search allocates nothing but its results.
struct SearchScratch: ~Copyable {
    var candidates = CandidateQueue()
    var found = NearestSet()
    var visited = VisitedSet()
    var batch: SlotBatch
    /// Neighbours that a filtered search looks through, because they are not admitted themselves.
    var passed: SlotBatch

    /// - Parameter links: The most links of any node.
    init(links: Int) {
        // A filtered search goes on until a node has as many admitted neighbours as it has links; the last list that it
        // looks through may take it beyond by another.
        batch = SlotBatch(capacity: 3 * links + 1)
        passed = SlotBatch(capacity: links)
    }
}

/// Scratch that no search uses now; a search takes one and gives it back.
final class ScratchPool: Sendable {
    private final class Box: @unchecked Sendable {
        // Used by one thread at a time: whoever took it from the pool.
        var scratch: SearchScratch
        init(links: Int) { scratch = SearchScratch(links: links) }
    }

    private let free = Mutex<[Box]>([])
    private let links: Int

    init(links: Int) { self.links = links }

    func use<Result>(_ body: (inout SearchScratch) -> Result) -> Result {
        let box = free.withLock { $0.popLast() } ?? Box(links: links)
        defer { free.withLock { $0.append(box) } }
        return body(&box.scratch)
    }
}
