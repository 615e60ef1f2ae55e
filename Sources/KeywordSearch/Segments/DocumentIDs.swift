import VectorCore

/// The ids of a segment's documents, ascending: the first one, and how far each is from it, in 0, 4 or 8 bytes.
///
/// 0 where they follow one another without a gap.
struct DocumentIDs: Sendable {
    let count: Int
    let first: Int64
    let width: Int
    let offsets: SegmentBytes

    init(_ ids: [Int64]) {
        count = ids.count
        first = ids.first ?? 0
        let span = (ids.last ?? first).subtractingReportingOverflow(first)
        var bytes: [UInt8] = []
        if !span.overflow, span.partialValue == Int64(max(count, 1) - 1) {
            width = 0
        } else if !span.overflow, span.partialValue <= Int64(UInt32.max) {
            width = 4
            for id in ids { bytes.append(fixed: UInt32(id - first)) }
        } else {
            width = 8
            for id in ids { bytes.append(fixed: UInt64(bitPattern: id &- first)) }
        }
        offsets = SegmentBytes(bytes)
    }

    /// - Returns: nil where the parts do not fit, or the ids do not ascend.
    init?(count: Int, first: Int64, width: Int, offsets: SegmentBytes) {
        guard [0, 4, 8].contains(width), count >= 0, offsets.count == count * width else { return nil }
        self.count = count
        self.first = first
        self.width = width
        self.offsets = offsets
        if count > 0, self[0] != first { return nil }
        if width == 0, first.addingReportingOverflow(Int64(max(count, 1) - 1)).overflow { return nil }
        if width > 0, (1..<max(count, 1)).contains(where: { self[$0 - 1] >= self[$0] }) { return nil }
    }

    @inline(__always)
    subscript(document: Int) -> Int64 {
        let raw = UnsafeRawPointer(offsets.base)
        switch width {
        case 0: return first &+ Int64(document)
        case 4: return first &+ Int64(raw.loadUnaligned(fromByteOffset: document * 4, as: UInt32.self))
        default: return first &+ raw.loadUnaligned(fromByteOffset: document * 8, as: Int64.self)
        }
    }

    /// The document of an id.
    func document(of id: Int64) -> Int? {
        let place = firstDocument(atLeast: id, from: 0)
        return place < count && self[place] == id ? place : nil
    }

    /// The first document from one on whose id is not below another.
    func firstDocument(atLeast id: Int64, from start: Int) -> Int {
        if width == 0 {
            let (offset, overflow) = id.subtractingReportingOverflow(first)
            if overflow { return id < first ? start : count }
            return max(start, min(count, Int(max(offset, 0))))
        }
        var low = start
        var step = 1
        while low + step < count, self[low + step] < id {
            low += step
            step *= 2
        }
        var high = min(low + step, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
