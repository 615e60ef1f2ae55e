/// Finds the places where sentences may end, forwards and backwards.
struct SentenceEndingScanner {
    let cursor: ScalarCursor
    let end: Int

    private var bytes: [UInt8] { cursor.bytes }

    /// Closing marks behind a terminator that are looked through at most, so that runs of brackets cost nothing.
    private static let closingLimit = 32

    /// The first one at or behind a position that does not lie within one.
    func next(from start: Int) -> SentenceEnding? {
        var i = start
        while i < end {
            let byte = bytes[i]
            if byte < 0x80 {
                switch byte {
                case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return ending(at: i)
                case 0x0A, 0x0D: return lineEnding(at: i)
                default: i = plainEnd(from: i &+ 1)
                }
                continue
            }
            let (value, next) = cursor.scalar(at: i, end: end)
            let kind = BreakProperties(scalar: value).sentence
            if kind.isTerminator || Self.isEllipsis(value) { return ending(at: i) }
            if kind == .separator { return lineEnding(at: i) }
            i = next
        }
        return nil
    }

    /// Behind the letters and spaces of ASCII from a position on, as far as words of eight bytes go.
    @inline(__always)
    private func plainEnd(from start: Int) -> Int {
        let raw = bytes.span.bytes
        var i = start
        while i &+ ByteWord.size <= end {
            let word = ByteWord(raw, at: i)
            let others = ~(word.letters | word.equal(to: 0x20)) & ByteWord.all
            if others != 0 { return i &+ ByteWord.first(others) }
            i &+= ByteWord.size
        }
        return i
    }

    /// The one that ends at a position, which no white space follows; nil if there is none.
    func ending(before position: Int, floor: Int) -> SentenceEnding? {
        let space = spaceStart(before: position, floor: floor)
        var i = space
        var passed = 0
        while i > floor, passed < Self.closingLimit + 8 {
            let start = cursor.scalarStart(before: i, floor: floor)
            let value = cursor.scalar(at: start, end: i).value
            if isTerminator(value) {
                let found = ending(at: runStart(before: i, floor: floor))
                if found.end == position { return found }
                break
            }
            guard let next = closingStart(value, at: start, floor: floor) else { break }
            i = next
            passed += 1
        }
        if space == position { return nil }
        var ending = spaces(from: space)
        ending.kind = .lineEnd
        return ending.lineEnds > 0 ? ending : nil
    }

    /// Where the run of terminators begins that ends at a position.
    private func runStart(before position: Int, floor: Int) -> Int {
        var i = position
        while i > floor {
            let start = cursor.scalarStart(before: i, floor: floor)
            if !isTerminator(cursor.scalar(at: start, end: i).value) { break }
            i = start
        }
        return i
    }

    // MARK: Parts

    private func lineEnding(at start: Int) -> SentenceEnding {
        var ending = spaces(from: start)
        ending.kind = .lineEnd
        return ending
    }

    private func ending(at start: Int) -> SentenceEnding {
        var i = start
        var (last, terminator, stops) = (UInt32(0), start, 0)
        while i < end {
            let (value, next) = cursor.scalar(at: i, end: end)
            guard isTerminator(value) else { break }
            stops = value == 0x2E ? stops + 1 : 0
            (last, terminator, i) = (value, i, next)
        }
        let kind = self.kind(last, stops: stops, at: terminator)
        let terminatorEnd = i
        var closings = 0
        while i < end, let next = closingEnd(at: i, isWide: kind == .wide) {
            if closings == Self.closingLimit { break }
            i = next
            closings += 1
        }
        var ending = spaces(from: i)
        ending.kind = closings == Self.closingLimit ? .refused : kind
        ending.terminator = terminator
        ending.terminatorEnd = terminatorEnd
        if ending.kind == .stop, ending.hasSpace, !ending.hasClosing, terminator > 0, bytes[terminator - 1] == 0x20 {
            ending.kind = .lonelyStop
        }
        return ending
    }

    private func kind(_ last: UInt32, stops: Int, at position: Int) -> SentenceEnding.Kind {
        switch last {
        case 0x2E: stops > 1 ? .ellipsis : .stop
        case 0x21, 0x3F: .mark
        case 0xFF0E: .wideStop
        case let value where Self.isEllipsis(value): .ellipsis
        case let value where BreakProperties(scalar: value).sentence == .stop: .stop
        default: .wide
        }
    }

    func isTerminator(_ value: UInt32) -> Bool {
        if value < 0x80 { return value == 0x2E || value == 0x21 || value == 0x3F }
        return BreakProperties(scalar: value).sentence.isTerminator || Self.isEllipsis(value)
    }

    private static func isEllipsis(_ value: UInt32) -> Bool { value == 0x2026 || value == 0x2025 }

    // MARK: White space

    /// An ending of white space alone.
    private func spaces(from start: Int) -> SentenceEnding {
        var i = start
        var lineEnds = 0
        scan: while i < end {
            let (value, next) = cursor.scalar(at: i, end: end)
            switch BreakProperties(scalar: value).sentence {
            case .space: break
            case .lf where i > start && bytes[i - 1] == 0x0D: break
            case .lf, .cr: lineEnds += 1
            case .separator: lineEnds += value == 0x2029 ? 2 : 1  // a paragraph's
            default: break scan
            }
            i = next
        }
        return SentenceEnding(
            kind: .lineEnd, terminator: start, terminatorEnd: start, closeEnd: start, end: i, lineEnds: lineEnds)
    }

    private func spaceStart(before position: Int, floor: Int) -> Int {
        var i = position
        while i > floor {
            let last = cursor.properties(before: i, floor: floor)
            guard last.properties.sentence == .space || last.properties.sentence.isLineEnd else { break }
            i = last.start
        }
        return i
    }

    // MARK: Closing marks

    /// Where the closing mark ends that begins at a position; nil if there is none.
    private func closingEnd(at position: Int, isWide: Bool) -> Int? {
        let byte = bytes[position]
        if byte < 0x80 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"),
                UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"):
                return position + 1
            case UInt8(ascii: "["): return referenceEnd(at: position)
            case 0x20: return guillemetEnd(at: position + 1)
            default: return nil
            }
        }
        let (value, next) = cursor.scalar(at: position, end: end)
        if Self.isNarrowSpace(value) { return guillemetEnd(at: next) }
        let properties = BreakProperties(scalar: value)
        if properties.sentence.isIgnored { return next }
        guard properties.sentence == .close, !Self.opens(value) else { return nil }
        if Self.opensOrCloses(value) {
            // These open in most languages; in others they close, and then no word follows at once.
            if isWide || next < end && cursor.properties(at: next, end: end).properties.isWordLike { return nil }
        }
        return next
    }

    /// Where the closing mark » ends that French puts behind a space; German opens with it, before a word.
    private func guillemetEnd(at position: Int) -> Int? {
        guard position < end, bytes[position] >= 0x80 else { return nil }
        let (quote, next) = cursor.scalar(at: position, end: end)
        guard Self.isGuillemet(quote) else { return nil }
        return next < end && cursor.properties(at: next, end: end).properties.isWordLike ? nil : next
    }

    /// `[12]` or `[3, 4–6]`, as encyclopedias put them behind a full stop.
    private func referenceEnd(at position: Int) -> Int? {
        var i = position + 1
        while i < end, i - position < 16 {
            switch bytes[i] {
            case UInt8(ascii: "]"): return i > position + 1 ? i + 1 : nil
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "-"), 0x20: i += 1
            default: return nil
            }
        }
        return nil
    }

    /// Where the closing mark begins whose last scalar is given; nil if it is none. More pass here than forwards.
    private func closingStart(_ value: UInt32, at start: Int, floor: Int) -> Int? {
        switch value {
        case 0x22, 0x27, 0x29, 0x7D, 0x2A, 0x5F, 0x60: return start
        case 0x5D:
            var i = start
            while i > floor, start - i < 16 {
                i -= 1
                switch bytes[i] {
                case UInt8(ascii: "["): return i + 1 < start ? i : start
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "-"), 0x20: continue
                default: return start
                }
            }
            return start
        case 0xBB, 0x203A, 0xAB, 0x2039:
            let previous = cursor.scalarStart(before: start, floor: floor)
            let space = previous < start ? cursor.scalar(at: previous, end: start).value : 0
            return space == 0x20 || Self.isNarrowSpace(space) ? previous : start
        case let value where value >= 0x80:
            let kind = BreakProperties(scalar: value).sentence
            return kind.isIgnored || kind == .close && !Self.opens(value) ? start : nil
        default: return nil
        }
    }

    private static func isNarrowSpace(_ value: UInt32) -> Bool { value == 0xA0 || value == 0x202F }

    private static func isGuillemet(_ value: UInt32) -> Bool { value == 0xBB || value == 0x203A }

    private static func opensOrCloses(_ value: UInt32) -> Bool {
        value == 0x201C || value == 0x2018 || value == 0xAB || value == 0x2039
    }

    /// Opening brackets and quotes that close in no language.
    private static func opens(_ value: UInt32) -> Bool {
        switch value {
        case 0x201A, 0x201E, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0xFF08, 0xFF3B,
            0xFF5B, 0xFF5F, 0xFF62:
            true
        default: false
        }
    }
}
