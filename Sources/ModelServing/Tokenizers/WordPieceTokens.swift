/// The tokens found so far.
struct WordPieceTokens {
    private(set) var ids: [Int32] = []
    var ranges: [Range<Int>] = []
    /// Once there are more, the rest of the text need not be looked at.
    let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { ids.count }
    var isFull: Bool { ids.count > limit }

    mutating func append(_ id: Int32, _ range: Range<Int>) {
        ids.append(id)
        ranges.append(range)
    }

    mutating func cut(to count: Int) {
        ids.removeSubrange(count...)
        ranges.removeSubrange(count...)
    }

    /// Keeps what the limit allows and tells whether that was less than all.
    mutating func truncate() -> Bool {
        guard isFull else { return false }
        cut(to: limit)
        return true
    }
}

/// The normalised bytes of the word being read, each with the place in the source that it came from.
struct Word {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []
    private(set) var ends: [Int] = []
    /// Scalars appended, those beyond the capacity too, whose bytes are not kept.
    private(set) var scalars = 0
    private(set) var start = 0
    private(set) var end = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        bytes.reserveCapacity(128)
        starts.reserveCapacity(128)
        ends.reserveCapacity(128)
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        scalars = 0
    }

    @inline(__always)
    mutating func append(_ scalar: UInt32, _ source: Range<Int>) {
        if scalars == 0 { start = source.lowerBound }
        end = source.upperBound
        scalars += 1
        guard scalars <= capacity else { return }
        if scalar < 0x80 {
            append(byte: UInt8(truncatingIfNeeded: scalar), source)
        } else if scalar < 0x800 {
            append(byte: UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6), source)
            append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F), source)
        } else {
            if scalar < 0x10000 {
                append(byte: UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12), source)
            } else {
                append(byte: UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18), source)
                append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F), source)
            }
            append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F), source)
            append(byte: UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F), source)
        }
    }

    @inline(__always)
    private mutating func append(byte: UInt8, _ source: Range<Int>) {
        bytes.append(byte)
        starts.append(source.lowerBound)
        ends.append(source.upperBound)
    }
}

/// The scalar at a place of valid UTF-8, and its length in bytes.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: UInt32, length: Int) {
    func rest(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset] & 0x3F) }
    let first = UInt32(bytes[position])
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | rest(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3) }
    return ((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
}
