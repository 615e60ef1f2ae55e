import UnicodeForms

/// The phrases that tell most of what a text is about.
///
/// Candidates are the runs of words between stop words and punctuation. A word's score is the number of words that it
/// stands beside in candidates, itself included, over the number of times that it occurs; a phrase's is the sum of its
/// words', so that longer phrases of words that keep together come first. Japanese and Chinese have no blanks: there
/// candidates are the runs of ideographs and katakana, with the number of their occurrences for a score.
/// - Source: RAKE, Rose, Engel, Cramer & Cowley 2010, "Automatic keyword extraction from individual documents". Departs
///   from it in: a phrase is at most four words long, and no phrases are joined over stop words.
public struct KeyPhrases: Sendable {
    public struct Scored: Sendable, Hashable {
        /// As it is first written in the text.
        public var phrase: String
        public var score: Double
    }

    private var ranked: [Scored] = []

    /// - Parameter language: Whose stop words are to be used, as BCP 47 has it; English if unknown.
    /// - Complexity: O(text), and n log n for its n candidates.
    public init(of text: String, language: String? = nil) {
        var scan = PhraseScan(stopWords: StopWords.of(language))
        var text = text
        text.withUTF8 { scan.read(Array($0)) }
        ranked = scan.ranked()
    }

    /// The best ones, the best first; among equals the earlier ones.
    public func best(_ count: Int) -> [Scored] {
        Array(ranked.prefix(max(count, 0)))
    }
}

/// Finds candidates while it walks through a text.
private struct PhraseScan {
    private struct Candidate {
        var firstWritten: Range<Int>
        var words: [String]
        var count = 1
    }

    private let stopWords: Set<String>
    private var bytes: [UInt8] = []
    private var candidates: [Candidate] = []
    private var indexOf: [[String]: Int] = [:]
    /// The words of the candidate that is open, and its place.
    private var open: (words: [String], range: Range<Int>) = ([], 0..<0)
    private var degree: [String: Int] = [:]
    private var frequency: [String: Int] = [:]

    private static let longestPhrase = 4
    private static let longestWord = 40

    init(stopWords: Set<String>) {
        self.stopWords = stopWords
    }

    mutating func read(_ bytes: [UInt8]) {
        self.bytes = bytes
        var i = 0
        while i < bytes.count {
            let (value, length) = UTF8Scalar.decode(bytes, at: i)
            switch PhraseScan.kind(of: value) {
            case .blank: i += length
            case .other:
                close()
                i += length
            case .letter: i = readWord(at: i)
            case .east: i = readEastern(at: i)
            }
        }
        close()
    }

    private mutating func readWord(at start: Int) -> Int {
        var end = start
        var small = String.UnicodeScalarView()
        while end < bytes.count {
            let (value, length) = UTF8Scalar.decode(bytes, at: end)
            guard PhraseScan.kind(of: value) == .letter || isJoint(at: end) else { break }
            if let scalar = Unicode.Scalar(SmallLetter.of(value)) { small.append(scalar) }
            end += length
        }
        let word = String(small)
        let hasLetter = small.contains { !("0"..."9").contains($0) }
        // Words of one letter and numbers tell little, and what is very long is no word.
        if small.count < 2 || small.count > Self.longestWord || !hasLetter || stopWords.contains(word) {
            close()
        } else {
            if open.words.count == Self.longestPhrase { close() }
            open = (open.words + [word], (open.words.isEmpty ? start : open.range.lowerBound)..<end)
        }
        return end
    }

    /// A hyphen or an apostrophe between two letters, as in `late-binding` and `don't`.
    private func isJoint(at i: Int) -> Bool {
        guard bytes[i] == 0x2D || bytes[i] == 0x27, i + 1 < bytes.count else { return false }
        return PhraseScan.kind(of: UTF8Scalar.decode(bytes, at: i + 1).value) == .letter
    }

    private mutating func readEastern(at start: Int) -> Int {
        close()
        var end = start
        var count = 0
        while end < bytes.count {
            let (value, length) = UTF8Scalar.decode(bytes, at: end)
            guard PhraseScan.kind(of: value) == .east else { break }
            end += length
            count += 1
        }
        if count >= 2, count <= 20 {
            add([String(decoding: bytes[start..<end], as: UTF8.self)], start..<end)
        }
        return end
    }

    private mutating func close() {
        if open.words.isEmpty { return }
        for word in open.words {
            degree[word, default: 0] += open.words.count
            frequency[word, default: 0] += 1
        }
        add(open.words, open.range)
        open = ([], 0..<0)
    }

    private mutating func add(_ words: [String], _ range: Range<Int>) {
        if let index = indexOf[words] {
            candidates[index].count += 1
        } else {
            indexOf[words] = candidates.count
            candidates.append(Candidate(firstWritten: range, words: words))
        }
    }

    func ranked() -> [KeyPhrases.Scored] {
        let scored = candidates.enumerated().map { index, candidate in
            let own = candidate.words.reduce(0.0) { sum, word in
                guard let frequency = frequency[word], let degree = degree[word] else { return Double(candidate.count) }
                return sum + Double(degree) / Double(frequency)
            }
            return (index, own)
        }
        return scored.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { index, score in
            let text = String(decoding: bytes[candidates[index].firstWritten], as: UTF8.self)
            return KeyPhrases.Scored(phrase: text.asTitle, score: score)
        }
    }

    private enum Kind {
        case blank, letter, east, other
    }

    private static func kind(of value: UInt32) -> Kind {
        if value < 0x80 {
            let byte = UInt8(value)
            if ASCII.isAlphanumeric(byte) { return .letter }
            return byte == 0x20 || byte == 0x0A || byte == 0x0D ? .blank : .other
        }
        switch value {
        case 0x30A1...0x30FA, 0x30FC, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005: return .east
        case 0x3041...0x309F: return .other  // hiragana: particles and endings
        default: return Unicode.Scalar(value)?.properties.isAlphabetic == true ? .letter : .other
        }
    }
}
