import Synchronization

/// Rows of equal width in segments that never move once they are allocated, nor does the table of the segments: who
/// holds a row's number reads it without asking whether the rows grow meanwhile.
///
/// Every segment starts at a multiple of 2 MiB, so that a row of a multiple of 64 bytes starts on a cache line and
/// large arrays lie on huge pages, which spares a graph search most of its address translations (7 to 14 % of its
/// time). Memory comes zeroed and is committed as it is touched.
@safe
struct SegmentedRows<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    /// Where the rows are.
    let addresses: RowAddresses<Element>
    private let segmentCount = Atomic(0)
    /// Of these, the first ones lie one behind the other in one piece that begins with pages of a file.
    private let mappedSegments = Atomic(0)
    private let segmentLimit: Int
    private let segmentBytes: Int
    private let budget: MemoryBudget?

    /// Address space for 262,144 segments of 4 MiB or more, which is one TiB; of the table's own 2 MiB only what is used is
    /// committed.
    private static var mostSegments: Int { 1 << 18 }
    private static var tableBytes: Int { mostSegments * MemoryLayout<Int>.stride }
    private static var targetBytes: Int { 4 << 20 }

    init(width: Int, budget: MemoryBudget? = nil) {
        let rowBytes = max(width * MemoryLayout<Element>.stride, 1)
        let rows = max(Self.targetBytes / rowBytes, 1)
        var shift = Int.bitWidth - 1 - rows.leadingZeroBitCount
        // A segment that ends within a huge page takes twice as many rows: 2,048 of 384 floats would fill one and a half, and
        // 4,096 fill three. What is over even so lies on small pages, so that nothing is committed that is no row's.
        if (rowBytes << shift) % MappedMemory.hugePage != 0 { shift += 1 }
        segmentBytes = ((rowBytes << shift) + MappedMemory.page - 1) / MappedMemory.page * MappedMemory.page
        self.budget = budget
        // SAFETY: zeroed memory is a table of nils. Without a table there is room for no segment, and none is read.
        if let table = unsafe MappedMemory.map(Self.tableBytes) {
            segmentLimit = Self.mostSegments
            unsafe addresses = RowAddresses(
                table: table.bindMemory(to: UnsafeMutablePointer<Element>?.self, capacity: Self.mostSegments),
                shift: shift, width: width)
        } else {
            segmentLimit = 0
            unsafe addresses = RowAddresses(table: .allocate(capacity: 1), shift: shift, width: width)
        }
    }

    deinit {
        let mapped = mappedSegments.load(ordering: .relaxed)
        if mapped > 0, let first = unsafe addresses.table[0] {
            unsafe MappedMemory.unmap(first, bytes(rows: mapped << addresses.shift))
        }
        for segment in mapped..<segmentCount.load(ordering: .relaxed) {
            // SAFETY: each was mapped with this length, and nothing outlives its owner.
            if let first = unsafe addresses.table[segment] { unsafe MappedMemory.unmap(first, segmentBytes) }
        }
        if segmentLimit > 0 {
            unsafe MappedMemory.unmap(addresses.table, Self.tableBytes)
        } else {
            unsafe addresses.table.deallocate()
        }
    }

    /// Elements from one row to the next.
    var width: Int { addresses.width }
    var capacity: Int { segmentCount.load(ordering: .relaxed) << addresses.shift }

    /// Makes room for so many rows; on failure everything is as it was. Only one thread at a time may call it.
    func reserve(_ rows: Int) throws(VectorIndexError) {
        while capacity < rows {
            let count = segmentCount.load(ordering: .relaxed)
            guard count < segmentLimit, budget?.take(segmentBytes) ?? true,
                let segment = unsafe MappedMemory.map(segmentBytes, alignment: MappedMemory.hugePage)
            else {
                throw VectorIndexError(
                    .outOfMemory, "no memory for another \(segmentBytes) bytes after \(capacity) rows")
            }
            // SAFETY: the table has room for the segment, and nobody reads the entry before a row of it is published.
            // A small index shall not take whole huge pages; from the second segment on it is no small one.
            if count == 1, mappedSegments.load(ordering: .relaxed) == 0 {
                unsafe MappedMemory.adviseHuge(addresses.table[0], segmentBytes)
            }
            if count >= 1 { unsafe MappedMemory.adviseHuge(segment, segmentBytes) }
            unsafe addresses.table[count] = unsafe segment.bindMemory(
                to: Element.self, capacity: width << addresses.shift)
            segmentCount.store(count + 1, ordering: .relaxed)
        }
    }

    /// Commits rows that there is room for and that will all be written at once: on huge pages, of which they fill at least
    /// a half and which are committed several times as fast as small ones.
    func commit(_ rows: Range<Int>) {
        var row = rows.lowerBound
        while row < rows.upperBound {
            let count = run(from: row, to: rows.upperBound)
            let huge = (bytes(rows: count) + MappedMemory.hugePage / 2) / MappedMemory.hugePage * MappedMemory.hugePage
            let toEnd = bytes(rows: run(from: row, to: .max))
            // SAFETY: a run lies within one segment.
            if huge > 0 { unsafe MappedMemory.adviseHuge(self[row], min(huge, toEnd)) }
            unsafe MappedMemory.commit(self[row], bytes(rows: count))
            row += count
        }
    }

    /// Makes room for the first rows in one piece, over whose beginning `map` puts pages of a file. The memory behind these
    /// is zero, and rows that come later are put there or into other segments.
    ///
    /// - Parameters:
    ///   - isRead: Whether the rows' memory will be written instead, all of it; then it lies on huge pages so far as the rows
    ///     fill these.
    ///   - map: Says whether it did; where not, nothing has changed.
    /// - Returns: Where the rows lie; nil where they are not mapped.
    @unsafe
    func map<Failure: Error>(
        _ rows: Int, isRead: Bool, _ map: (UnsafeMutableRawPointer) throws(Failure) -> Bool
    ) throws(Failure) -> UnsafeMutableRawPointer? {
        let segments = (rows + (1 << addresses.shift) - 1) >> addresses.shift
        let bytes = bytes(rows: segments << addresses.shift)
        guard segmentCount.load(ordering: .relaxed) == 0, segments > 0, segments <= segmentLimit,
            let base = unsafe isRead
                ? MappedMemory.map(bytes, alignment: MappedMemory.hugePage) : MappedMemory.reserve(bytes)
        else { return nil }
        var isMapped = false
        defer { if !isMapped { unsafe MappedMemory.unmap(base, bytes) } }
        if isRead {
            let filled = self.bytes(rows: rows) / MappedMemory.hugePage * MappedMemory.hugePage
            // SAFETY: the piece begins with so many bytes.
            if filled > 0 { unsafe MappedMemory.adviseHuge(base, filled) }
        }
        isMapped = try unsafe map(base)
        guard isMapped else { return nil }
        // The file's last page may hold what follows the rows in the file.
        let end = self.bytes(rows: rows)
        let page = MappedMemory.pageBytes
        let rest = (end + page - 1) / page * page - end
        // SAFETY: the piece is of whole pages, and nobody reads it yet.
        if rest > 0 { unsafe (base + end).initializeMemory(as: UInt8.self, repeating: 0, count: rest) }
        for segment in 0..<segments {
            unsafe addresses.table[segment] = (base + self.bytes(rows: segment << addresses.shift))
                .bindMemory(to: Element.self, capacity: width << addresses.shift)
        }
        mappedSegments.store(segments, ordering: .relaxed)
        segmentCount.store(segments, ordering: .relaxed)
        return unsafe base
    }

    /// The row's first element.
    @inline(__always)
    subscript(_ row: Int) -> UnsafeMutablePointer<Element> { unsafe addresses[row] }

    /// Copies a row over another.
    func copy(_ source: Int, to target: Int) {
        // SAFETY: both rows are below the capacity.
        unsafe self[target].update(from: self[source], count: width)
    }

    /// The rows that follow `row` in its segment, itself included, but none from `end` on.
    func run(from row: Int, to end: Int) -> Int {
        min(end, ((row >> addresses.shift) + 1) << addresses.shift) - row
    }

    /// Bytes of so many rows.
    func bytes(rows: Int) -> Int { rows * width * MemoryLayout<Element>.stride }
}

/// Where the rows of a ``SegmentedRows`` are; valid while these live.
@safe
struct RowAddresses<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// The segments' first elements.
    let table: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>
    /// A segment holds `1 << shift` rows.
    let shift: Int
    /// Elements from one row to the next.
    let width: Int

    /// The row's first element.
    @inline(__always)
    subscript(_ row: Int) -> UnsafeMutablePointer<Element> {
        // SAFETY: rows below the capacity lie within their segment; every caller's row does.
        unsafe table[row >> shift].unsafelyUnwrapped + (row & ((1 << shift) - 1)) * width
    }
}
