/// A text's grapheme clusters, words or sentences as ranges of UTF-8 bytes, by UAX #29.
///
/// The segments follow one another without gaps and together are the text: spaces and punctuation are segments of
/// their own among the words, and belong to the sentence that they end.
///
///     let text = Array("Dr. Li came. He saw 3.14 m.".utf8)
///     for sentence in TextSegments(of: text, by: .sentence) {
///         print(String(decoding: text[sentence], as: UTF8.self))  // "Dr. Li came. ", then "He saw 3.14 m."
///     }
///
/// The text must be well-formed UTF-8, as a ``SourceDocument``'s is; of anything else the segments are some or other.
/// - Complexity: To iterate takes time linear in the text, whatever it holds.
public struct TextSegments: Sequence, Sendable {
    /// What a text is divided into.
    public enum Unit: Sendable, Hashable, CaseIterable {
        /// What a reader takes for one character: extended grapheme clusters.
        case grapheme
        /// Words, numbers, and what lies between them. ``WordSegmenter`` gives the words alone, by dictionary too.
        case word
        /// Sentences with abbreviations, initials, quotations and list numbers known; a line's end is a space, an empty
        /// line ends a sentence.
        case sentence
        /// The same, and every line's end ends a sentence.
        case sentenceOrLine
        /// Sentences by UAX #29 to the letter: no abbreviations, every line's end ends one.
        case unicodeSentence
    }

    /// The version of Unicode that the rules' tables are of.
    public static let unicodeVersion = BreakProperties.unicodeVersion

    private let range: Range<Int>
    private let unit: Unit
    private let graphemes: GraphemeBoundary
    private let words: WordBoundary
    private let sentences: SentenceRule
    private let unicodeSentences: UnicodeSentenceBoundary

    /// - Parameter range: The stretch that counts as the text, from scalar to scalar; all bytes unless stated.
    public init(of bytes: [UInt8], by unit: Unit, in range: Range<Int>? = nil) {
        let range = range ?? 0..<bytes.count
        precondition(
            range.lowerBound >= 0 && range.upperBound <= bytes.count,
            "the range \(range) is not within the \(bytes.count) bytes")
        let cursor = ScalarCursor(bytes: bytes)
        self.range = range
        self.unit = unit
        graphemes = GraphemeBoundary(bytes: bytes)
        words = WordBoundary(cursor: cursor, end: range.upperBound)
        sentences = SentenceRule(
            bytes: bytes, end: range.upperBound, lineEnds: unit == .sentenceOrLine ? .endSentences : .areSpaces)
        unicodeSentences = UnicodeSentenceBoundary(cursor: cursor, end: range.upperBound)
    }

    public func makeIterator() -> Iterator { Iterator(segments: self, position: range.lowerBound) }

    /// Gives the segments' ranges, in order.
    public struct Iterator: IteratorProtocol, Sendable {
        fileprivate let segments: TextSegments
        fileprivate var position: Int

        public mutating func next() -> Range<Int>? {
            guard position < segments.range.upperBound else { return nil }
            let start = position
            position = segments.end(from: start)
            return start..<position
        }
    }

    @inline(__always)
    private func end(from start: Int) -> Int {
        switch unit {
        case .grapheme: graphemes.end(from: start, to: range.upperBound)
        case .word: words.end(from: start)
        case .sentence, .sentenceOrLine: sentences.end(from: start, floor: range.lowerBound)
        case .unicodeSentence: unicodeSentences.end(from: start)
        }
    }

    /// Whether a segment begins or ends at a position; the text's own ends count, what lies outside does not.
    ///
    /// - Complexity: O(1) on average. Long runs of marks, regional indicators, brackets or spaces are looked through.
    public func isBoundary(at position: Int) -> Bool {
        guard position > range.lowerBound, position < range.upperBound else {
            return position == range.lowerBound || position == range.upperBound
        }
        switch unit {
        case .grapheme: return graphemes.isBoundary(position, floor: range.lowerBound, end: range.upperBound)
        case .word: return words.isBoundary(position, floor: range.lowerBound)
        case .sentence, .sentenceOrLine: return sentences.isBoundary(position, floor: range.lowerBound)
        case .unicodeSentence: return unicodeSentences.isBoundary(position, floor: range.lowerBound)
        }
    }

    /// The last boundary before a position; nil at the text's beginning.
    ///
    /// - Complexity: O(segment), but for flags: in a run of regional indicators all those before the position are counted.
    public func boundary(before position: Int) -> Int? {
        guard position > range.lowerBound else { return nil }
        var boundary = Swift.min(position, range.upperBound + 1)
        repeat {
            boundary =
                boundary > range.upperBound
                ? range.upperBound : graphemes.cursor.scalarStart(before: boundary, floor: range.lowerBound)
        } while !isBoundary(at: boundary)
        return boundary
    }

    /// The first boundary behind a position; nil at the text's end.
    public func boundary(after position: Int) -> Int? {
        guard position < range.upperBound else { return nil }
        if position < range.lowerBound { return range.lowerBound }
        if isBoundary(at: position) { return end(from: position) }
        return end(from: boundary(before: position) ?? range.lowerBound)
    }
}
