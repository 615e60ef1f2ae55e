/// Where sentences end: UAX #29, tailored to running text.
///
/// A full stop ends none behind an abbreviation or an initial, inside a number, or behind the number of a list; nor do
/// `.`, `!` and `?` before a small letter. Closing quotes, brackets, emphasis marks and references such as `[12]` belong
/// to the sentence before. Behind 」 none ends before a particle, so that 「行く。」と言った stays one. A line's end is a
/// space, and an empty line always ends a sentence. Everything is decided from what is near, so that the answer is the
/// same at one position as in passing through the whole text.
struct SentenceRule {
    enum LineEnds {
        case areSpaces
        case endSentences
    }

    let scanner: SentenceEndingScanner
    private let lineEnds: LineEnds

    init(bytes: [UInt8], end: Int? = nil, lineEnds: LineEnds = .areSpaces) {
        scanner = SentenceEndingScanner(cursor: ScalarCursor(bytes: bytes), end: end ?? bytes.count)
        self.lineEnds = lineEnds
    }

    var cursor: ScalarCursor { scanner.cursor }
    var bytes: [UInt8] { scanner.cursor.bytes }
    var textEnd: Int { scanner.end }

    /// Where the sentence ends that begins at `start`.
    ///
    /// - Parameter floor: Where the text begins; nothing before it is looked at.
    func end(from start: Int, floor: Int) -> Int {
        var position = start
        while let ending = scanner.next(from: position) {
            if isEnd(ending, floor: floor) { return ending.end }
            position = ending.end
        }
        return textEnd
    }

    /// Whether a sentence ends or begins at a position.
    func isBoundary(_ position: Int, floor: Int) -> Bool {
        position <= floor || isEnd(before: position, floor: floor)
    }

    /// Whether a sentence ends before a position; so one does at the text's end.
    func isEnd(before position: Int, floor: Int) -> Bool {
        if position >= textEnd { return true }
        if bytes[position] == 0x20 || isBehindPlainWord(position, floor: floor) || !cursor.isScalarStart(position) {
            return false
        }
        guard mayEnd(before: position, floor: floor) else { return false }
        guard let ending = scanner.ending(before: position, floor: floor) else { return false }
        return isEnd(ending, floor: floor)
    }

    /// Whether but spaces lie between a position and a letter, digit or comma of ASCII, as behind most words.
    @inline(__always)
    private func isBehindPlainWord(_ position: Int, floor: Int) -> Bool {
        var i = position
        while i > floor, bytes[i - 1] == 0x20 { i &-= 1 }
        return i > floor && (ASCII.isAlphanumeric(bytes[i - 1]) || bytes[i - 1] == UInt8(ascii: ","))
    }

    /// False where the two neighbours already tell.
    private func mayEnd(before position: Int, floor: Int) -> Bool {
        let value = cursor.scalar(at: position, end: textEnd).value
        let next = BreakProperties(scalar: value).sentence
        if next == .space || next.isLineEnd || next.isIgnored { return false }
        guard scanner.isTerminator(value) else { return true }
        let start = cursor.scalarStart(before: position, floor: floor)
        return !scanner.isTerminator(cursor.scalar(at: start, end: position).value)
    }

    private func isEnd(_ ending: SentenceEnding, floor: Int) -> Bool {
        guard ending.end < textEnd else { return true }
        let next = cursor.properties(at: ending.end, end: textEnd).properties
        if next.sentence.isIgnored { return false }  // a space that carries a mark
        if ending.lineEnds > 1 || ending.lineEnds > 0 && lineEnds == .endSentences { return true }
        switch ending.kind {
        case .lineEnd, .refused: return false
        case .wide: return isWideEnd(ending, next: next)
        case .wideStop, .stop, .mark, .ellipsis, .lonelyStop: break
        }
        if !ending.hasSpace {
            // Only before scripts without spaces: です.次は; all else is a number, a name or an address.
            return ending.kind != .ellipsis && next.script != .spaced && next.isWordLike
                && isWideEnd(ending, next: next)
        }
        return isSpacedEnd(ending, floor: floor)
    }

    // MARK: Without spaces

    private func isWideEnd(_ ending: SentenceEnding, next: BreakProperties) -> Bool {
        if next.sentence == .continuation || next.sentence.isTerminator { return false }
        if next.script == .hiragana, !ending.hasSpace { return !continuesQuotation(behind: ending) }
        return true
    }

    // MARK: With spaces

    private func isSpacedEnd(_ ending: SentenceEnding, floor: Int) -> Bool {
        let first = cursor.scalar(at: ending.end, end: textEnd).value
        let kind = BreakProperties(scalar: first).sentence
        if kind.isTerminator || kind == .continuation && !Self.isDash(first) { return false }
        let next = significant(from: ending.end)
        let following = next.properties.sentence
        switch ending.kind {
        case .lonelyStop:
            return following != .lower || !isBehindStop(ending.terminator, floor: floor)
        case .stop, .wideStop:
            if following == .lower { return false }
            if ending.hasClosing { return true }
            return !Abbreviations(rule: self, floor: floor)
                .holdTogether(stop: ending.terminator, next: next.position, kind: following)
        default:
            return following != .lower
        }
    }

    /// ` . . . `
    private func isBehindStop(_ stop: Int, floor: Int) -> Bool {
        let text = Whitespace.start(in: bytes, from: floor, to: stop)
        return text > floor && bytes[text - 1] == UInt8(ascii: ".")
    }

    /// The first scalar from a position on that opens nothing.
    private func significant(from start: Int) -> (position: Int, properties: BreakProperties) {
        var i = start
        var last = start
        for _ in 0..<8 where i < textEnd {
            let (value, next) = cursor.scalar(at: i, end: textEnd)
            let properties = BreakProperties(scalar: value)
            switch value {
            case 0xBF, 0xA1, 0x2A, 0x5F, 0x60, 0x23, 0x3E, 0x2022: break  // ¿ ¡ * _ ` # > •
            case _ where Self.isDash(value): break
            case _
            where properties.sentence == .close || properties.sentence == .space || properties.sentence.isIgnored:
                break
            default: return (i, properties)
            }
            last = i
            i = next
        }
        return (last, cursor.properties(at: last, end: textEnd).properties)
    }

    private static func isDash(_ value: UInt32) -> Bool { value == 0x2D || value == 0x2013 || value == 0x2014 }
}
