/// Vectors in lists: each list's rows lie together, in chunks of sixteen, so that a scan reads memory in order and a slot is still
/// a row's number.
struct ListedRows: ~Copyable {
    let vectors: VectorRows
    /// Slot to id; of no meaning where the slot is free.
    private(set) var ids: [Int64] = []
    /// Id to slot.
    private var slots: [Int64: UInt32] = [:]
    private var lists: [ChunkList]
    /// Of each chunk its list, and which of the list's chunks it is.
    private var owners: [(list: UInt32, index: UInt32)] = []
    private var free: [UInt32] = []
    /// Counts the changes of which slot has which id.
    private(set) var revision: UInt64 = 0

    private struct ChunkList {
        var chunks: [UInt32] = []
        var count = 0
    }

    /// Rows of a chunk: no segment of rows has fewer, however long these are.
    static let chunk = 16

    init(dimension: Int, metric: Metric, lists: Int, kernels: Kernels) {
        vectors = VectorRows(dimension: dimension, metric: metric, kernels: kernels)
        self.lists = [ChunkList](repeating: ChunkList(), count: lists)
    }

    var count: Int { slots.count }
    var listCount: Int { lists.count }
    /// Slots in use or free.
    var slotCount: Int { ids.count }

    var bytes: Int {
        vectors.bytes(rows: slotCount) + ids.capacity * 8 + slots.capacity * 13
            + owners.count * 12 + lists.count * MemoryLayout<ChunkList>.stride
    }

    subscript(id: Int64) -> UInt32? { slots[id] }

    func size(_ list: Int) -> Int { lists[list].count }

    func isUsed(_ slot: Int) -> Bool {
        let owner = owners[slot / Self.chunk]
        return owner.list != .max && Int(owner.index) * Self.chunk + slot % Self.chunk < lists[Int(owner.list)].count
    }

    /// Makes room for so many more vectors, wherever they come to lie.
    mutating func reserve(more: Int) throws(VectorIndexError) {
        // At worst each list begins another chunk.
        let chunks = (more + Self.chunk - 1) / Self.chunk + min(more, lists.count)
        try vectors.reserve(slotCount + max(chunks - free.count, 0) * Self.chunk)
    }

    /// Stores a vector that is not present; there must be room.
    mutating func append(_ vector: ArraySlice<Float>, id: Int64, to list: Int) {
        vectors.set(Int(take(list, id: id)), to: vector)
    }

    /// Takes over a row as it is stored elsewhere.
    mutating func append(_ id: Int64, copying row: Int, of others: VectorRows, to list: Int) {
        // SAFETY: both rows have the same stride.
        unsafe vectors.rows[Int(take(list, id: id))].update(from: others.address(row), count: vectors.stride)
    }

    /// Fills a list's next slot from a file's rows.
    mutating func append(_ id: Int64, from stream: inout SectionStream, to list: Int) throws(VectorIndexError) {
        // SAFETY: a row has `stride` floats, and any bits are one.
        let row = unsafe vectors.rows[Int(take(list, id: id))]
        var target = unsafe MutableRawSpan(
            _unsafeBytes: UnsafeMutableRawBufferPointer(start: row, count: vectors.stride * 4))
        try stream.read(into: &target)
    }

    /// The next slot of a list.
    private mutating func take(_ list: Int, id: Int64) -> UInt32 {
        let position = lists[list].count
        if position == lists[list].chunks.count * Self.chunk {
            let chunk: UInt32
            if let last = free.popLast() {
                chunk = last
            } else {
                chunk = UInt32(owners.count)
                owners.append((.max, 0))
                ids += repeatElement(0, count: Self.chunk)
            }
            owners[Int(chunk)] = (UInt32(list), UInt32(lists[list].chunks.count))
            lists[list].chunks.append(chunk)
        }
        lists[list].count += 1
        let slot = slot(position, of: list)
        ids[Int(slot)] = id
        slots[id] = slot
        revision += 1
        return slot
    }

    func slot(_ position: Int, of list: Int) -> UInt32 {
        lists[list].chunks[position / Self.chunk] * UInt32(Self.chunk) + UInt32(position % Self.chunk)
    }

    /// Removes an id, whose slot the last vector of its list takes over.
    mutating func remove(_ id: Int64) -> Bool {
        guard let slot = slots.removeValue(forKey: id) else { return false }
        revision += 1
        let list = Int(owners[Int(slot) / Self.chunk].list)
        let last = self.slot(lists[list].count - 1, of: list)
        if slot != last {
            vectors.rows.copy(Int(last), to: Int(slot))
            ids[Int(slot)] = ids[Int(last)]
            slots[ids[Int(last)]] = slot
        }
        lists[list].count -= 1
        if lists[list].count % Self.chunk == 0, let chunk = lists[list].chunks.popLast() {
            owners[Int(chunk)] = (.max, 0)
            free.append(chunk)
        }
        return true
    }

    /// Calls `body` with each run of a list's slots that lie together.
    func forEachRun(of list: Int, _ body: (Range<Int>) -> Void) {
        var left = lists[list].count
        for chunk in lists[list].chunks {
            let first = Int(chunk) * Self.chunk
            body(first..<first + min(left, Self.chunk))
            left -= Self.chunk
        }
    }

    /// All slots in use, a list after the other.
    func forEachSlot(_ body: (Int) -> Void) {
        for list in lists.indices { forEachRun(of: list) { $0.forEach(body) } }
    }

    /// The slots of what a filter allows; nil where a bit for each is not worth while.
    func members(of filter: VectorFilter, remembering cache: FilterCache) -> SlotSet? {
        cache.slots(of: filter, revision: revision, slotCount: slotCount) {
            SlotSet(slotCount: slotCount) { isUsed($0) && filter.contains(ids[$0]) }
        }
    }

    /// The slots of what a filter allows, in whichever way is cheaper.
    func slots(allowedBy filter: VectorFilter) -> [UInt32] {
        if filter.isCheaperByID(slotCount: slotCount) { return filter.compactMap { slots[$0] } }
        var allowed: [UInt32] = []
        forEachSlot { if filter.contains(ids[$0]) { allowed.append(UInt32($0)) } }
        return allowed
    }
}
