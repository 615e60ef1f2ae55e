/// The best documents so far: the highest sums, and of equal ones the lowest ids.
struct TopDocuments {
    struct Entry {
        var sum: Int32
        var id: Int64

        @inline(__always)
        static func isWorse(_ left: Entry, _ right: Entry) -> Bool {
            left.sum == right.sum ? left.id > right.id : left.sum < right.sum
        }
    }

    /// A heap, the worst one first.
    private var entries: [Entry] = []
    private var k = 0
    /// The highest id of those that were offered, to know whether equals may come that would be better.
    private(set) var highestID = Int64.min

    init() {}

    mutating func reset(k: Int) {
        self.k = k
        entries.removeAll(keepingCapacity: true)
        highestID = .min
    }

    /// A document must be above this to matter; below what it is worth itself when its id is lower than those before.
    @inline(__always)
    var limit: Int32 { entries.count < k ? 0 : entries[0].sum }

    @inline(__always)
    mutating func offer(_ sum: Int32, id: Int64) {
        let entry = Entry(sum: sum, id: id)
        if entries.count < k {
            entries.append(entry)
            rise(entries.count - 1)
        } else if Entry.isWorse(entries[0], entry) {
            entries[0] = entry
            sink()
        } else {
            return
        }
        highestID = max(highestID, id)
    }

    private mutating func rise(_ start: Int) {
        entries.withUnsafeMutableBufferPointer { heap in
            var index = start
            while index > 0 {
                let parent = (index - 1) / 2
                guard Entry.isWorse(heap[index], heap[parent]) else { break }
                heap.swapAt(index, parent)
                index = parent
            }
        }
    }

    private mutating func sink() {
        entries.withUnsafeMutableBufferPointer { heap in
            let entry = heap[0]
            var index = 0
            while true {
                var child = 2 * index + 1
                guard child < heap.count else { break }
                if child + 1 < heap.count, Entry.isWorse(heap[child + 1], heap[child]) { child += 1 }
                guard Entry.isWorse(heap[child], entry) else { break }
                heap[index] = heap[child]
                index = child
            }
            heap[index] = entry
        }
    }

    /// The best first, in the order of scores, which are not as fine as sums, and then of ids.
    func sorted(by score: (Int32) -> Float) -> [KeywordHit] {
        entries.map { KeywordHit(id: $0.id, score: score($0.sum)) }
            .sorted { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
    }
}
