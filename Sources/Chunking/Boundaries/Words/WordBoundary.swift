/// Word boundaries of a UTF-8 text by UAX #29, without a dictionary.
///
/// Every ideograph, every hiragana and every Thai letter is a segment of its own; ``WordSegmenter`` knows better.
struct WordBoundary {
    let cursor: ScalarCursor
    let end: Int

    /// Where the segment that begins at `start` ends.
    ///
    /// - Complexity: O(segment), and O(marks) ahead of a letter or digit behind punctuation.
    func end(from start: Int) -> Int {
        var position = start
        let first = cursor.properties(at: start, end: end)
        var state = WordState(first: first.properties)
        position = first.end
        while position < end {
            if state.isInPlainWord {
                // ASCII letters and digits after one another always join.
                let run = plainEnd(from: position)
                if run > position {
                    state.appendPlain(run - position > 1 ? cursor.bytes[run - 2] : nil, cursor.bytes[run - 1])
                    position = run
                    continue
                }
            }
            let next = cursor.properties(at: position, end: end)
            if !state.joins(next.properties, ahead: { following(next.end) }) { return position }
            state.append(next.properties)
            position = next.end
        }
        return position
    }

    @inline(__always)
    private func plainEnd(from start: Int) -> Int {
        var i = start
        while i < end, ASCII.isAlphanumeric(cursor.bytes[i]) { i &+= 1 }
        return i
    }

    /// The next scalar that is not ignored.
    private func following(_ start: Int) -> WordBreak {
        var position = start
        while position < end {
            let next = cursor.properties(at: position, end: end)
            if !next.properties.word.isIgnored { return next.properties.word }
            position = next.end
        }
        return .other
    }

    /// Whether a word ends or begins at a position, which is not looked for before `floor`.
    ///
    /// - Complexity: O(1) but for runs of marks and of regional indicators, which are looked through once.
    func isBoundary(_ position: Int, floor: Int) -> Bool {
        if position <= floor || position >= end { return true }
        guard cursor.isScalarStart(position) else { return false }
        let next = cursor.properties(at: position, end: end)
        let last = cursor.properties(before: position, floor: floor)
        if next.properties.word.isIgnored { return last.properties.word.isNewline }
        if last.properties.word.isNewline { return !(last.properties.word == .cr && next.properties.word == .lf) }
        let base = self.base(before: position, floor: floor)
        var state = WordState(first: base.properties)
        if next.properties.word == .regionalIndicator, base.properties.word == .regionalIndicator {
            var count = 0
            var indicator = base
            while indicator.properties.word == .regionalIndicator {
                count += 1
                if indicator.start <= floor { break }
                indicator = self.base(before: indicator.start, floor: floor)
            }
            return count % 2 == 0
        }
        if base.start > floor { state.precede(by: self.base(before: base.start, floor: floor).properties) }
        if last.start > base.start { state.append(last.properties) }
        return !state.joins(next.properties) { following(next.end) }
    }

    /// The last scalar before a position that is not ignored; the first scalar of all if each one is.
    private func base(before position: Int, floor: Int) -> (properties: BreakProperties, start: Int) {
        var base = cursor.properties(before: position, floor: floor)
        while base.properties.word.isIgnored, base.start > floor {
            let previous = cursor.properties(before: base.start, floor: floor)
            if previous.properties.word.isNewline { break }
            base = previous
        }
        return base
    }
}

/// What the scalars of a segment so far say of the next: rules WB3 to WB16.
struct WordState {
    /// The last scalar, also where it is ignored.
    private var last: WordBreak
    /// The last two that are not ignored.
    private var before: WordBreak
    private var earlier: WordBreak = .other
    private var isOddIndicator: Bool

    @inline(__always)
    init(first: BreakProperties) {
        last = first.word
        before = last
        isOddIndicator = last == .regionalIndicator
    }

    /// Whether the last scalar is an ASCII letter or digit, or goes with more of them in the same way.
    @inline(__always)
    var isInPlainWord: Bool { last == .letter || last == .numeric }

    /// Whether no boundary lies before the next scalar, where `ahead` is what follows that.
    @inline(__always)
    func joins(_ next: BreakProperties, ahead: () -> WordBreak) -> Bool {
        let after = next.word
        if last.isNewline { return last == .cr && after == .lf }
        if after.isNewline { return false }
        if after.isIgnored { return true }
        if last == .zwj, next.grapheme == .pictographic { return true }
        switch (before, after) {
        case (.space, .space): return last == .space
        case (.letter, .letter), (.letter, .hebrewLetter), (.hebrewLetter, .letter), (.hebrewLetter, .hebrewLetter):
            return true
        case (.letter, .numeric), (.hebrewLetter, .numeric), (.numeric, .letter), (.numeric, .hebrewLetter),
            (.numeric, .numeric), (.katakana, .katakana):
            return true
        case (.letter, .midLetter), (.letter, .midNumLet), (.letter, .singleQuote),
            (.hebrewLetter, .midLetter), (.hebrewLetter, .midNumLet):
            return ahead().isLetter
        case (.hebrewLetter, .singleQuote): return true
        case (.hebrewLetter, .doubleQuote): return ahead() == .hebrewLetter
        case (.midLetter, .letter), (.midLetter, .hebrewLetter): return earlier.isLetter
        case (.midNumLet, .letter), (.midNumLet, .hebrewLetter), (.singleQuote, .letter), (.singleQuote, .hebrewLetter):
            return earlier.isLetter
        case (.doubleQuote, .hebrewLetter): return earlier == .hebrewLetter
        case (.numeric, .midNum), (.numeric, .midNumLet), (.numeric, .singleQuote): return ahead() == .numeric
        case (.midNum, .numeric), (.midNumLet, .numeric), (.singleQuote, .numeric): return earlier == .numeric
        case (.letter, .extendNumLet), (.hebrewLetter, .extendNumLet), (.numeric, .extendNumLet),
            (.katakana, .extendNumLet), (.extendNumLet, .extendNumLet):
            return true
        case (.extendNumLet, .letter), (.extendNumLet, .hebrewLetter), (.extendNumLet, .numeric),
            (.extendNumLet, .katakana):
            return true
        case (.regionalIndicator, .regionalIndicator): return isOddIndicator
        default: return false
        }
    }

    @inline(__always)
    mutating func append(_ next: BreakProperties) {
        last = next.word
        if last.isIgnored { return }
        earlier = before
        before = last
        isOddIndicator = last == .regionalIndicator && !isOddIndicator
    }

    /// Adds a run of ASCII letters and digits by its last two bytes.
    @inline(__always)
    mutating func appendPlain(_ secondLast: UInt8?, _ final: UInt8) {
        earlier = secondLast.map { ASCII.isDigit($0) ? .numeric : .letter } ?? before
        before = ASCII.isDigit(final) ? .numeric : .letter
        last = before
        isOddIndicator = false
    }

    /// What stood before the first scalar, for a look back.
    mutating func precede(by properties: BreakProperties) {
        earlier = properties.word
    }
}
