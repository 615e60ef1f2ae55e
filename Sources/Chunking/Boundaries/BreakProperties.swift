/// What UAX #29 asks of one scalar: its break properties, looked up once for all three kinds of boundary.
///
/// Two tables lead from the scalar to its class and a third from the class to these bits. They are literals that the
/// compiler lays out as constants, so that nothing is computed or copied at start.
struct BreakProperties {
    private let bits: UInt32

    @inline(__always)
    init(scalar: UInt32) {
        let block: UInt32
        if scalar < Self.denseEnd {
            block = scalar >> 6
        } else if scalar &- 0xE0000 < 0x1000 {
            block = (Self.denseEnd + (scalar &- 0xE0000)) >> 6
        } else {
            bits = 0
            return
        }
        let number = UInt32(truncatingIfNeeded: Self.blocks[Int(block >> 2)] >> UInt64((block & 3) << 4)) & 0xFFFF
        let place = number << 6 | scalar & 0x3F
        bits = Self.answers[Int(truncatingIfNeeded: Self.classes[Int(place >> 3)] >> UInt64((place & 7) << 3)) & 0xFF]
    }

    @inline(__always)
    var grapheme: GraphemeBreak { GraphemeBreak(rawValue: UInt8(truncatingIfNeeded: bits & 0xF)) ?? .other }

    /// A consonant of a script that writes conjuncts (Devanagari and five more): `InCB=Consonant`.
    @inline(__always)
    var isConjunctConsonant: Bool { bits & 0x10 != 0 }

    /// The virama between them: `InCB=Linker`.
    @inline(__always)
    var isConjunctLinker: Bool { bits & 0x20 != 0 }

    /// Alphabetic or a number: what makes a segment a word.
    @inline(__always)
    var isWordLike: Bool { bits & 0x40 != 0 }

    @inline(__always)
    var word: WordBreak { WordBreak(rawValue: UInt8(truncatingIfNeeded: bits >> 8 & 0x1F)) ?? .other }

    @inline(__always)
    var sentence: SentenceBreak { SentenceBreak(rawValue: UInt8(truncatingIfNeeded: bits >> 13 & 0xF)) ?? .other }

    @inline(__always)
    var script: WordScript { WordScript(rawValue: UInt8(truncatingIfNeeded: bits >> 17 & 3)) ?? .spaced }
}

/// `Grapheme_Cluster_Break`, with `Extended_Pictographic` as one more value.
enum GraphemeBreak: UInt8 {
    case other, cr, lf, control, extend, zwj, regionalIndicator, prepend, spacingMark
    case hangulL, hangulV, hangulT, hangulLV, hangulLVT
    case pictographic
}

/// `Word_Break`.
enum WordBreak: UInt8 {
    case other, cr, lf, newline, extend, zwj, format, regionalIndicator, katakana, hebrewLetter, letter
    case singleQuote, doubleQuote, midNumLet, midLetter, midNum, numeric, extendNumLet, space

    /// Those that go with whatever is before them.
    @inline(__always)
    var isIgnored: Bool { self == .extend || self == .zwj || self == .format }

    @inline(__always)
    var isNewline: Bool { self == .cr || self == .lf || self == .newline }

    @inline(__always)
    var isLetter: Bool { self == .letter || self == .hebrewLetter }
}

/// `Sentence_Break`.
enum SentenceBreak: UInt8 {
    case other, cr, lf, separator, extend, format, space, lower, upper, otherLetter, numeric, stop, continuation
    case terminator, close

    /// Those that go with whatever is before them.
    @inline(__always)
    var isIgnored: Bool { self == .extend || self == .format }

    @inline(__always)
    var isLineEnd: Bool { self == .cr || self == .lf || self == .separator }

    /// `SATerm`: a full stop or another terminator.
    @inline(__always)
    var isTerminator: Bool { self == .stop || self == .terminator }
}

/// Scripts that are written without spaces between words, as far as word breaks treat them apart.
enum WordScript: UInt8 {
    /// Any other.
    case spaced
    case han
    case hiragana
    /// Thai, Lao, Khmer and Burmese.
    case southEastAsian
}
