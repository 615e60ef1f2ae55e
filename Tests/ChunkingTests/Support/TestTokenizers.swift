import Chunking

/// Letters and digits in runs, every other visible scalar alone; white space between tokens.
struct WordTokenizer: TextTokenizer {
    func tokenRanges(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var wordStart: Int?
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isWord {
                wordStart = wordStart ?? offset
            } else {
                if let start = wordStart { ranges.append(start..<offset) }
                wordStart = nil
                if !scalar.properties.isWhitespace { ranges.append(offset..<offset + length) }
            }
            offset += length
        }
        if let start = wordStart { ranges.append(start..<offset) }
        return ranges
    }
}

/// Four bytes of ASCII a token at most, as subwords are; knows no capital letters and nothing beyond ASCII.
struct UncasedTokenizer: TextTokenizer {
    func tokenRanges(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for (offset, byte) in text.utf8.enumerated() where (0x61...0x7A).contains(byte) {
            if let last = ranges.last, last.upperBound == offset, last.count < 4 {
                ranges[ranges.count - 1] = last.lowerBound..<offset + 1
            } else {
                ranges.append(offset..<offset + 1)
            }
        }
        return ranges
    }
}

/// A tokenizer with truncation switched on: nothing behind the first tokens.
struct TruncatingTokenizer: TextTokenizer {
    var limit = 16
    func tokenRanges(in text: String) -> [Range<Int>] {
        Array(WordTokenizer().tokenRanges(in: text).prefix(limit))
    }
}

/// Every byte a token, as byte-level vocabularies do in the worst case; each carries its scalar's range.
struct ByteTokenizer: TextTokenizer {
    func tokenRanges(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            ranges.append(contentsOf: repeatElement(offset..<offset + length, count: length))
            offset += length
        }
        return ranges
    }
}

/// Gives places that do not exist.
struct BrokenTokenizer: TextTokenizer {
    func tokenRanges(in text: String) -> [Range<Int>] { [0..<2, 1..<text.utf8.count + 5] }
}
