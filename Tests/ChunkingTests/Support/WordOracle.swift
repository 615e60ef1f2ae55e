import Chunking

/// Words counted from the scalars' general properties, by the rules as they are written down, without our tables.
enum WordOracle {
    private enum Class {
        case letter, number, numeral, katakana, han, hiragana, southEastAsian
        case quote, midLetter, midNumber, midBoth, connector, ignored, other
    }

    /// Of scripts without spaces by the segmenter's dictionary, if it has one.
    static func count(_ text: String, by segmenter: WordSegmenter) -> Int {
        if segmenter.dictionary != nil { return segmenter.wordRanges(in: Array(text.utf8)).count }
        let classes = text.unicodeScalars.map(kind).filter { $0 != .ignored }
        var count = 0
        var index = 0
        // What the segment before this one ended with, if it was a word.
        var last: Class?
        while index < classes.count {
            var end = index + 1
            while end < classes.count, joins(classes, end) { end += 1 }
            let segment = classes[index..<end]
            index = end
            let first = segment.first {
                [.letter, .number, .numeral, .katakana, .han, .hiragana, .southEastAsian].contains($0)
            }
            guard let first else {
                last = nil
                continue
            }
            let continues =
                first == .hiragana && (last == .hiragana || last == .han || last == .katakana)
                || first == .southEastAsian && last == .southEastAsian
            if !continues { count += 1 }
            last = first == .katakana && segment.last != .katakana ? .letter : first
        }
        return count
    }

    /// Whether no boundary lies before a scalar: WB5 to WB13b.
    private static func joins(_ classes: [Class], _ index: Int) -> Bool {
        func at(_ place: Int) -> Class { classes.indices.contains(place) ? classes[place] : .other }
        let (earlier, before, after, later) = (at(index - 2), at(index - 1), at(index), at(index + 1))
        let inLetters: [Class] = [.midLetter, .midBoth, .quote]
        let inNumbers: [Class] = [.midNumber, .midBoth, .quote]
        let joined: [Class] = [.letter, .number, .katakana, .connector]
        if [.letter, .number].contains(before), [.letter, .number].contains(after) { return true }
        if before == .katakana, after == .katakana { return true }
        if after == .connector { return joined.contains(before) }
        if before == .connector { return joined.contains(after) }
        if before == .letter, inLetters.contains(after) { return later == .letter }
        if inLetters.contains(before), after == .letter, earlier == .letter { return true }
        if before == .number, inNumbers.contains(after) { return later == .number }
        return inNumbers.contains(before) && after == .number && earlier == .number
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Class {
        switch scalar.value {
        case 0x27: return .quote
        case 0x3A, 0xB7, 0x387, 0x55F, 0x5F4, 0x2027, 0xFE13, 0xFE55, 0xFF1A: return .midLetter
        case 0x2C, 0x3B, 0xFE10, 0xFE14, 0xFE50, 0xFE54, 0xFF0C, 0xFF1B: return .midNumber
        case 0x2E, 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E: return .midBoth
        case 0x200B: return .other
        case 0x202F: return .connector
        case 0x200D, 0xFF9E, 0xFF9F, 0x1F3FB...0x1F3FF: return .ignored
        case 0x3041...0x3096, 0x309D...0x309F: return .hiragana
        case 0x30A0...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: return .katakana
        default: break
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format: return .ignored
        case .connectorPunctuation: return .connector
        default: break
        }
        if properties.isIdeographic || scalar == "々" { return .han }
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF:
            return properties.isAlphabetic ? .southEastAsian : .other
        default: break
        }
        if properties.isAlphabetic { return .letter }
        switch properties.generalCategory {
        case .decimalNumber: return .number
        case .otherNumber, .letterNumber: return .numeral
        default: return .other
        }
    }
}
