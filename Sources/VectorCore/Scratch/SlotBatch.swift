/// Slots to be measured together and their distances: what one call of a kernel takes and gives.
@safe
struct SlotBatch: ~Copyable {
    let slots: UnsafeMutablePointer<UInt32>
    let distances: UnsafeMutablePointer<Float>
    let capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        unsafe slots = .allocate(capacity: capacity)
        unsafe distances = .allocate(capacity: capacity)
    }

    deinit {
        unsafe slots.deallocate()
        unsafe distances.deallocate()
    }

    mutating func removeAll() { count = 0 }

    /// Takes all of these, for which there must be room.
    mutating func take(_ others: ArraySlice<UInt32>) {
        precondition(others.count <= capacity, "a batch takes \(capacity) slots")
        // SAFETY: there is room for as many.
        unsafe others.withUnsafeBufferPointer { others in
            if let first = others.baseAddress { unsafe slots.update(from: first, count: others.count) }
        }
        count = others.count
    }

    @inline(__always)
    mutating func append(_ slot: UInt32) {
        precondition(count < capacity, "a batch takes \(capacity) slots")
        // SAFETY: the count is below the capacity.
        unsafe slots[count] = slot
        count += 1
    }

    /// Adds those of a node's links that were not visited, and marks them; there must be room for all of its links.
    ///
    /// Slots beyond the search's limit are of a batch that is being added meanwhile, and are passed over.
    @inline(__always)
    mutating func addUnvisited(_ links: LinkList, _ visited: inout VisitedSet) {
        precondition(capacity - count >= links.width, "a batch takes \(capacity) slots")
        // SAFETY: a list has at most `width` links, for which there is room. Each is stored and counted when new.
        var taken = count
        var position = 0
        while position < links.width {
            let slot = links[position]
            if slot >= visited.limit {
                if slot == LinkList.none { break }
            } else {
                unsafe slots[taken] = slot
                taken += visited.insert(slot) ? 1 : 0
            }
            position += 1
        }
        count = taken
    }

    /// Leaves the batch empty, and what was in it farther away than anything.
    mutating func makeFarthest() {
        // SAFETY: as above.
        for index in 0..<count { unsafe distances[index] = .greatestFiniteMagnitude }
        count = 0
    }

    /// Forgets all but the first few.
    mutating func keepFirst(_ first: Int) { count = min(count, first) }

    /// Takes all of a node's links to slots below a limit.
    @inline(__always)
    mutating func take(_ links: LinkList, below limit: UInt32) {
        removeAll()
        links.forEach(below: limit) { append($0) }
    }

    /// Takes all of a node's links.
    @inline(__always)
    mutating func take(_ links: LinkList) {
        count = 0
        while count < links.width {
            let slot = links[count]
            if slot == LinkList.none { break }
            // SAFETY: as above.
            unsafe slots[count] = slot
            count += 1
        }
    }

    /// How many of the slots are such.
    @inline(__always)
    func count(where isSuch: (UInt32) -> Bool) -> Int {
        var count = 0
        for index in 0..<self.count where isSuch(slot(index)) { count += 1 }
        return count
    }

    @inline(__always)
    func slot(_ index: Int) -> UInt32 {
        // SAFETY: callers stay below the count.
        unsafe slots[index]
    }

    /// A measured slot.
    @inline(__always)
    subscript(index: Int) -> Candidate {
        // SAFETY: callers stay below the count.
        unsafe Candidate(slot: slots[index], distance: distances[index])
    }
}
