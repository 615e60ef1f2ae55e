/// The words of a text, as sizes in words count them.
///
/// A word is a run of letters, digits and marks; ideographs and hiragana stand alone.
enum WordRanges {
    /// - Parameter start: Where the text begins in the bytes.
    static func all(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var wordStart: Int?
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            let kind: Kind
            let length: Int
            if byte < 0x80 {
                kind = ASCII.isAlphanumeric(byte) ? .part : .other
                length = 1
            } else {
                (kind, length) = wide(bytes, at: position)
            }
            if kind != .part, let lower = wordStart {
                words.append(lower..<position)
                wordStart = nil
            }
            if kind == .part { wordStart = wordStart ?? position }
            if kind == .word { words.append(position..<position + length) }
            position += length
        }
        if let lower = wordStart { words.append(lower..<position) }
        return words
    }

    private enum Kind {
        /// Of a word that may be longer.
        case part
        /// A word by itself.
        case word
        case other
    }

    private static func wide(_ bytes: [UInt8], at position: Int) -> (Kind, length: Int) {
        if let value = BMPScalar.threeBytes(bytes, at: position) {
            switch value {
            case 0x3041...0x3096, 0x3400...0x9FFF: return (.word, 3)
            case 0x30A1...0x30FC: return (.part, 3)
            case 0x2000...0x206F, 0x3000...0x303F: return (.other, 3)
            default: break
            }
        }
        let length = bytes[position] < 0xE0 ? 2 : bytes[position] < 0xF0 ? 3 : 4
        let end = min(position + length, bytes.count)
        guard let scalar = String(decoding: bytes[position..<end], as: UTF8.self).unicodeScalars.first else {
            return (.other, end - position)
        }
        if scalar.properties.isIdeographic { return (.word, length) }
        let isPart =
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.canonicalCombiningClass != .notReordered
        return (isPart ? .part : .other, length)
    }
}
