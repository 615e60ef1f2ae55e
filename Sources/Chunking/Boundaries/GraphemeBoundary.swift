/// Grapheme cluster boundaries at positions of a UTF-8 text (UAX #29, by the standard library's own tables).
///
/// Between most neighbours the answer is plain from two scalars; otherwise a stretch around the position is asked of
/// `String`. The stretch never begins before a given floor, so no cluster, however long, costs more than one chunk.
struct GraphemeBoundary {
    let bytes: [UInt8]

    /// The last boundary at or before `position` and behind `floor`, which counts as one; nil if there is none.
    func last(atOrBefore position: Int, after floor: Int) -> Int? {
        if position <= floor { return nil }
        if position >= bytes.count || isPlain(at: position) { return position }
        var start = position
        repeat { start = scalarStart(before: start) } while start > floor && !isPlain(at: start)
        start = max(start, floor)
        var boundary = start
        for character in String(decoding: bytes[start..<scalarEnd(from: position)], as: UTF8.self) {
            let next = boundary + character.utf8.count
            if next > position { break }
            boundary = next
        }
        return boundary > floor ? boundary : nil
    }

    /// Whether no cluster that begins at or behind `floor` reaches across the position.
    func isBoundary(_ position: Int, floor: Int) -> Bool {
        position <= floor || last(atOrBefore: position, after: floor) == position
    }

    /// The first boundary at or behind `position` and before `end`, where `floor` is an earlier one; nil if there is none.
    func first(atOrAfter position: Int, before end: Int, floor: Int) -> Int? {
        if position >= end || position < bytes.count && isPlain(at: position) { return position < end ? position : nil }
        let start = last(atOrBefore: position, after: floor) ?? floor
        if start == position { return position }
        guard let cluster = String(decoding: bytes[start..<end], as: UTF8.self).first else { return nil }
        let next = start + cluster.utf8.count
        return next < end ? next : nil
    }

    /// Whether both neighbours are of kinds that never join with the other; false says nothing.
    @inline(__always)
    private func isPlain(at position: Int) -> Bool {
        let after = bytes[position]
        guard position > 0 else { return true }
        let before = bytes[position - 1]
        if after < 0x80, before < 0x80 { return !(before == 0x0D && after == 0x0A) }
        if after & 0xC0 == 0x80 { return false }
        return (after < 0x80 || isPlainScalar(at: position))
            && (before < 0x80 || isPlainScalar(at: scalarStart(before: position)))
    }

    /// Latin, Greek and Cyrillic letters, punctuation, kana, ideographs and full-width forms: those that neither extend
    /// nor are extended by their likes.
    private func isPlainScalar(at start: Int) -> Bool {
        let lead = bytes[start]
        if lead < 0xE0 {
            switch lead {
            case 0xC2...0xCB, 0xCE...0xD1, 0xD3...0xD5: return true
            default: return false
            }
        }
        guard start + 2 < bytes.count else { return false }
        let value = Int(bytes[start + 1] & 0x3F) << 6 | Int(bytes[start + 2] & 0x3F)
        switch lead {
        case 0xE2: return value < 0x40 && value != 0x0C && value != 0x0D  // U+2000 on, without the joiners
        case 0xE3:  // U+3000 on, without tone marks and voiced marks
            if (0x2A...0x30).contains(value) || value == 0x3D || value == 0x99 || value == 0x9A { return false }
            return value < 0x130 || value >= 0x400
        case 0xE4...0xE9: return true
        case 0xEF: return (0xF01...0xF9D).contains(value)  // U+F000 on
        default: return false
        }
    }

    private func scalarStart(before position: Int) -> Int {
        var i = max(position - 1, 0)
        while i > 0, bytes[i] & 0xC0 == 0x80 { i -= 1 }
        return i
    }

    private func scalarEnd(from position: Int) -> Int {
        var i = min(position + 1, bytes.count)
        while i < bytes.count, bytes[i] & 0xC0 == 0x80 { i += 1 }
        return i
    }
}
