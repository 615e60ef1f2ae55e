/// Divides plain text, Markdown or HTML into sentences, with their places.
///
/// Lines first: blank lines, list items, headings, quotations and table rows each end what comes before; headings,
/// fenced code and rules hold no sentences. Then by punctuation: `.` `!` `?` with what closes behind
/// them, before white space, unless it is a known abbreviation, an initial or an item's number; `。` `！` `？` anywhere
/// outside quotation marks. A sentence begins after its line's marker and goes over line breaks within a paragraph.
package enum SentenceSplitter {
    /// Longer sentences are divided at white space: embedding models read no further than some 256 tokens.
    package static let longestSentence = 1_000

    /// Ascending, without overlap, none of them blank, in UTF-8 bytes.
    package static func sentences(in text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = HTMLMask.masked(Array(bytes))
            return MarkdownBlocks.prose(in: bytes).flatMap { sentences(in: $0, of: bytes) }
        }
    }

    /// The slice of `text` in a range that ``sentences(in:)`` gave.
    package static func text(of range: Range<Int>, in text: String) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return String(text[start..<utf8.index(start, offsetBy: range.count)])
    }

    private static func sentences(in block: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = block.lowerBound
        var index = block.lowerBound
        var depth = 0
        while index < block.upperBound {
            let length = WidePunctuation.length(at: index, in: bytes)
            switch WidePunctuation(at: index, in: bytes) {
            case .open: depth += 1
            case .close: depth = max(0, depth - 1)
            case .stop where depth == 0:
                index = endOfClosers(from: index + length, in: block, of: bytes)
                add(start..<index, of: bytes, to: &result)
                start = index
                continue
            case .stop: break
            case nil:
                if isStop(bytes[index]), let end = endOfSentence(at: index, in: block, of: bytes, start: start) {
                    add(start..<end, of: bytes, to: &result)
                    start = end
                    index = end
                    depth = 0
                    continue
                }
            }
            index += length
        }
        add(start..<block.upperBound, of: bytes, to: &result)
        return result
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    /// Where the sentence ends whose stop is at `index`; nil if that is no end.
    private static func endOfSentence(
        at index: Int, in block: Range<Int>, of bytes: [UInt8], start: Int
    ) -> Int? {
        var end = index + 1
        while end < block.upperBound, isStop(bytes[end]) { end += 1 }
        end = endOfClosers(from: end, in: block, of: bytes)
        guard end < block.upperBound else { return end }
        guard bytes[end].isSpace else { return nil }
        guard bytes[index] == UInt8(ascii: ".") else { return end }
        var word = index
        while word > start, !bytes[word - 1].isSpace, bytes[word - 1] != UInt8(ascii: "(") { word -= 1 }
        if Abbreviations.contains(bytes[word..<index]) { return nil }
        // A small letter goes on with the sentence, as after "approx." and "…".
        var next = end
        while next < block.upperBound, bytes[next].isSpace { next += 1 }
        guard next < block.upperBound else { return end }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[next]) ? nil : end
    }

    /// Quotation marks, brackets and emphasis that close behind a stop belong to its sentence.
    private static func endOfClosers(from index: Int, in block: Range<Int>, of bytes: [UInt8]) -> Int {
        var end = index
        while end < block.upperBound {
            if "\"')]*_".utf8.contains(bytes[end]) {
                end += 1
            } else if WidePunctuation(at: end, in: bytes) == .close {
                end += WidePunctuation.length(at: end, in: bytes)
            } else {
                break
            }
        }
        return end
    }

    /// Adds a range without the white space at its ends, in parts if it is too long.
    private static func add(_ range: Range<Int>, of bytes: [UInt8], to result: inout [Range<Int>]) {
        var start = range.lowerBound
        while start < range.upperBound {
            var end = min(range.upperBound, start + longestSentence)
            if end < range.upperBound {
                let space = (start + longestSentence / 2..<end).last { bytes[$0].isSpace }
                end = space ?? end
                while bytes[end] & 0xC0 == 0x80 { end -= 1 }
            }
            let part = trimmed(start..<end, of: bytes)
            if part.contains(where: { bytes[$0] >= 0x80 || bytes[$0].isLetterOrDigit }) { result.append(part) }
            start = end
        }
    }

    private static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end {
            let space = bytes.ideographicSpace(at: start) ? 3 : bytes[start].isSpace ? 1 : 0
            if space == 0 { break }
            start += space
        }
        while end > start {
            let space = end - start >= 3 && bytes.ideographicSpace(at: end - 3) ? 3 : bytes[end - 1].isSpace ? 1 : 0
            if space == 0 { break }
            end -= space
        }
        return start..<end
    }
}

/// The full-width marks that matter to sentences, read from UTF-8.
private enum WidePunctuation {
    case stop, open, close

    /// The bytes of the scalar that begins at `index`.
    static func length(at index: Int, in bytes: [UInt8]) -> Int {
        let length = bytes[index] < 0xC0 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
        return min(length, bytes.count - index)
    }

    init?(at index: Int, in bytes: [UInt8]) {
        guard index + 2 < bytes.count, bytes[index] == 0xE3 || bytes[index] == 0xEF || bytes[index] == 0xE2 else {
            return nil
        }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBD, 0xA1): self = .stop  // 。！？｡
        case (0xE3, 0x80, 0x8C), (0xE3, 0x80, 0x8E), (0xEF, 0xBC, 0x88): self = .open  // 「『（
        case (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F), (0xEF, 0xBC, 0x89): self = .close  // 」』）
        case (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x99): self = .close  // ” ’
        default: return nil
        }
    }
}

/// Words whose full stop ends no sentence.
private enum Abbreviations {
    private static let words: Set<String> = [
        "e.g", "i.e", "cf", "vs", "etc", "al", "fig", "figs", "eq", "no", "nos", "vol", "pp", "ch", "sec", "approx",
        "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "inc", "ltd", "co", "dept", "est",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]

    static func contains(_ word: ArraySlice<UInt8>) -> Bool {
        // An initial, as in "J. Smith".
        if word.count == 1, let letter = word.first { return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) }
        guard word.count <= 6 else { return false }
        let isTitle = words.contains(String(decoding: word, as: UTF8.self).lowercased())
        // "no." ends sentences too; only the capital one is a number's.
        return isTitle && !(word.elementsEqual("no".utf8))
    }
}

extension UInt8 {
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}

extension [UInt8] {
    fileprivate func ideographicSpace(at index: Int) -> Bool {
        index + 2 < count && self[index] == 0xE3 && self[index + 1] == 0x80 && self[index + 2] == 0x80
    }
}
