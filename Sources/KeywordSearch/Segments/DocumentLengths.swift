/// How many terms each document has in a column, in as few bytes as the longest needs: 1, 2 or 4.
struct DocumentLengths: Sendable {
    let width: Int
    let bytes: SegmentBytes

    init(_ lengths: [UInt32]) {
        let longest = lengths.max() ?? 0
        width = longest < 1 << 8 ? 1 : longest < 1 << 16 ? 2 : 4
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lengths.count * width)
        for length in lengths {
            for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: length >> UInt32(8 * byte))) }
        }
        self.bytes = SegmentBytes(bytes)
    }

    init?(width: Int, bytes: SegmentBytes, count: Int) {
        guard [1, 2, 4].contains(width), bytes.count == count * width else { return nil }
        self.width = width
        self.bytes = bytes
        if width == 4, (0..<count).contains(where: { self[$0] > UInt32(Int32.max) }) { return nil }
    }

    @inline(__always)
    subscript(document: Int) -> UInt32 {
        let raw = UnsafeRawPointer(bytes.base)
        switch width {
        case 1: return UInt32(bytes.base[document])
        case 2: return UInt32(raw.loadUnaligned(fromByteOffset: 2 * document, as: UInt16.self))
        default: return raw.loadUnaligned(fromByteOffset: 4 * document, as: UInt32.self)
        }
    }
}
