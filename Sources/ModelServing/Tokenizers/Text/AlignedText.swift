/// A text on its way through normalisation, whose every byte knows the place in the source that it stands for.
///
/// As in the reference a place is always that of whole characters, and a byte that was inserted has the place of the
/// byte before it.
struct AlignedText {
    private(set) var bytes: [UInt8] = []
    /// For each byte the range of the source, in UTF-8 bytes; empty as long as nothing was changed.
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []
    /// Where an unchanged text begins in the source.
    private var offset = 0
    private var isSource = false

    /// A text without a byte yet, to be appended to.
    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
        starts.reserveCapacity(capacity)
        ends.reserveCapacity(capacity)
    }

    /// A part of the source as it is.
    init(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes = Array(source[range])
        offset = range.lowerBound
        isSource = true
    }

    var count: Int { bytes.count }

    /// The source's range that a range of this text stands for.
    @inline(__always)
    func source(of range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else {
            let place = range.lowerBound < count ? start(range.lowerBound) : count > 0 ? end(count - 1) : offset
            return place..<place
        }
        return start(range.lowerBound)..<max(start(range.lowerBound), end(range.upperBound - 1))
    }

    @inline(__always)
    func start(_ index: Int) -> Int {
        guard isSource else { return Int(starts[index]) }
        var index = index
        while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return offset + index
    }

    @inline(__always)
    func end(_ index: Int) -> Int {
        guard isSource else { return Int(ends[index]) }
        var index = index + 1
        while index < count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        return offset + index
    }

    /// Appends a scalar that stands for what the byte at `index` of another text stands for.
    @inline(__always)
    mutating func append(_ scalar: UInt32, like text: AlignedText, at index: Int) {
        append(scalar, UInt32(truncatingIfNeeded: text.start(index)), UInt32(truncatingIfNeeded: text.end(index)))
    }

    @inline(__always)
    mutating func append(_ scalar: UInt32, _ start: UInt32, _ end: UInt32) {
        if scalar < 0x80 {
            append(byte: UInt8(truncatingIfNeeded: scalar), start, end)
            return
        }
        if scalar < 0x800 {
            append(byte: UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6), start, end)
        } else {
            if scalar < 0x10000 {
                append(byte: UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12), start, end)
            } else {
                append(byte: UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18), start, end)
                append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F), start, end)
            }
            append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F), start, end)
        }
        append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F), start, end)
    }

    @inline(__always)
    private mutating func append(byte: UInt8, _ start: UInt32, _ end: UInt32) {
        bytes.append(byte)
        starts.append(start)
        ends.append(end)
    }

    /// Appends bytes that all stand for what the byte at `index` of another text stands for.
    mutating func append(_ content: [UInt8], like text: AlignedText, at index: Int) {
        let (start, end) = (UInt32(truncatingIfNeeded: text.start(index)), UInt32(truncatingIfNeeded: text.end(index)))
        for byte in content { append(byte: byte, start, end) }
    }

    /// Appends a range of another text, places and all.
    mutating func append(_ text: AlignedText, _ range: Range<Int>) {
        bytes.append(contentsOf: text.bytes[range])
        if text.isSource {
            for index in range {
                starts.append(UInt32(truncatingIfNeeded: text.start(index)))
                ends.append(UInt32(truncatingIfNeeded: text.end(index)))
            }
        } else {
            starts.append(contentsOf: text.starts[range])
            ends.append(contentsOf: text.ends[range])
        }
    }

    /// A part as a text of its own.
    func part(_ range: Range<Int>) -> AlignedText {
        var part = AlignedText(capacity: range.count)
        part.append(self, range)
        return part
    }

    /// The scalar at a place and its length.
    @inline(__always)
    func scalar(at index: Int) -> (scalar: UInt32, length: Int) {
        bytes.withUnsafeBufferPointer { decodeScalar($0, at: index) }
    }

    /// Each scalar with its place in this text.
    @inline(__always)
    func forEachScalar(_ body: (_ scalar: UInt32, _ index: Int) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                let (scalar, length) = decodeScalar(bytes, at: index)
                body(scalar, index)
                index += length
            }
        }
    }
}
