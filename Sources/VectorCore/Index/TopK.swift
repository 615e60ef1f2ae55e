/// The `k` nearest of the neighbours offered so far; ties go to the smaller id.
struct TopK {
    let k: Int
    /// A binary heap with the farthest at the root.
    private var heap: [Neighbor] = []
    /// What a neighbour must not exceed to be kept.
    private(set) var bound: Float

    var isFull: Bool { heap.count == k }

    init(_ k: Int) {
        self.k = k
        bound = k > 0 ? .infinity : -.infinity
        heap.reserveCapacity(min(k, 4096))
    }

    /// - Parameter distance: One that is not a number, which only an overflow makes, counts as infinitely far.
    mutating func offer(_ distance: Float, id: Int64) {
        let neighbor = Neighbor(id: id, distance: distance.isNaN ? .infinity : distance)
        if heap.count < k {
            heap.append(neighbor)
            siftUp()
            if heap.count == k { bound = heap[0].distance }
        } else if k > 0, neighbor.isNearer(than: heap[0]) {
            heap[0] = neighbor
            siftDown()
            bound = heap[0].distance
        }
    }

    /// What was kept, nearest first.
    consuming func sorted() -> [Neighbor] {
        heap.sort { $0.isNearer(than: $1) }
        return heap
    }

    /// Forgets what was kept, and keeps the memory.
    mutating func removeAll() {
        heap.removeAll(keepingCapacity: true)
        bound = k > 0 ? .infinity : -.infinity
    }

    /// What was kept, nearest first, in the memory that it was kept in; nothing is left.
    mutating func takeSorted() -> [Neighbor] {
        var taken: [Neighbor] = []
        swap(&taken, &heap)
        taken.sort { $0.isNearer(than: $1) }
        return taken
    }

    private mutating func siftUp() {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].isNearer(than: heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var farthest = parent
            for child in (2 * parent + 1)...(2 * parent + 2) where child < heap.count {
                if heap[farthest].isNearer(than: heap[child]) { farthest = child }
            }
            if farthest == parent { return }
            heap.swapAt(parent, farthest)
            parent = farthest
        }
    }
}

extension Neighbor {
    /// The order of results: by distance, then by id.
    func isNearer(than other: Neighbor) -> Bool {
        distance != other.distance ? distance < other.distance : id < other.id
    }
}
