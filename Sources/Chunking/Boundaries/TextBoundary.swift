/// How well a text may be cut at a place, the better the larger.
package enum TextBoundary: Int, Comparable {
    case word = 1
    case sentence
    case line
    case paragraph
    case section

    package static func < (a: TextBoundary, b: TextBoundary) -> Bool { a.rawValue < b.rawValue }
}

/// Word, sentence and line boundaries within a stretch of verbatim text.
///
/// A place to cut before a word lies behind white space, or where Japanese passes from kana to another script; sentences
/// are told by ``SentenceRule``. Only text that has neither is parted by ``WordSegmenter``.
package struct BoundaryScanner {
    let bytes: [UInt8]
    private let sentences: SentenceRule
    private let words: WordSegmenter

    package init(bytes: [UInt8], words: WordSegmenter = WordSegmenter()) {
        self.bytes = bytes
        self.words = words
        sentences = SentenceRule(bytes: bytes)
    }

    /// The last beginning or end of a word at most at `position` and behind `floor`, where no space is near; nil if there
    /// is none within some hundred bytes.
    func lastWord(atOrBefore position: Int, after floor: Int) -> Int? {
        words.boundary(atOrBefore: position, after: floor, in: bytes)
    }

    /// Whether words of scripts without spaces are those of a dictionary.
    var knowsWords: Bool { words.dictionary != nil }

    /// Whether characters beyond ASCII stand on both sides of a position.
    func isAmidWideText(_ position: Int) -> Bool {
        position > 0 && position < bytes.count && bytes[position - 1] >= 0x80 && bytes[position] >= 0x80
    }

    /// What kind of boundary lies at a position; nil inside a word.
    ///
    /// - Parameters:
    ///   - floor: Where the stretch begins; nothing before it is looked at.
    ///   - keepsLines: Whether every line's end counts (code, tables); elsewhere one before a small letter is a wrap.
    @inline(__always)
    package func boundary(at position: Int, floor: Int, keepsLines: Bool) -> TextBoundary? {
        let before = bytes[position - 1]
        if before > 0x20, before < 0x80 { return nil }
        return before < 0x80
            ? spaceBoundary(at: position, floor: floor, keepsLines: keepsLines)
            : wideBoundary(at: position, floor: floor)
    }

    /// Whether a sentence ends before a position that white space lies before.
    func sentenceEnds(before position: Int, floor: Int) -> Bool {
        sentences.isEnd(before: position, floor: floor)
    }

    private func spaceBoundary(at position: Int, floor: Int, keepsLines: Bool) -> TextBoundary? {
        let before = bytes[position - 1]
        guard Whitespace.isASCII(before) else { return nil }
        let next = position < bytes.count ? bytes[position] : 0
        if Whitespace.isLineEnd(before) {
            if before == 0x0D, next == 0x0A { return nil }
            if isBehindBlankLine(position, floor: floor) { return .paragraph }
            return ASCII.isLowercase(next) && !keepsLines ? .word : .line
        }
        if Whitespace.isASCII(next) { return nil }
        return sentences.isEnd(before: position, floor: floor) ? .sentence : .word
    }

    private func isBehindBlankLine(_ position: Int, floor: Int) -> Bool {
        var i = position - 1
        if i > floor, bytes[i] == 0x0A, bytes[i - 1] == 0x0D { i -= 1 }
        while i > floor, bytes[i - 1] == 0x20 || bytes[i - 1] == 0x09 { i -= 1 }
        return i > floor && Whitespace.isLineEnd(bytes[i - 1])
    }

    private func wideBoundary(at position: Int, floor: Int) -> TextBoundary? {
        guard position < bytes.count, bytes[position] & 0xC0 != 0x80, position - 3 >= floor,
            let before = BMPScalar.threeBytes(bytes, at: position - 3)
        else { return nil }
        let next = BMPScalar.threeBytes(bytes, at: position)
        if BMPScalar.endsSentence(before) || BMPScalar.closes(before) {
            return sentences.isEnd(before: position, floor: floor) ? .sentence : nil
        }
        switch before {
        case 0x3000, 0x3001, 0xFF0C, 0xFF64, 0xFF1A, 0xFF1B: return .word
        case 0x3041...0x3096:  // hiragana: most particles and endings, so another script begins a new phrase
            guard let next else { return bytes[position] < 0x80 && ASCII.isAlphanumeric(bytes[position]) ? .word : nil }
            return 0x4E00...0x9FFF ~= next || 0x30A1...0x30FA ~= next || next == 0x300C ? .word : nil
        default: return nil
        }
    }
}

/// Scalars of three bytes, as Japanese has them.
enum BMPScalar {
    @inline(__always)
    static func threeBytes(_ bytes: [UInt8], at position: Int) -> Int? {
        guard position >= 0, position + 2 < bytes.count, bytes[position] & 0xF0 == 0xE0 else { return nil }
        return Int(bytes[position] & 0x0F) << 12 | Int(bytes[position + 1] & 0x3F) << 6
            | Int(bytes[position + 2] & 0x3F)
    }

    /// 。．！？｡ and the ellipsis.
    static func endsSentence(_ value: Int) -> Bool {
        switch value {
        case 0x3002, 0xFF0E, 0xFF01, 0xFF1F, 0xFF61, 0x2026: true
        default: false
        }
    }

    /// Opening quotes and brackets.
    static func opens(_ value: Int) -> Bool {
        switch value {
        case 0x300C, 0x300E, 0x3008, 0x300A, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B, 0x2018, 0x201C, 0xFF62: true
        default: false
        }
    }

    /// Closing quotes and brackets.
    static func closes(_ value: Int) -> Bool {
        switch value {
        case 0x300D, 0x300F, 0x3009, 0x300B, 0x3011, 0x3015, 0xFF09, 0xFF3D, 0xFF5D, 0x2019, 0x201D, 0xFF63: true
        default: false
        }
    }
}
