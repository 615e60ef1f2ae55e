/// Sentence boundaries of a UTF-8 text by UAX #29 to the letter: what ``SentenceRule`` is tailored from.
struct UnicodeSentenceBoundary {
    let cursor: ScalarCursor
    let end: Int

    /// Where the sentence that begins at `start` ends.
    ///
    /// - Complexity: O(sentence), and O(letters' distance) once behind a full stop.
    func end(from start: Int) -> Int {
        let first = cursor.properties(at: start, end: end)
        var state = SentenceState(first: first.properties)
        var position = first.end
        while position < end {
            if !state.isBehindTerminator {
                // Nothing but a terminator or a line's end matters here, and the scalar before it.
                let run = plainEnd(from: position)
                if run > position {
                    state.append(cursor.properties(at: run - 1, end: end).properties)
                    position = run
                    continue
                }
            }
            let next = cursor.properties(at: position, end: end)
            if !state.joins(next.properties, isLowerAhead: { isLowerAhead(position) }) { return position }
            state.append(next.properties)
            position = next.end
        }
        return position
    }

    @inline(__always)
    private func plainEnd(from start: Int) -> Int {
        var i = start
        while i < end, ASCII.isAlphanumeric(cursor.bytes[i]) || cursor.bytes[i] == 0x20 { i &+= 1 }
        return i
    }

    /// Whether a small letter comes before any other letter, line end or terminator: rule SB8.
    private func isLowerAhead(_ start: Int) -> Bool {
        var position = start
        while position < end {
            let next = cursor.properties(at: position, end: end)
            switch next.properties.sentence {
            case .lower: return true
            case .otherLetter, .upper, .cr, .lf, .separator, .stop, .terminator: return false
            default: position = next.end
            }
        }
        return false
    }

    /// Whether a sentence ends at a position, which is not looked for before `floor`.
    ///
    /// - Complexity: O(1) but for runs of marks, of brackets and of spaces, which are looked through once.
    func isBoundary(_ position: Int, floor: Int) -> Bool {
        if position <= floor || position >= end { return true }
        guard cursor.isScalarStart(position) else { return false }
        let next = cursor.properties(at: position, end: end).properties
        let last = cursor.properties(before: position, floor: floor).properties.sentence
        if last.isLineEnd { return !(last == .cr && next.sentence == .lf) }
        if next.sentence.isIgnored || next.sentence == .space || next.sentence.isLineEnd { return false }
        guard let state = state(before: position, closingOnly: next.sentence == .close, floor: floor) else {
            return false
        }
        return !state.joins(next) { isLowerAhead(position) }
    }

    /// The state behind a terminator and what belongs to it; nil if there is none right before the position.
    private func state(before position: Int, closingOnly: Bool, floor: Int) -> SentenceState? {
        var base = base(before: position, floor: floor)
        // Behind a bracket another one never begins a sentence, so that a run of them is looked through but once.
        if closingOnly, base.properties.sentence == .close { return nil }
        let hasSpace = base.properties.sentence == .space
        while base.properties.sentence == .space, base.start > floor {
            base = self.base(before: base.start, floor: floor)
        }
        let hasClose = base.properties.sentence == .close
        while base.properties.sentence == .close, base.start > floor {
            base = self.base(before: base.start, floor: floor)
        }
        guard base.properties.sentence.isTerminator else { return nil }
        let isBehindLetter: Bool
        if base.start > floor {
            let letter = self.base(before: base.start, floor: floor).properties.sentence
            isBehindLetter = letter == .upper || letter == .lower
        } else {
            isBehindLetter = false
        }
        return SentenceState(
            terminator: base.properties.sentence, isBehindLetter: isBehindLetter, hasClose: hasClose, hasSpace: hasSpace
        )
    }

    /// The last scalar before a position that is not ignored; the first of its line if each one is.
    private func base(before position: Int, floor: Int) -> (properties: BreakProperties, start: Int) {
        var base = cursor.properties(before: position, floor: floor)
        while base.properties.sentence.isIgnored, base.start > floor {
            let previous = cursor.properties(before: base.start, floor: floor)
            if previous.properties.sentence.isLineEnd { break }
            base = previous
        }
        return base
    }
}

/// What the scalars of a sentence so far say of the next: rules SB3 to SB11.
struct SentenceState {
    private enum Tail { case none, terminator, close, space }

    private var last: SentenceBreak
    private var tail: Tail
    private var isStop: Bool
    /// Whether a cased letter stands right before the terminator.
    private var isBehindLetter = false

    @inline(__always)
    init(first: BreakProperties) {
        last = first.sentence
        tail = last.isTerminator ? .terminator : .none
        isStop = last == .stop
    }

    init(terminator: SentenceBreak, isBehindLetter: Bool, hasClose: Bool, hasSpace: Bool) {
        last = terminator
        isStop = terminator == .stop
        tail = hasSpace ? .space : hasClose ? .close : .terminator
        self.isBehindLetter = isBehindLetter
    }

    @inline(__always)
    var isBehindTerminator: Bool { tail != .none || last.isLineEnd }

    /// Whether no boundary lies before the next scalar; `isLowerAhead` looks from there.
    @inline(__always)
    func joins(_ next: BreakProperties, isLowerAhead: () -> Bool) -> Bool {
        let after = next.sentence
        if last.isLineEnd { return last == .cr && after == .lf }
        if after.isIgnored || tail == .none { return true }
        if isStop, tail == .terminator {
            if after == .numeric { return true }
            if isBehindLetter, after == .upper { return true }
        }
        switch after {
        case .continuation, .stop, .terminator: return true
        case .close: if tail != .space { return true }
        case .space, .cr, .lf, .separator: return true
        default: break
        }
        return isStop && isLowerAhead()
    }

    @inline(__always)
    mutating func append(_ next: BreakProperties) {
        let after = next.sentence
        if after.isIgnored, !last.isLineEnd { return }
        switch after {
        case .stop, .terminator:
            isBehindLetter = tail == .none && (last == .upper || last == .lower)
            isStop = after == .stop
            tail = .terminator
        case .close: tail = tail == .terminator || tail == .close ? .close : .none
        case .space: tail = tail == .none ? .none : .space
        case .cr, .lf, .separator: break
        default: tail = .none
        }
        last = after
    }
}
