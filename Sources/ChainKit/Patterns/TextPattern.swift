import Synchronization

/// Something to look for in texts: words, a regular expression, or a kind of personal data.
///
/// Personal data is found by its form: what looks like an address is taken for one, and a name is not found at all.
///
///     let patterns = TextPattern.personalData + [.words(["Project Falcon"], name: "secret")]
public struct TextPattern: Sendable {
    /// Stands in capitals in the place of what is masked: `[EMAIL]`.
    public let name: String
    /// All places, ascending and without overlap.
    let find: @Sendable ([Unicode.Scalar]) -> [Range<Int>]
    /// Where the part of a text begins in which a match may still begin or change when the text goes on.
    let tail: @Sendable ([Unicode.Scalar]) -> Int

    /// Where it is found in a text, in order.
    public func matches(in text: String) -> [Substring] {
        let scalars = Array(text.unicodeScalars)
        let indices = Array(text.unicodeScalars.indices) + [text.endIndex]
        return find(scalars).map { text[indices[$0.lowerBound]..<indices[$0.upperBound]] }
    }

    /// E-mail addresses, telephone numbers, payment cards and bank accounts.
    public static let personalData: [TextPattern] = [.emailAddress, .bankAccount, .paymentCard, .telephoneNumber]

    /// Whole words and phrases, without regard to case; of scripts without spaces, the characters wherever they stand.
    public static func words(_ words: [String], name: String) -> TextPattern {
        let finder = WordFinder(words)
        return TextPattern(name: name, find: finder.find, tail: finder.tail)
    }

    /// A regular expression in Swift's syntax; a match lies within a line.
    ///
    /// A streamed answer is held back line by line to look for it. Empty matches are none.
    /// - Throws: What `Regex` says of an expression that it cannot read.
    public static func regex(_ expression: String, name: String) throws -> TextPattern {
        let regex = try SharedRegex(expression)
        return TextPattern(name: name, find: regex.find) { scalars in
            (scalars.lastIndex { $0.isLineBreak } ?? -1) + 1
        }
    }
}

extension Unicode.Scalar {
    var isLineBreak: Bool { self == "\n" || self == "\r" || self == "\u{2028}" || self == "\u{2029}" }
    var isDigit: Bool { ("0"..."9").contains(self) }
    /// A letter or a number of any script.
    var isWordPart: Bool { properties.isAlphabetic || properties.numericType != nil }
    /// Of a script that is written without spaces.
    var isUnspaced: Bool {
        properties.isIdeographic || (0x3040...0x30FF).contains(value) || (0x0E00...0x0EFF).contains(value)
    }
}

/// Finds words and phrases.
private struct WordFinder: Sendable {
    /// Scalars in lower case.
    let words: [[String]]
    let longest: Int

    init(_ words: [String]) {
        self.words = words.map { $0.unicodeScalars.map(\.properties.lowercaseMapping) }.filter { !$0.isEmpty }
        longest = self.words.map(\.count).max() ?? 0
    }

    func find(in text: [Unicode.Scalar]) -> [Range<Int>] {
        let folded = text.map(\.properties.lowercaseMapping)
        var result: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let length = words.lazy.filter { word in
                start + word.count <= text.count && folded[start..<start + word.count].elementsEqual(word)
                    && isEdge(text, start) && isEdge(text, start + word.count)
            }.map(\.count).max()
            if let length { result.append(start..<start + length) }
            start += length ?? 1
        }
        return result
    }

    /// The first place from which a word could still go on beyond the end, or end there.
    func tail(of text: [Unicode.Scalar]) -> Int {
        let first = max(0, text.count - longest)
        let end = text[first...].map(\.properties.lowercaseMapping)
        for start in end.indices where isEdge(text, first + start) {
            let rest = end[start...]
            if words.contains(where: { $0.count >= rest.count && $0.prefix(rest.count).elementsEqual(rest) }) {
                return first + start
            }
        }
        return text.count
    }

    /// Whether no word goes on over this place.
    private func isEdge(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
        guard place > 0, place < text.count else { return true }
        let (before, after) = (text[place - 1], text[place])
        return !(before.isWordPart && after.isWordPart) || before.isUnspaced || after.isUnspaced
    }
}

/// A regular expression that any task may use, one at a time: it is not `Sendable` by itself.
private final class SharedRegex: Sendable {
    private let regex: Mutex<Regex<AnyRegexOutput>>

    init(_ expression: String) throws {
        regex = Mutex(try Regex(expression))
    }

    func find(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineBreak) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: line)
            let string = String(view)
            let found = regex.withLock { regex in string.matches(of: regex).map(\.range) }
            for range in found where !range.isEmpty {
                let first = string.unicodeScalars.distance(from: string.startIndex, to: range.lowerBound)
                let length = string.unicodeScalars.distance(from: range.lowerBound, to: range.upperBound)
                result.append(start + first..<start + first + length)
            }
            start += line.count + 1
        }
        return result
    }
}
