/// Whether a full stop belongs to the word or the number before it and not to a sentence.
struct Abbreviations {
    /// What is known of a word before a full stop.
    enum Kind {
        /// Never the last of a sentence: a title, `e.g.`
        case leading
        /// One that takes a number or a letter: `No. 5`, `Fig. S1`, `Jan. 1`.
        case numbering
        /// One that ends a sentence only if a word follows that often begins one: `Inc.`, `p.m.`, `St.`
        case either
    }

    private let rule: SentenceRule
    private let floor: Int

    init(rule: SentenceRule, floor: Int) {
        self.rule = rule
        self.floor = floor
    }

    private var bytes: [UInt8] { rule.bytes }

    /// - Parameters:
    ///   - stop: Where the full stop is.
    ///   - next: Where the next letter, number or sign is, and of what kind.
    func holdTogether(stop: Int, next: Int, kind: SentenceBreak) -> Bool {
        guard stop > floor else { return false }
        let word = wordStart(before: stop)
        if word == stop { return isNumber(before: stop, next: next) }
        let letters = bytes[word..<stop].count { $0 & 0xC0 != 0x80 }
        if letters == 1 { return isInitial(word, stop: stop, next: next, kind: kind) }
        guard stop - word <= 8 else { return false }
        if letters <= 4, kind != .numeric, isRoman(word..<stop), beginsItem(word) { return true }
        if isAllCapitals(word..<stop) { return false }  // "defects in HR. They", not "Hr. Weber"
        switch AbbreviationLists.words[Self.key(bytes[word..<stop])] {
        case .leading: return true
        case .numbering: return kind == .numeric || isLabel(next)
        case .either: return kind == .numeric || !beginsSentence(next)
        case nil: return isAcronym(word..<stop) && (kind == .numeric || !beginsSentence(next))
        }
    }

    // MARK: The word before

    /// Letters, and full stops among them.
    private func wordStart(before stop: Int) -> Int {
        var i = stop
        while i > floor, stop - i <= 16 {
            if ASCII.isLetter(bytes[i - 1]) {
                i -= 1
                continue
            }
            let last = rule.cursor.properties(before: i, floor: floor)
            switch last.properties.sentence {
            case .lower, .upper, .otherLetter, .extend, .format: break
            case .stop where bytes[i - 1] == UInt8(ascii: ".") && i < stop: break
            default: return i
            }
            i = last.start
        }
        return i
    }

    private func isInitial(_ word: Int, stop: Int, next: Int, kind: SentenceBreak) -> Bool {
        guard standsAlone(word) else { return false }
        let letter = bytes[word]
        let isSpacedPair = isSingleLetterWithStop(next)
        if rule.cursor.properties(at: word, end: stop).properties.sentence == .upper {
            // The English pronoun ends sentences: "He is older than I."
            if letter == UInt8(ascii: "I") { return isSpacedPair || beginsItem(word) }
            if kind == .numeric || beginsItem(word) || isBehindSmallLetterWithStop(word) { return true }
            return !beginsSentence(next)
        }
        if kind == .numeric { return "pnvf".utf8.contains(letter) || isBehindSmallLetterWithStop(word) }
        // z. B., d. h., u. a.
        return isSpacedPair || beginsItem(word) || isBehindSmallLetterWithStop(word)
    }

    /// Whether nothing but a space, a bracket, a quote or a dash lies before a letter: 37 °C. is no initial.
    private func standsAlone(_ word: Int) -> Bool {
        guard word > floor else { return true }
        switch rule.cursor.properties(before: word, floor: floor).properties.sentence {
        case .space, .cr, .lf, .separator, .close, .continuation: return true
        default: return bytes[word - 1] == UInt8(ascii: "*") || bytes[word - 1] == UInt8(ascii: "_")
        }
    }

    private func isSingleLetterWithStop(_ position: Int) -> Bool {
        guard position < rule.textEnd else { return false }
        let (properties, end) = rule.cursor.properties(at: position, end: rule.textEnd)
        guard properties.sentence == .upper || properties.sentence == .lower, end < rule.textEnd else { return false }
        return bytes[end] == UInt8(ascii: ".")
    }

    private func isBehindSmallLetterWithStop(_ word: Int) -> Bool {
        let i = Whitespace.start(in: bytes, from: floor, to: word)
        guard i < word, i - 2 >= floor, bytes[i - 1] == UInt8(ascii: "."), ASCII.isLowercase(bytes[i - 2]) else {
            return false
        }
        return i - 3 < floor || !(ASCII.isLetter(bytes[i - 3]) || bytes[i - 3] >= 0x80)
    }

    private func isAcronym(_ word: Range<Int>) -> Bool {
        var isLetter = false
        var stops = 0
        for byte in bytes[word] where byte & 0xC0 != 0x80 {
            if byte == UInt8(ascii: ".") {
                stops += 1
                isLetter = false
            } else if isLetter {
                return false
            } else {
                isLetter = true
            }
        }
        return stops > 0
    }

    private func isAllCapitals(_ word: Range<Int>) -> Bool {
        bytes[word].allSatisfy { ASCII.isLetter($0) && !ASCII.isLowercase($0) }
    }

    private func isRoman(_ word: Range<Int>) -> Bool {
        bytes[word].allSatisfy { "IVXLC".utf8.contains($0) } || bytes[word].allSatisfy { "ivxlc".utf8.contains($0) }
    }

    // MARK: Numbers

    /// Whether the digits before a full stop number a list's item, or are a German ordinal number.
    private func isNumber(before stop: Int, next: Int) -> Bool {
        var digits = stop
        while digits > floor, stop - digits <= 3, ASCII.isDigit(bytes[digits - 1]) { digits -= 1 }
        guard digits < stop, stop - digits <= 3 else { return false }
        if beginsItem(digits) { return true }
        let end = Whitespace.start(in: bytes, from: floor, to: digits)
        guard end < digits, stop - digits <= 2 else { return false }
        if AbbreviationLists.germanMonths.contains(nextWord(next)) { return true }
        var start = end
        while start > floor, end - start < 8, ASCII.isLetter(bytes[start - 1]) { start -= 1 }
        return start < end && AbbreviationLists.germanArticles.contains(Self.key(bytes[start..<end]))
            && !beginsSentence(next)
    }

    /// Whether a line or a sentence begins at a position, signs left out.
    private func beginsItem(_ position: Int) -> Bool {
        var i = position
        for _ in 0..<8 where i > floor {
            switch bytes[i - 1] {
            case 0x20, 0x09, UInt8(ascii: "("), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "#"),
                UInt8(ascii: "-"), UInt8(ascii: ">"):
                i -= 1
            case 0x0A, 0x0D: return true
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                return i < position && endsPlainly(i, before: position)
            default: return false
            }
        }
        return i == floor
    }

    /// Whether the mark at the end of a range ends a sentence, as far as the word before it tells: `Foo. 2. Bar`, but
    /// not `Fig. 2. Bar`. Looks no further back, so that `1. 2. 3.` costs no more than it is long.
    private func endsPlainly(_ end: Int, before position: Int) -> Bool {
        if bytes[end - 1] != UInt8(ascii: ".") { return true }
        let word = wordStart(before: end - 1)
        if word == end - 1 { return false }
        let letters = bytes[word..<end - 1].count { $0 & 0xC0 != 0x80 }
        return letters > 1 && AbbreviationLists.words[Self.key(bytes[word..<end - 1])] == nil
    }

    // MARK: The word behind

    /// A single capital letter or a Roman number, as in `Fig. B` and `Vol. IV`.
    private func isLabel(_ position: Int) -> Bool {
        var i = position
        while i < rule.textEnd, i - position < 5, ASCII.isAlphanumeric(bytes[i]), !ASCII.isLowercase(bytes[i]) {
            i += 1
        }
        guard i > position, i == rule.textEnd || !ASCII.isLetter(bytes[i]) && bytes[i] < 0x80 else { return false }
        if i == position + 1 { return !beginsSentence(position) }  // "He said no. I left."
        return ASCII.isDigit(bytes[i - 1]) || isRoman(position..<i)
    }

    private func beginsSentence(_ position: Int) -> Bool {
        AbbreviationLists.beginnings.contains(nextWord(position))
    }

    private func nextWord(_ position: Int) -> UInt64 {
        var i = position
        while i < rule.textEnd, i - position <= 8, ASCII.isLetter(bytes[i]) || bytes[i] >= 0x80 { i += 1 }
        return i - position > 8 ? 0 : Self.key(bytes[position..<i])
    }

    /// A word of up to eight bytes in small letters.
    static func key(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(0) { $0 << 8 | UInt64(ASCII.lowercase($1)) }
    }
}
