/// What a character does to a word.
enum CharacterClass {
    case letter, digit, mark, unspaced, joiner, other

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A: self = .letter
        case 0x30...0x39: self = .digit
        case 0x27, 0x2019, 0x2E, 0x2C, 0x5F: self = .joiner
        case 0..<0x80: self = .other
        case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,  // Thai, Lao, Myanmar, Khmer
            0x3005...0x3007, 0x3041...0x3096, 0x3099...0x309A, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
            0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9F,
            0x1B000...0x1B16F, 0x20000...0x3FFFD:
            self = .unspaced
        default:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
                self = .letter
            case .decimalNumber, .otherNumber: self = .digit
            case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
            default: self = .other
            }
        }
    }
}

/// UTF-8, a scalar at a time.
struct ScalarReader {
    let text: UnsafeBufferPointer<UInt8>

    /// A scalar and its length; damaged UTF-8 gives U+FFFD for each byte.
    @inline(__always)
    func scalar(at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = text[position]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard length > 1, position + length <= text.count else { return ("\u{FFFD}", 1) }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            let byte = text[position + offset]
            guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        // Longer than need be: no scalar, as a decoder of the whole text would say.
        guard value >= (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80), let scalar = Unicode.Scalar(value) else {
            return ("\u{FFFD}", 1)
        }
        return (scalar, length)
    }

    /// The class of the character at a position; `other` at the text's end.
    @inline(__always)
    func characterClass(at position: Int) -> CharacterClass {
        position < text.count ? CharacterClass(scalar(at: position).scalar) : .other
    }
}
