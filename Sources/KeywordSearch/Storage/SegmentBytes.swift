package import VectorCore

/// Bytes that never change and never move: of memory, or of a section of a mapped file.
///
/// SAFETY: this type and ``ByteReader`` are where the module's pointers come from. The owner keeps the memory as long as any
/// slice of it, ranges are checked when they are taken, and four bytes behind every end can be read.
package struct SegmentBytes: @unchecked Sendable {
    package let base: UnsafePointer<UInt8>
    package let count: Int
    private let owner: SegmentMemory
    /// Where the slice begins in its memory.
    private let start: Int

    package init(_ bytes: [UInt8]) {
        self.init(SegmentMemory(copying: bytes), 0..<bytes.count)
    }

    init(_ owner: SegmentMemory, _ range: Range<Int>) {
        self.owner = owner
        start = range.lowerBound
        base = owner.base + range.lowerBound
        count = range.count
    }

    /// A part; nil where the range is not in it.
    package func slice(_ range: Range<Int>) -> SegmentBytes? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return SegmentBytes(owner, start + range.lowerBound..<start + range.upperBound)
    }

    /// Makes sure that a part may be read, where the file is checked lazily.
    package func check(_ range: Range<Int>) throws(VectorIndexError) {
        try owner.check(start + range.lowerBound..<start + range.upperBound)
    }

    /// Lends the bytes, to be written to a file.
    func withSpan<Failure: Error>(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
        try body(RawSpan(_unsafeStart: base, byteCount: count))
    }

    package func reader(from position: Int = 0) -> ByteReader {
        ByteReader(base, count, position: min(position, count))
    }
}

/// Memory of a segment: its own, or a file's.
final class SegmentMemory: @unchecked Sendable {
    let base: UnsafePointer<UInt8>
    private let capacity: Int
    private let isMapped: Bool
    private let checks: SectionChecks?
    private let file: FileChecks?

    /// Bytes behind the end that kernels may read along.
    static let spare = 64
    private static let blockBytes = 4096

    init(copying bytes: [UInt8]) {
        capacity = bytes.count + Self.spare
        let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
            .bindMemory(to: UInt8.self, capacity: capacity)
        memory.initialize(repeating: 0, count: capacity)
        bytes.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { memory.update(from: start, count: source.count) }
        }
        base = UnsafePointer(memory)
        isMapped = false
        checks = nil
        file = nil
    }

    /// A section of a file: mapped where that can be done, else read and checked.
    init(_ name: String, of reader: IndexFileReader) throws(VectorIndexError) {
        let length = try reader.length(of: name)
        capacity = length + Self.spare
        guard let memory = MappedMemory.reserve(capacity) else {
            throw VectorIndexError(.outOfMemory, "no \(capacity) bytes of address space are left for \(reader.path)")
        }
        base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
        isMapped = true
        var checks: SectionChecks?
        do {
            if try reader.map(name, over: memory) {
                checks = SectionChecks(
                    try reader.section(name), at: memory, rowBytes: Self.blockBytes, of: reader.checks,
                    meaning: { _ in nil })
            } else {
                let bytes = try reader.bytes(of: name)
                bytes.withUnsafeBytes {
                    memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count)
                }
            }
        } catch {
            MappedMemory.unmap(memory, length + Self.spare)
            throw error
        }
        self.checks = checks
        file = checks == nil ? nil : reader.checks
        if let checks { reader.checks.add(checks) }
    }

    deinit {
        let memory = UnsafeMutableRawPointer(mutating: base)
        if isMapped { MappedMemory.unmap(memory, capacity) } else { memory.deallocate() }
    }

    func check(_ range: Range<Int>) throws(VectorIndexError) {
        guard let checks, let file, !range.isEmpty else { return }
        for block in range.lowerBound / Self.blockBytes...(range.upperBound - 1) / Self.blockBytes
        where !checks.isSound(block) { break }
        try file.throwIfDamaged()
    }
}
