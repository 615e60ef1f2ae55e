#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Rows of equal width in segments that never move once they are allocated.
///
/// Every segment starts at a multiple of 2 MiB, so that a row of a multiple of 64 bytes starts on a cache line and
/// large arrays lie on huge pages, which spares a graph search most of its address translations (7 to 14 % of its
/// time). Memory comes zeroed and is committed as it is touched.
@safe
struct SegmentedRows<Element: BitwiseCopyable & Sendable>: ~Copyable {
    /// Elements from one row to the next.
    let width: Int
    /// A segment holds `1 << shift` rows.
    let shift: Int
    private(set) var capacity = 0
    /// The segments' addresses; reallocated as it grows, the segments themselves stay.
    private(set) var table: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>
    private var tableCapacity = 16
    private var segmentCount = 0
    private let segmentBytes: Int

    static var hugePage: Int { 2 << 20 }
    static var targetBytes: Int { 4 << 20 }

    init(width: Int) {
        let rowBytes = max(width * MemoryLayout<Element>.stride, 1)
        self.width = width
        let rows = max(Self.targetBytes / rowBytes, 1)
        shift = Int.bitWidth - 1 - rows.leadingZeroBitCount
        let exact = rowBytes << shift
        segmentBytes = (exact + Self.hugePage - 1) / Self.hugePage * Self.hugePage
        unsafe table = .allocate(capacity: 16)
    }

    deinit {
        for segment in 0..<segmentCount {
            // SAFETY: each was mapped with this length, and nothing outlives its owner.
            unsafe munmap(UnsafeMutableRawPointer(table[segment]), segmentBytes)
        }
        unsafe table.deallocate()
    }

    /// Makes room for so many rows; on failure everything is as it was.
    mutating func reserve(_ rows: Int) throws(VectorIndexError) {
        while capacity < rows {
            if segmentCount == tableCapacity {
                // SAFETY: the old table's entries are copied before it goes; writers are excluded by the caller's lock.
                let larger = UnsafeMutablePointer<UnsafeMutablePointer<Element>?>.allocate(
                    capacity: tableCapacity * 2)
                unsafe larger.update(from: table, count: segmentCount)
                unsafe table.deallocate()
                unsafe table = larger
                tableCapacity *= 2
            }
            guard let segment = unsafe Self.map(segmentBytes) else {
                throw VectorIndexError(
                    .outOfMemory, "no memory for another \(segmentBytes) bytes after \(capacity) rows")
            }
            // A small index shall not take whole huge pages; from the second segment on it is no small one.
            if segmentCount == 1 { unsafe Self.adviseHuge(table[0], segmentBytes) }
            if segmentCount >= 1 { unsafe Self.adviseHuge(segment, segmentBytes) }
            unsafe table[segmentCount] = unsafe segment.bindMemory(to: Element.self, capacity: width << shift)
            segmentCount += 1
            capacity += 1 << shift
        }
    }

    /// The row's first element.
    @inline(__always)
    subscript(_ row: Int) -> UnsafeMutablePointer<Element> {
        // SAFETY: rows below the capacity lie within their segment; every caller's row does.
        unsafe table[row >> shift].unsafelyUnwrapped + (row & ((1 << shift) - 1)) * width
    }

    /// The rows that follow `row` in its segment, itself included, but none from `end` on.
    func run(from row: Int, to end: Int) -> Int {
        min(end, ((row >> shift) + 1) << shift) - row
    }

    /// Bytes of so many rows.
    func bytes(rows: Int) -> Int { rows * width * MemoryLayout<Element>.stride }

    private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
        // SAFETY: a fresh anonymous mapping; what lies outside the aligned part is given back.
        let failed = unsafe UnsafeMutableRawPointer(bitPattern: -1)
        let length = bytes + hugePage
        guard
            let mapped = unsafe mmap(
                nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | anonymousMapping, -1, 0),
            unsafe mapped != failed
        else { return nil }
        let address = Int(bitPattern: mapped)
        let before = (hugePage - address % hugePage) % hugePage
        let aligned = unsafe mapped + before
        if before > 0 { unsafe munmap(mapped, before) }
        unsafe munmap(aligned + bytes, hugePage - before)
        return unsafe aligned
    }

    private static func adviseHuge(_ segment: UnsafeMutableRawPointer?, _ bytes: Int) {
        #if os(Linux)
            // SAFETY: advice about a mapping of this length; a kernel without huge pages refuses it harmlessly.
            unsafe madvise(segment, bytes, 14)  // MADV_HUGEPAGE, which not every C library names
        #endif
    }
}

#if canImport(Darwin)
    private let anonymousMapping = MAP_ANON
#else
    private let anonymousMapping = MAP_ANONYMOUS
#endif
