/// A text's words, without the spaces and the punctuation between them.
///
/// Words are the segments of UAX #29 that hold a letter or a number. Where a script has no spaces, a dictionary parts its words if one is given; else Japanese
/// is parted before every ideograph and where kana change to another script, so that endings and particles stay with the
/// word before, and a run of Thai, Lao, Khmer or Burmese is one word. The rules alone give the same words everywhere;
/// dictionaries differ from machine to machine.
///
///     let text = Array("東京で寿司を食べる".utf8)
///     WordSegmenter().wordRanges(in: text)                  // 東, 京で, 寿, 司を, 食べる
///     WordSegmenter.withSystemDictionary.wordRanges(in: text)  // 東京, で, 寿司, を, 食べる
///
/// Sizes in words are counted by it: ``ChunkSize/words(_:characterCap:by:)``. A part of a text has no more words by the
/// rules than it touches in the whole text, wherever it is cut; by a dictionary it may.
public struct WordSegmenter: TextTokenizer {
    /// What parts the words of scripts without spaces; nil for the rules alone.
    public let dictionary: (any WordDictionary)?

    public init(dictionary: (any WordDictionary)? = nil) {
        self.dictionary = dictionary
    }

    /// With the system's dictionary where there is one; ``dictionary`` and ``identity`` tell whether.
    public static var withSystemDictionary: WordSegmenter {
        WordSegmenter(dictionary: SystemWordDictionary.installed)
    }

    public var identity: String {
        "words-\(TextSegments.unicodeVersion)" + (dictionary.map { "+\($0.identity)" } ?? "")
    }

    /// What a chunker that cuts by it adds to its own identity: nothing for the rules alone.
    var cutIdentity: String { dictionary.map { " words=\($0.identity)" } ?? "" }

    public func tokenRanges(in text: String) -> [Range<Int>] {
        wordRanges(in: Array(text.utf8))
    }

    /// The words' ranges in UTF-8 bytes, in order.
    ///
    /// - Parameter range: The stretch that counts as the text, from scalar to scalar; all bytes unless stated.
    /// - Complexity: O(bytes).
    public func wordRanges(in bytes: [UInt8], range: Range<Int>? = nil) -> [Range<Int>] {
        let range = range ?? 0..<bytes.count
        var words = WordCollector(bytes: bytes, end: range.upperBound, asksDictionary: dictionary != nil)
        for segment in TextSegments(of: bytes, by: .word, in: range) { words.add(segment) }
        guard let dictionary, !words.runs.isEmpty else { return words.ranges }
        let runs = words.runs.map { words.ranges[$0] }
        return words.parted(at: dictionary.boundaries(in: bytes, runs: runs))
    }

    /// The last place at most at `position` and behind `floor` where a word begins; nil if none is near.
    ///
    /// Opening brackets and quotes go with the word behind them, other marks with the one before. Looks at the bytes around
    /// the position alone, so a long unbroken word is cut elsewhere; where no word begins, one's end does.
    func boundary(atOrBefore position: Int, after floor: Int, in bytes: [UInt8]) -> Int? {
        guard position > floor else { return nil }
        let cursor = ScalarCursor(bytes: bytes)
        var start = max(position - Self.reach, floor)
        while start < position, !cursor.isScalarStart(start) { start += 1 }
        var end = min(position + Self.reach / 4, bytes.count)
        while end < bytes.count, !cursor.isScalarStart(end) { end += 1 }
        var lastStart: Int?
        var lastEnd: Int?
        var previousEnd = start
        for word in wordRanges(in: bytes, range: start..<end) {
            // What the stretch begins with may be a word's end.
            if word.lowerBound > start {
                let opening = Self.openingStart(bytes, before: word.lowerBound, floor: previousEnd)
                if opening > floor, opening <= position { lastStart = opening }
            }
            if word.upperBound > floor, word.upperBound <= position, word.upperBound < end { lastEnd = word.upperBound }
            previousEnd = word.upperBound
        }
        return lastStart ?? lastEnd
    }

    /// Where the opening brackets and quotes directly before a word begin.
    private static func openingStart(_ bytes: [UInt8], before word: Int, floor: Int) -> Int {
        var start = word
        while start > floor {
            if bytes[start - 1] == UInt8(ascii: "(") || bytes[start - 1] == UInt8(ascii: "[") {
                start -= 1
            } else if start - 3 >= floor, let value = BMPScalar.threeBytes(bytes, at: start - 3), BMPScalar.opens(value)
            {
                start -= 3
            } else {
                break
            }
        }
        return start
    }

    /// In bytes: some 80 ideographs, or a very long word of letters.
    private static let reach = 256
}

/// Joins the segments of UAX #29 to words.
private struct WordCollector {
    private enum Kind { case none, spaced, japanese, hiragana, southEastAsian }

    private let cursor: ScalarCursor
    private let end: Int
    private let asksDictionary: Bool
    private(set) var ranges: [Range<Int>] = []
    /// Which of the ranges a dictionary is to part.
    private(set) var runs: [Int] = []
    private var last = Kind.none

    init(bytes: [UInt8], end: Int, asksDictionary: Bool) {
        cursor = ScalarCursor(bytes: bytes)
        self.end = end
        self.asksDictionary = asksDictionary
    }

    mutating func add(_ segment: Range<Int>) {
        var kind = kind(of: segment)
        let isRun = kind == .japanese || kind == .hiragana || kind == .southEastAsian
        if continues(kind), let index = ranges.indices.last, ranges[index].upperBound == segment.lowerBound {
            ranges[index] = ranges[index].lowerBound..<segment.upperBound
        } else if kind != .none {
            ranges.append(segment)
            if isRun, asksDictionary { runs.append(ranges.count - 1) }
        }
        if kind == .japanese, segment.count > 3, !endsJapanese(segment) { kind = .spaced }
        last = kind
    }

    /// `カナ_x` is one segment, and ends as a Latin word does.
    private func endsJapanese(_ segment: Range<Int>) -> Bool {
        var end = segment.upperBound
        while end > segment.lowerBound {
            let (properties, start) = cursor.properties(before: end, floor: segment.lowerBound)
            if !properties.word.isIgnored { return properties.word == .katakana || properties.script == .han }
            end = start
        }
        return true
    }

    private func continues(_ kind: Kind) -> Bool {
        switch kind {
        case .southEastAsian: last == .southEastAsian
        case .hiragana: last == .japanese || last == .hiragana
        case .japanese: asksDictionary && (last == .japanese || last == .hiragana)
        case .none, .spaced: false
        }
    }

    private func kind(of segment: Range<Int>) -> Kind {
        var position = segment.lowerBound
        while position < segment.upperBound {
            let (properties, next) = cursor.properties(at: position, end: end)
            position = next
            // Marks without a letter are no word, though some are alphabetic.
            if properties.word.isIgnored { continue }
            switch properties.script {
            case .han: return .japanese
            case .hiragana: return .hiragana
            case .southEastAsian: return properties.isWordLike ? .southEastAsian : .none
            case .spaced: break
            }
            if properties.word == .katakana { return .japanese }
            if properties.isWordLike { return .spaced }
        }
        return .none
    }

    /// The words where a dictionary has parted the runs.
    func parted(at boundaries: [Int]) -> [Range<Int>] {
        var parted: [Range<Int>] = []
        parted.reserveCapacity(ranges.count + boundaries.count)
        var index = 0
        for range in ranges {
            var start = range.lowerBound
            while index < boundaries.count, boundaries[index] < range.upperBound {
                if boundaries[index] > start {
                    parted.append(start..<boundaries[index])
                    start = boundaries[index]
                }
                index += 1
            }
            parted.append(start..<range.upperBound)
        }
        return parted
    }
}
