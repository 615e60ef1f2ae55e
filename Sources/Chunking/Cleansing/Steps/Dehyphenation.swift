/// Joins words that were broken over two lines, and takes soft hyphens away.
///
/// A word counts as broken where a letter, a hyphen, a line's end and a small letter follow on one another. If the
/// document elsewhere writes the word with its hyphen and never without it (`well-known`), the hyphen stays and only
/// the line's end goes. Code and tables are left alone, but for soft hyphens.
public struct Dehyphenation: CleansingStep {
    public init() {}

    public var identity: String { "hyphens/1" }

    public func clean(_ document: ParsedDocument) -> ParsedDocument {
        var words = HyphenatedWords()
        for block in document.blocks where !block.keepsLines {
            let text = document.contentText(of: block)
            Self.forEachBreak(in: text) { words.expect(text, $0) }
        }
        if !words.isEmpty {
            for block in document.blocks { words.look(in: document.contentText(of: block)) }
        }
        return document.rewritten(titles: Self.removeSoftHyphens) { _, text, edits in
            if text.keepsLines { return Self.removeSoftHyphens(text, &edits) }
            var position = text.range.lowerBound
            Self.forEachBreak(in: text) { gap in
                Self.removeSoftHyphens(text, position..<gap.range.lowerBound, &edits)
                if words.keepsHyphen(text, gap) {
                    edits.replace(gap.range, with: "-")
                } else {
                    edits.remove(gap.range)
                }
                position = gap.range.upperBound
            }
            Self.removeSoftHyphens(text, position..<text.range.upperBound, &edits)
        }
    }

    /// Where a word is broken: from its hyphen to the word's next letter.
    struct Break {
        var range: Range<Int>
        /// Whether the hyphen is a soft one, which never stays.
        var isSoft: Bool
    }

    private static func forEachBreak(in text: CleansingText, _ give: (Break) -> Void) {
        var i = text.range.lowerBound
        while i < text.range.upperBound {
            let byte = text.bytes[i]
            guard byte == 0x2D || byte == 0xC2 || byte == 0xE2, let found = wordBreak(at: i, in: text) else {
                i += 1
                continue
            }
            give(found)
            i = found.range.upperBound
        }
    }

    private static func wordBreak(at start: Int, in text: CleansingText) -> Break? {
        guard let hyphen = text.scalar(at: start), ContentScalar.isHyphen(hyphen.value),
            let before = text.scalar(before: start), isLetter(before.value)
        else { return nil }
        var lineEnds = 0
        var isSoft = hyphen.value == 0xAD
        var end = hyphen.end
        while let next = text.scalar(at: end) {
            if next.value == 0xAD {
                // carries nothing
            } else if ContentScalar.isHyphen(next.value), isSoft, lineEnds == 0 {
                isSoft = false  // a soft hyphen before the real one
            } else if ContentScalar.endsLine(next.value) {
                let isPair = next.value == 0x0A && text.bytes[end - 1] == 0x0D
                lineEnds += isPair ? 0 : 1
            } else if !ContentScalar.isSpace(next.value) {
                break
            }
            end = next.end
        }
        guard lineEnds == 1, let after = text.scalar(at: end), isSmallLetter(after.value) else { return nil }
        return Break(range: start..<end, isSoft: isSoft)
    }

    private static func removeSoftHyphens(_ text: CleansingText, _ edits: inout ContentEdits) {
        removeSoftHyphens(text, text.range, &edits)
    }

    private static func removeSoftHyphens(_ text: CleansingText, _ range: Range<Int>, _ edits: inout ContentEdits) {
        var i = range.lowerBound
        while i + 1 < range.upperBound {
            if text.bytes[i] == 0xC2, text.bytes[i + 1] == 0xAD {
                edits.remove(i..<i + 2)
                i += 1
            }
            i += 1
        }
    }

    private static func isLetter(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isAlphabetic ?? false
    }

    private static func isSmallLetter(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isLowercase ?? false
    }
}

/// How a document writes the words that it breaks over lines, where it does not break them.
private struct HyphenatedWords {
    /// By the word without its hyphen: how often it stands with and without it.
    private var counts: [[UInt8]: (with: Int, without: Int)] = [:]

    var isEmpty: Bool { counts.isEmpty }

    mutating func expect(_ text: CleansingText, _ gap: Dehyphenation.Break) {
        if !gap.isSoft, let word = joined(text, gap) { counts[word] = (0, 0) }
    }

    /// Counts the words of a text: letters, and hyphens between letters.
    mutating func look(in text: CleansingText) {
        var word: [UInt8] = []
        var hyphens = 0
        for i in text.range.lowerBound...text.range.upperBound {
            let byte = i < text.range.upperBound ? text.bytes[i] : 0x20
            if ASCII.isLetter(byte) || byte >= 0x80 {
                word.append(byte | (byte < 0x80 ? 0x20 : 0))
            } else if byte == 0x2D, !word.isEmpty {
                hyphens += 1
            } else {
                if !word.isEmpty, word.count <= Self.longest, var count = counts[word] {
                    if hyphens == 0 { count.without += 1 } else if hyphens == 1 { count.with += 1 }
                    counts[word] = count
                }
                word.removeAll(keepingCapacity: true)
                hyphens = 0
            }
        }
    }

    func keepsHyphen(_ text: CleansingText, _ gap: Dehyphenation.Break) -> Bool {
        guard !gap.isSoft, let word = joined(text, gap), let count = counts[word] else { return false }
        return count.with > 0 && count.without == 0
    }

    /// No word that is broken over lines is longer; it keeps the cost of one break constant.
    private static let longest = 64

    /// The word's two halves in one, in small letters; nil if it is too long to be one.
    private func joined(_ text: CleansingText, _ gap: Dehyphenation.Break) -> [UInt8]? {
        func isPart(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte >= 0x80 }
        var lower = gap.range.lowerBound
        while lower > text.range.lowerBound, isPart(text.bytes[lower - 1]) {
            lower -= 1
            if gap.range.lowerBound - lower > Self.longest { return nil }
        }
        var upper = gap.range.upperBound
        while upper < text.range.upperBound, isPart(text.bytes[upper]) {
            upper += 1
            if upper - gap.range.upperBound > Self.longest { return nil }
        }
        let halves = text.bytes[lower..<gap.range.lowerBound] + text.bytes[gap.range.upperBound..<upper]
        return halves.count > Self.longest ? nil : halves.map { $0 | ($0 < 0x80 ? 0x20 : 0) }
    }
}
