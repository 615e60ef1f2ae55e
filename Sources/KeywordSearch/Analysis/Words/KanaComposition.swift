import Foundation

/// Makes the ways to write the same kana or ideograph one: half-width forms and compatibility ideographs become the
/// usual ones, and a sound mark of its own joins the kana before it ("ｶﾞ" and "か\u{3099}" are "ガ" and "が").
enum KanaComposition {
    /// A character and the bytes that it was written in.
    struct Character {
        var scalar: Unicode.Scalar
        var range: Range<Int>
    }

    /// - Parameter start: Where the run begins in its text.
    static func composed(_ run: UnsafeBufferPointer<UInt8>, from start: Int) -> [Character] {
        var result: [Character] = []
        result.reserveCapacity(run.count / 3)
        let reader = ScalarReader(text: run)
        var position = 0
        while position < run.count {
            let (scalar, length) = reader.scalar(at: position)
            let range = (start + position)..<(start + position + length)
            position += length
            guard (0xF900...0xFFFF).contains(scalar.value) || scalar == voiced || scalar == semiVoiced else {
                result.append(Character(scalar: scalar, range: range))
                continue
            }
            for mapped in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars {
                if let last = result.last, let joined = joined(last.scalar, mapped) {
                    result[result.count - 1] = Character(
                        scalar: joined, range: last.range.lowerBound..<range.upperBound)
                } else {
                    result.append(Character(scalar: mapped, range: range))
                }
            }
        }
        return result
    }

    private static let voiced: Unicode.Scalar = "\u{3099}"
    private static let semiVoiced: Unicode.Scalar = "\u{309A}"
    /// Kana that a voiced mark turns into the next code point.
    private static let takesVoiced = Set("かきくけこさしすせそたちつてとはひふへほ".unicodeScalars.map(\.value))
    /// Kana that a semi-voiced mark turns into the next code point but one.
    private static let takesSemiVoiced = Set("はひふへほ".unicodeScalars.map(\.value))

    private static func joined(_ kana: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard mark == voiced || mark == semiVoiced, (0x3041...0x30F4).contains(kana.value) else { return nil }
        // Katakana lie 0x60 above the hiragana of the same sound.
        let offset: UInt32 = kana.value > 0x30A0 ? 0x60 : 0
        let hiragana = kana.value - offset
        if mark == semiVoiced { return takesSemiVoiced.contains(hiragana) ? Unicode.Scalar(kana.value + 2) : nil }
        if hiragana == 0x3046 { return Unicode.Scalar(0x3094 + offset) }  // う, ゔ
        return takesVoiced.contains(hiragana) ? Unicode.Scalar(kana.value + 1) : nil
    }
}
