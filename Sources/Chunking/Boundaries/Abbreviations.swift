/// Whether a full stop belongs to the word or the number before it and not to a sentence.
struct Abbreviations {
    /// What is known of a word before a full stop.
    enum Kind {
        /// Never the last of a sentence: a title, `e.g.`
        case leading
        /// One that takes a number or a letter: `No. 5`, `Fig. A`, `Jan. 1`.
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
        let letter = bytes[word]
        let isSpacedPair = isSingleLetterWithStop(next)
        if rule.cursor.properties(at: word, end: stop).properties.sentence == .upper {
            // The English pronoun ends sentences: "He is older than I."
            if letter == UInt8(ascii: "I") { return isSpacedPair || beginsItem(word) }
            if kind == .numeric || beginsItem(word) || isBehindSmallLetterWithStop(word) { return true }
            return !beginsSentence(next)
        }
        // z. B., d. h., u. a.
        return isSpacedPair || kind != .numeric && beginsItem(word) || isBehindSmallLetterWithStop(word)
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
        while start > floor, end - start < 8, ASCII.isLowercase(bytes[start - 1]) { start -= 1 }
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

    /// A single capital letter or a Roman number, as in `Fig. A` and `Vol. IV`.
    private func isLabel(_ position: Int) -> Bool {
        var i = position
        while i < rule.textEnd, i - position < 5, ASCII.isLetter(bytes[i]), !ASCII.isLowercase(bytes[i]) { i += 1 }
        let isWhole = i == rule.textEnd || !ASCII.isLetter(bytes[i]) && bytes[i] < 0x80
        return isWhole && i > position && (i == position + 1 || ASCII.isDigit(bytes[i - 1]) || isRoman(position..<i))
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

/// Words that are known, packed by ``Abbreviations/key(_:)``.
///
/// English first; German, French, Spanish and Italian as far as no English word looks like it.
private enum AbbreviationLists {
    static let words: [UInt64: Abbreviations.Kind] = {
        var words: [UInt64: Abbreviations.Kind] = [:]
        for (list, kind) in [
            (leading, Abbreviations.Kind.leading), (numbering, .numbering), (either, .either),
        ] {
            for word in list.split(separator: " ") { words[Abbreviations.key(word.utf8)] = kind }
        }
        return words
    }()

    private static let leading = """
        mr mrs ms messrs dr drs prof rev hon gen col lt sgt capt cmdr adm gov sen rep pres supt mt ft e.g i.e vs cf viz \
        al.s ca approx resp incl excl spp var z.b d.h u.a s.o s.u i.d.r bzw vgl evtl ggf sog inkl hrsg geb gest hl frl fr \
        hr dipl mme mmes mlle mgr sra srta dra sres uds avda sig sigg dott avv p.ex p.ej dr.med ph
        """

    private static let numbering = """
        no nos nr vol vols fig figs eq eqs sec secs ch chap p pp par para pt ref refs tab ed eds op art arts ex app lib \
        bd abs kap ziff anm núm núms pág págs cap pag pagg tel ext jan feb mar apr jun jul aug sep sept oct nov dec
        """

    private static let either = """
        al inc ltd co corp bros jr sr st ave blvd rd dept univ assn est min max a.m p.m u.s u.k u.n ph.d m.d b.a m.a d.c \
        b.c a.d jh jhd mio mrd str ee.uu s.a s.p.a g.m.b.h mm env av éd trad esq vt tr
        """

    /// Words that begin sentences more often than they follow an abbreviation as a name.
    static let beginnings: Set<UInt64> = keys(
        """
        the a he she it they we you this that these those there here i in on at as if when while after before since \
        although because however but and or for to from with by then thus so what who how why where which his her their \
        our my its one some many most such each both all no not now once only during under over among about according \
        der die er sie es wir ich ein eine einen dies diese dieser dieses dabei aber doch auch wenn als nach mit bei \
        seit im am und oder nun il elle ils elles on un une ce cette ces cet nous vous je mais dans en pour par et ou \
        no se pero este esta estos estas y o e è ma questo questa sono si
        """)

    static let germanMonths = keys(
        "januar februar märz april mai juni juli august oktober november dezember jänner")

    static let germanArticles = keys(
        "am der des dem den die das vom zum zur im und bis ab seit beim jeder jede sein seine ihr")

    private static func keys(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { Abbreviations.key($0.utf8) })
    }
}
