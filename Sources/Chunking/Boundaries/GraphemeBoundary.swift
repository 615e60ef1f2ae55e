/// Grapheme cluster boundaries at positions of a UTF-8 text (UAX #29, extended clusters).
///
/// Nothing before a given floor is looked at, so no cluster, however long, costs more than one chunk.
struct GraphemeBoundary {
    let cursor: ScalarCursor

    init(bytes: [UInt8]) {
        cursor = ScalarCursor(bytes: bytes)
    }

    private var bytes: [UInt8] { cursor.bytes }

    /// Where the cluster that begins at `start` ends, at most at `end`.
    @inline(__always)
    func end(from start: Int, to end: Int) -> Int {
        let lead = bytes[start]
        if lead < 0x80, lead != 0x0D {
            let next = start &+ 1
            if next >= end || bytes[next] < 0x80 { return next }
        }
        return longEnd(from: start, to: end)
    }

    private func longEnd(from start: Int, to end: Int) -> Int {
        let first = cursor.properties(at: start, end: end)
        var state = GraphemeState(first: first.properties)
        var position = first.end
        while position < end {
            let next = cursor.properties(at: position, end: end)
            if !state.joins(next.properties) { return position }
            state.append(next.properties)
            position = next.end
        }
        return position
    }

    /// Whether no cluster that begins at or behind `floor` reaches across the position.
    @inline(__always)
    func isBoundary(_ position: Int, floor: Int) -> Bool {
        isBoundary(position, floor: floor, end: bytes.count)
    }

    /// The same where the text ends at `end`.
    @inline(__always)
    func isBoundary(_ position: Int, floor: Int, end: Int) -> Bool {
        if position <= floor || position >= end { return true }
        let after = bytes[position]
        let before = bytes[position - 1]
        if after < 0x80, before < 0x80 { return !(before == 0x0D && after == 0x0A) }
        if after & 0xC0 == 0x80 { return false }
        return isWideBoundary(position, floor: floor, end: end)
    }

    private func isWideBoundary(_ position: Int, floor: Int, end: Int) -> Bool {
        let next = cursor.properties(at: position, end: end).properties
        let last = cursor.properties(before: position, floor: floor)
        switch (last.properties.grapheme, next.grapheme) {
        case (.regionalIndicator, .regionalIndicator):
            return indicatorsAreEven(before: position, floor: floor)
        case (.zwj, .pictographic):
            return !joinsBehindMarks(position, next: next, floor: floor)
        case (.zwj, _), (.extend, _):
            if next.isConjunctConsonant { return !joinsBehindMarks(position, next: next, floor: floor) }
        default:
            break
        }
        return !GraphemeState(first: last.properties).joins(next)
    }

    private func indicatorsAreEven(before position: Int, floor: Int) -> Bool {
        var start = position
        while start > floor {
            let last = cursor.properties(before: start, floor: floor)
            if last.properties.grapheme != .regionalIndicator { break }
            start = last.start
        }
        return (position - start) / 4 % 2 == 0
    }

    /// Follows the marks before a position from the scalar on that carries them.
    private func joinsBehindMarks(_ position: Int, next: BreakProperties, floor: Int) -> Bool {
        var start = position
        while start > floor {
            let last = cursor.properties(before: start, floor: floor)
            start = last.start
            if last.properties.grapheme != .extend, last.properties.grapheme != .zwj { break }
        }
        let first = cursor.properties(at: start, end: position)
        var state = GraphemeState(first: first.properties)
        var i = first.end
        while i < position {
            let mark = cursor.properties(at: i, end: position)
            state.append(mark.properties)
            i = mark.end
        }
        return state.joins(next)
    }

    /// The last boundary at or before `position` and behind `floor`, which counts as one; nil if there is none.
    func last(atOrBefore position: Int, after floor: Int) -> Int? {
        var boundary = position
        while boundary > floor {
            if isBoundary(boundary, floor: floor) { return boundary }
            boundary = cursor.scalarStart(before: boundary, floor: floor)
        }
        return nil
    }

    /// The first boundary at or behind `position` and before `end`, where `floor` is an earlier one; nil if there is none.
    func first(atOrAfter position: Int, before end: Int, floor: Int) -> Int? {
        if position >= end { return nil }
        let start = last(atOrBefore: position, after: floor) ?? floor
        if start == position { return position }
        let next = self.end(from: start, to: end)
        return next < end ? next : nil
    }
}

/// What the scalars of a cluster so far say of the next: rules GB3 to GB13.
struct GraphemeState {
    private enum Emoji { case none, pictograph, joiner }
    private enum Conjunct { case none, consonant, linked }

    private var last: GraphemeBreak
    private var emoji: Emoji
    private var conjunct: Conjunct
    private var isOddIndicator: Bool

    @inline(__always)
    init(first: BreakProperties) {
        last = first.grapheme
        emoji = last == .pictographic ? .pictograph : .none
        conjunct = first.isConjunctConsonant ? .consonant : .none
        isOddIndicator = last == .regionalIndicator
    }

    /// Whether no boundary lies before the next scalar.
    @inline(__always)
    func joins(_ next: BreakProperties) -> Bool {
        let after = next.grapheme
        switch last {
        case .cr: return after == .lf
        case .lf, .control: return false
        default: break
        }
        switch after {
        case .cr, .lf, .control: return false
        case .extend, .zwj, .spacingMark: return true
        default: break
        }
        if conjunct == .linked, next.isConjunctConsonant { return true }
        switch (last, after) {
        case (.prepend, _): return true
        case (.hangulL, .hangulL), (.hangulL, .hangulV), (.hangulL, .hangulLV), (.hangulL, .hangulLVT): return true
        case (.hangulLV, .hangulV), (.hangulLV, .hangulT), (.hangulV, .hangulV), (.hangulV, .hangulT): return true
        case (.hangulLVT, .hangulT), (.hangulT, .hangulT): return true
        case (.zwj, .pictographic): return emoji == .joiner
        case (.regionalIndicator, .regionalIndicator): return isOddIndicator
        default: return false
        }
    }

    @inline(__always)
    mutating func append(_ next: BreakProperties) {
        last = next.grapheme
        switch last {
        case .extend:
            if emoji == .joiner { emoji = .none }
            if conjunct == .consonant, next.isConjunctLinker { conjunct = .linked }
        case .zwj:
            emoji = emoji == .pictograph ? .joiner : .none
        default:
            emoji = last == .pictographic ? .pictograph : .none
            conjunct = next.isConjunctConsonant ? .consonant : .none
        }
        isOddIndicator = last == .regionalIndicator && !isOddIndicator
    }
}
