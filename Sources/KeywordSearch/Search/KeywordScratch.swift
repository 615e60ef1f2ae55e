/// Memory that a search needs again and again.
///
/// SAFETY: every buffer is allocated here and goes with this object; one search has it at a time.
struct KeywordScratch: ~Copyable {
    /// Documents that are looked at together.
    static let window = 4096

    /// A sum for each document of a window, all 0 between windows.
    let sums: UnsafeMutablePointer<Int32>
    /// A bit for each document of a window, all 0 between windows.
    let marks: UnsafeMutablePointer<UInt64>
    /// Documents that may be among the best, and their sums so far.
    let candidates: UnsafeMutablePointer<UInt32>
    let candidateSums: UnsafeMutablePointer<Int32>
    var top = TopDocuments()
    private(set) var cursors: UnsafeMutablePointer<PostingCursor>
    private(set) var room: UnsafeMutablePointer<UInt32>
    private(set) var bounds: UnsafeMutablePointer<Int32>
    private var capacity: Int
    private var boundCapacity = 0

    init() {
        sums = .allocate(capacity: Self.window)
        sums.initialize(repeating: 0, count: Self.window)
        marks = .allocate(capacity: Self.window / 64)
        marks.initialize(repeating: 0, count: Self.window / 64)
        candidates = .allocate(capacity: Self.window + 16)
        candidates.initialize(repeating: 0, count: Self.window + 16)
        candidateSums = .allocate(capacity: Self.window + 16)
        candidateSums.initialize(repeating: 0, count: Self.window + 16)
        capacity = 0
        cursors = .allocate(capacity: 0)
        room = .allocate(capacity: 0)
        bounds = .allocate(capacity: 0)
    }

    deinit {
        sums.deallocate()
        marks.deallocate()
        candidates.deallocate()
        candidateSums.deallocate()
        cursors.deallocate()
        room.deallocate()
        bounds.deallocate()
    }

    /// Makes room for so many cursors.
    mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        cursors.deallocate()
        room.deallocate()
        capacity = max(count, 16)
        cursors = .allocate(capacity: capacity)
        room = .allocate(capacity: capacity * PostingCursor.room)
        room.initialize(repeating: 0, count: capacity * PostingCursor.room)
    }

    /// Makes room for so many bounds.
    mutating func reserve(bounds count: Int) {
        guard count > boundCapacity else { return }
        bounds.deallocate()
        boundCapacity = count
        bounds = .allocate(capacity: count)
        bounds.initialize(repeating: 0, count: count)
    }
}
