import Synchronization

/// Rows of a mapped section, and which of them have been checked.
///
/// A row is checked by the checksums of the blocks that it lies in, and then by what it must mean; a block is when all rows
/// are that begin in it. Many threads may check the same at once: they read the same and find the same.
@safe
package final class SectionChecks: @unchecked Sendable {
    /// Says what is wrong with rows whose checksums are right; nil for sound ones.
    package typealias Meaning = @Sendable (Range<Int>) -> String?

    let name: String
    private let file: FileChecks
    /// The section's first byte, in memory of the rows', which live as long as these checks are asked.
    private let base: UnsafeRawPointer
    private let length: Int
    private let rowBytes: Int
    private let blockBytes: Int
    private let checksums: [UInt32]
    private let meaning: Meaning
    private let states: UnsafeMutablePointer<Atomic<UInt8>>
    /// A bit for each row that has been checked by itself.
    private let soundRows: UnsafeMutablePointer<Atomic<UInt64>>
    package let blockCount: Int

    private static var summed: UInt8 { 1 }
    private static var checked: UInt8 { 2 }

    /// - Parameter base: Where the section is mapped; its last, partial block has been checked by whoever mapped it.
    @unsafe
    package init(
        _ section: IndexFileLayout.Section, at base: UnsafeRawPointer, rowBytes: Int, of file: FileChecks,
        meaning: @escaping Meaning
    ) {
        name = section.name
        self.file = file
        unsafe self.base = base
        length = section.length
        self.rowBytes = rowBytes
        blockBytes = section.blockBytes
        checksums = section.checksums
        self.meaning = meaning
        blockCount = (section.length + section.blockBytes - 1) / section.blockBytes
        // SAFETY: initialized here, and gone with this object.
        unsafe states = .allocate(capacity: blockCount)
        for block in 0..<blockCount {
            let isPartial = (block + 1) * blockBytes > length
            unsafe (states + block).initialize(to: Atomic(isPartial ? Self.summed : 0))
        }
        let words = section.length / rowBytes / 64 + 1
        unsafe soundRows = .allocate(capacity: words)
        for word in 0..<words { unsafe (soundRows + word).initialize(to: Atomic(0)) }
    }

    deinit {
        unsafe states.deallocate()
        unsafe soundRows.deallocate()
    }

    // SAFETY of all below: blocks are below the count, and the section's bytes are mapped.

    /// Whether a row may be read: checks it if nobody has yet, and reports damage to the file's checks.
    @inline(__always)
    package func isSound(_ row: Int) -> Bool {
        let block = row * rowBytes / blockBytes
        return unsafe states[block].load(ordering: .acquiring) == Self.checked || isSoundByItself(row)
            || check(row, in: block)
    }

    @inline(__always)
    private func isSoundByItself(_ row: Int) -> Bool {
        unsafe soundRows[row >> 6].load(ordering: .acquiring) >> UInt64(row & 63) & 1 != 0
    }

    /// Says that rows will be read at random.
    func adviseRandom() { unsafe MappedMemory.adviseRandom(base, length) }

    /// Makes sure that rows may be read.
    package func check(_ rows: some Sequence<UInt32>) throws(VectorIndexError) {
        for row in rows where !isSound(Int(row)) { break }
        try file.throwIfDamaged()
    }

    /// Checks what is left, some blocks at a time.
    func checkAll(threads: Int) {
        let together = (256 << 10) / blockBytes
        _ = parallelMap(count: (blockCount + together - 1) / together, threads: threads) { index in
            let blocks = index * together..<min((index + 1) * together, blockCount)
            let start = blocks.lowerBound * blockBytes
            unsafe MappedMemory.adviseNeeded(base + start, blocks.count * blockBytes)
            guard file.isSound, isReadable(start, min(blocks.upperBound * blockBytes, length) - start) else {
                return
            }
            for block in blocks where unsafe states[block].load(ordering: .acquiring) != Self.checked {
                let rows = rows(beginningIn: block)
                guard check(rows, in: block, readableTo: blocks.upperBound) else { return }
                if !rows.isEmpty { finish(block) }
            }
        }
    }

    /// Checks a row, and its block if it is the last one there.
    @inline(never)
    private func check(_ row: Int, in block: Int) -> Bool {
        guard check(row..<row + 1, in: block) else { return false }
        unsafe _ = soundRows[row >> 6].bitwiseOr(1 << UInt64(row & 63), ordering: .acquiringAndReleasing)
        if rows(beginningIn: block).allSatisfy(isSoundByItself) { finish(block) }
        return true
    }

    /// Checks rows that begin in a block, all or some.
    ///
    /// - Parameter end: Blocks below this one have been asked for and can be read.
    private func check(_ rows: Range<Int>, in block: Int, readableTo end: Int = 0) -> Bool {
        let last = rows.isEmpty ? block : max(block, (rows.upperBound * rowBytes - 1) / blockBytes)
        var unread = block
        while unread <= last, unread < end || isRead(unread) { unread += 1 }
        if unread <= last {
            // Asked for together, for each time that the system is asked takes as long as a checksum.
            let start = unread * blockBytes
            guard isReadable(start, min((last + 1) * blockBytes, length) - start) else { return false }
        }
        guard (block...last).allSatisfy(isSummed) else { return false }
        guard !rows.isEmpty, let broken = meaning(rows) else { return true }
        file.report(.damaged(file.path, broken))
        return false
    }

    private func hasSum(_ block: Int) -> Bool { unsafe states[block].load(ordering: .acquiring) != 0 }

    /// Whether somebody has read a block where it is mapped; the last, partial one was summed as it was read elsewhere.
    private func isRead(_ block: Int) -> Bool { hasSum(block) && (block + 1) * blockBytes <= length }

    /// Whether a block, which can be read, fits its checksum.
    private func isSummed(_ block: Int) -> Bool {
        if !hasSum(block) {
            let start = block * blockBytes
            let bytes = unsafe RawSpan(_unsafeStart: base + start, byteCount: blockBytes)
            guard Kernels.current.checksum(bytes) == checksums[block] else {
                file.report(.block(block, of: name, file.path))
                return false
            }
            unsafe _ = states[block].compareExchange(
                expected: 0, desired: Self.summed, ordering: .acquiringAndReleasing)
        }
        if rows(beginningIn: block).isEmpty { finish(block) }
        return true
    }

    private func finish(_ block: Int) {
        let former = unsafe states[block].exchange(Self.checked, ordering: .acquiringAndReleasing)
        if former != Self.checked { file.countChecked() }
    }

    private func rows(beginningIn block: Int) -> Range<Int> {
        let first = (block * blockBytes + rowBytes - 1) / rowBytes
        return first..<max(first, (min((block + 1) * blockBytes, length) + rowBytes - 1) / rowBytes)
    }

    private func isReadable(_ start: Int, _ bytes: Int) -> Bool {
        if unsafe MappedMemory.populate(base + start, bytes) { return true }
        file.report(.damaged(file.path, "its section \(name) cannot be read from byte \(start) on"))
        return false
    }
}
