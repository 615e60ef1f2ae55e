/// Whether a sentence ends before a position.
///
/// English: `.`, `!` or `?`, any closing quotes, brackets and emphasis marks, white space, and then no small letter;
/// not behind an abbreviation or an initial. Japanese: 。！？ and any closing brackets; behind 」 not before a particle,
/// so that 「行く。」と言った stays one sentence.
struct SentenceRule {
    let bytes: [UInt8]

    /// - Parameter floor: Where the stretch of text begins.
    func isEnd(before position: Int, floor: Int) -> Bool {
        let textEnd = Whitespace.start(in: bytes, from: floor, to: position)
        var i = textEnd
        while i > floor {
            let byte = bytes[i - 1]
            if isClosing(byte) {
                i -= 1
            } else if byte >= 0x80, i - 3 >= floor, let wide = BMPScalar.threeBytes(bytes, at: i - 3),
                BMPScalar.closes(wide)
            {
                i -= 3
            } else {
                break
            }
        }
        guard i > floor else { return false }
        switch bytes[i - 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            return textEnd < position && !isSmallLetter(at: position)
        case UInt8(ascii: "."):
            return textEnd < position && !isSmallLetter(at: position) && !isAbbreviation(before: i - 1, floor: floor)
        case let byte where byte >= 0x80:
            guard i - 3 >= floor, let wide = BMPScalar.threeBytes(bytes, at: i - 3), BMPScalar.endsSentence(wide),
                position < bytes.count
            else { return false }
            if let next = BMPScalar.threeBytes(bytes, at: position) {
                if BMPScalar.endsSentence(next) || BMPScalar.closes(next) { return false }
                if i < textEnd, 0x3041...0x3096 ~= next { return false }
            }
            return wide != 0x2026 || textEnd < position
        default:
            return false
        }
    }

    private func isClosing(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "*"),
            UInt8(ascii: "_"), UInt8(ascii: "`"):
            true
        default: false
        }
    }

    private func isSmallLetter(at position: Int) -> Bool {
        position < bytes.count && ASCII.isLowercase(bytes[position])
    }

    /// Whether the word before a full stop is one that it shortens: a title, `e.g`, an initial.
    private func isAbbreviation(before stop: Int, floor: Int) -> Bool {
        var key: UInt64 = 0
        var i = stop
        var shift: UInt64 = 0
        while i > floor, ASCII.isLetter(bytes[i - 1]) || bytes[i - 1] == UInt8(ascii: ".") {
            if stop - i == 8 { return false }
            key |= UInt64(bytes[i - 1] | 0x20) << shift
            shift += 8
            i -= 1
        }
        if stop - i == 1 { return !ASCII.isLowercase(bytes[i]) && bytes[i] != UInt8(ascii: "I") }
        return Self.abbreviations.contains(key)
    }

    /// In small letters, packed; only such as seldom end a sentence.
    private static let abbreviations: Set<UInt64> = {
        let words =
            "mr mrs ms dr prof st vs e.g i.e cf fig figs eq vol no nos pp ed eds al gen col lt sgt capt rep sen gov "
            + "rev hon jr sr approx dept univ ca viz jan feb mar apr jun jul aug sep sept oct nov dec"
        return Set(words.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1 | 0x20) } })
    }()
}
