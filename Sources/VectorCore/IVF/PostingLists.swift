/// The lists of an inverted file over codes: of each vector its slot, its code and an addend.
///
/// Codes lie in blocks of 32 vectors, so that one instruction looks up the same part of them all; byte `j` of each 32 belongs
/// to vector `j`. A list keeps its blocks in one piece of memory.
@safe
struct PostingLists: ~Copyable, @unchecked Sendable {
    /// Bytes of the codes of 32 vectors.
    let blockBytes: Int
    private var lists: [PostingList]

    init(count: Int, blockBytes: Int) {
        self.blockBytes = blockBytes
        lists = [PostingList](repeating: PostingList(), count: count)
    }

    deinit { for list in lists { unsafe list.memory?.deallocate() } }

    var count: Int { lists.count }

    @inline(__always)
    subscript(list: Int) -> PostingList { lists[list] }

    /// The most vectors of any list.
    var longest: Int { lists.reduce(0) { max($0, $1.count) } }

    /// Bytes that the lists take, room for more included.
    var bytes: Int { lists.reduce(0) { $0 + bytes(of: $1.capacity) } }

    private func bytes(of capacity: Int) -> Int { capacity / PQShape.block * blockBytes + capacity * 8 }

    /// Makes room for so many vectors.
    mutating func reserve(_ count: Int, in list: Int) {
        let old = lists[list]
        guard count > old.capacity else { return }
        let block = PQShape.block
        let capacity = (max(count, old.count == 0 ? 0 : old.capacity * 3 / 2) + block - 1) / block * block
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes(of: capacity), alignment: 64)
        // SAFETY: the memory holds codes, addends and slots of the capacity, of which the old list's are copied.
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes(of: capacity))
        var new = unsafe PostingList(memory: memory, capacity: capacity, codeBytes: capacity / block * blockBytes)
        new.count = old.count
        if let former = unsafe old.memory {
            unsafe new.codes.update(from: old.codes, count: (old.count + block - 1) / block * blockBytes)
            unsafe new.addends.update(from: old.addends, count: old.count)
            unsafe new.slots.update(from: old.slots, count: old.count)
            unsafe former.deallocate()
        }
        lists[list] = new
    }

    /// Adds a vector.
    ///
    /// - Parameter code: `blockBytes / 32` bytes, 32 apart.
    /// - Returns: Its position in the list.
    @unsafe
    mutating func append(slot: UInt32, code: UnsafePointer<UInt8>, addend: Float, to list: Int) -> UInt32 {
        reserve(lists[list].count + 1, in: list)
        let position = lists[list].count
        lists[list].count += 1
        // SAFETY: the position is below the capacity.
        let target = unsafe column(position, of: list)
        for at in stride(from: 0, to: blockBytes, by: PQShape.block) { unsafe target[at] = code[at] }
        unsafe lists[list].addends[position] = addend
        unsafe lists[list].slots[position] = slot
        return UInt32(position)
    }

    /// Takes a vector out of a list, whose last one takes its place.
    ///
    /// - Returns: The slot that lies at the position now; nil where it was the last.
    mutating func remove(at position: Int, of list: Int) -> UInt32? {
        let last = lists[list].count - 1
        precondition(position <= last, "a list of \(last + 1) vectors has none at \(position)")
        lists[list].count = last
        guard position != last else { return nil }
        // SAFETY: both positions are below the capacity.
        let target = unsafe column(position, of: list)
        let source = unsafe column(last, of: list)
        for at in stride(from: 0, to: blockBytes, by: PQShape.block) { unsafe target[at] = source[at] }
        let entry = lists[list]
        unsafe entry.addends[position] = entry.addends[last]
        unsafe entry.slots[position] = entry.slots[last]
        return unsafe entry.slots[position]
    }

    /// A vector was given another slot.
    mutating func setSlot(_ slot: UInt32, at position: Int, of list: Int) {
        precondition(position < lists[list].count, "there is no vector at \(position)")
        // SAFETY: the position is below the count.
        unsafe lists[list].slots[position] = slot
    }

    /// The first byte of a vector's code; the others follow 32 bytes apart.
    @unsafe
    func column(_ position: Int, of list: Int) -> UnsafeMutablePointer<UInt8> {
        let block = PQShape.block
        // SAFETY: the position is below the capacity.
        return unsafe lists[list].codes + position / block * blockBytes + position % block
    }

    /// Sets the number of vectors, for whoever fills a list's memory itself.
    mutating func setCount(_ count: Int, of list: Int) {
        precondition(count <= lists[list].capacity, "a list has room for \(lists[list].capacity)")
        lists[list].count = count
    }
}

/// One list's memory; valid while its ``PostingLists`` is not changed.
@safe
struct PostingList {
    fileprivate let memory: UnsafeMutableRawPointer?
    /// (capacity / 32, blockBytes)
    let codes: UnsafeMutablePointer<UInt8>
    /// (capacity)
    let addends: UnsafeMutablePointer<Float>
    /// (capacity)
    let slots: UnsafeMutablePointer<UInt32>
    fileprivate(set) var count = 0
    let capacity: Int

    /// One without memory, in which there is nothing to read.
    init() {
        unsafe memory = nil
        capacity = 0
        // SAFETY: never read: the capacity is 0.
        unsafe codes = UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
        unsafe addends = UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
        unsafe slots = UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
    }

    @unsafe
    fileprivate init(memory: UnsafeMutableRawPointer, capacity: Int, codeBytes: Int) {
        unsafe self.memory = memory
        self.capacity = capacity
        // SAFETY: the memory was made for these three.
        unsafe codes = memory.bindMemory(to: UInt8.self, capacity: codeBytes)
        unsafe addends = (memory + codeBytes).bindMemory(to: Float.self, capacity: capacity)
        unsafe slots = (memory + codeBytes + capacity * 4).bindMemory(to: UInt32.self, capacity: capacity)
    }

    @inline(__always)
    func slot(_ position: Int) -> UInt32 {
        // SAFETY: callers stay below the count.
        unsafe slots[position]
    }
}
