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

    private let bytes: [UInt8]
    private let ranked: [(range: Range<Int>, score: Double)]

    /// - Parameter language: Whose stop words are to be used, as BCP 47 has it; English if unknown.
    /// - Complexity: O(text), and n log n for its n candidates.
    public init(of text: String, language: String? = nil) {
        var text = text
        bytes = text.withUTF8 { Array($0) }
        var scan = PhraseScan(bytes: bytes, stopWords: StopWords.of(language))
        ranked = scan.candidates().ranked()
    }

    /// The best ones, the best first; among equals the earlier ones.
    public func best(_ count: Int) -> [Scored] {
        ranked.prefix(max(count, 0)).map { range, score in
            let phrase = String(decoding: bytes[range], as: UTF8.self)
            return Scored(phrase: isOnOneLine(range) ? phrase : phrase.asTitle, score: score)
        }
    }

    /// Whether a phrase has no white space but single spaces among words of ASCII, as nearly all.
    private func isOnOneLine(_ phrase: Range<Int>) -> Bool {
        var (hasSpace, hasWide, last) = (false, false, UInt8(0))
        for byte in bytes[phrase] {
            if byte < 0x20 || byte == 0x20 && last == 0x20 { return false }
            if byte == 0x20 { hasSpace = true }
            if byte >= 0x80 { hasWide = true }
            last = byte
        }
        return !(hasSpace && hasWide)
    }
}

/// Finds candidates while it walks through a text.
private struct PhraseScan {
    private let bytes: [UInt8]
    private let stopWords: WordTable
    private var found = PhraseCandidates()

    private static let longestWord = 40

    init(bytes: [UInt8], stopWords: WordTable) {
        self.bytes = bytes
        self.stopWords = stopWords
    }

    mutating func candidates() -> PhraseCandidates {
        var i = 0
        while i < bytes.count {
            let (value, length) = UTF8Scalar.decode(bytes, at: i)
            switch PhraseScan.kind(of: value) {
            case .blank: i += length
            case .other:
                found.close()
                i += length
            case .letter: i = readWord(at: i)
            case .east: i = readEastern(at: i)
            }
        }
        found.close()
        return found
    }

    // MARK: Words

    private mutating func readWord(at start: Int) -> Int {
        var hash = WordTable.Hash()
        var hasLetter = false
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte >= 0x80 { return readWideWord(at: start) }
            if !ASCII.isDigit(byte) {
                guard ASCII.isLetter(byte) || isJoint(at: end) else { break }
                hasLetter = true
            }
            hash.add(ASCII.lowercase(byte))
            end &+= 1
        }
        take(start..<end, letters: start..<end, in: bytes, hash, count: end - start, hasLetter: hasLetter)
        return end
    }

    /// The same of a word that is perhaps not all of ASCII.
    private mutating func readWideWord(at start: Int) -> Int {
        var small: [UInt8] = []
        var hasLetter = false
        var mayCompose = false
        var count = 0
        var end = start
        while end < bytes.count {
            let (value, length) = UTF8Scalar.decode(bytes, at: end)
            guard PhraseScan.kind(of: value) == .letter || isJoint(at: end) else { break }
            if let scalar = Unicode.Scalar(SmallLetter.of(value)) {
                small.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                hasLetter = hasLetter || !("0"..."9").contains(scalar)
                mayCompose = mayCompose || scalar.value >= 0x300
                count += 1
            }
            end += length
        }
        // Words are equal as strings are: however their characters are composed.
        if mayCompose { small = Normalizer(compatible: false).normalized(small) }
        take(start..<end, letters: small.indices, in: small, .of(small), count: count, hasLetter: hasLetter)
        return end
    }

    /// Adds a word to the candidate if it is one that tells something; otherwise the candidate ends before it.
    private mutating func take(
        _ range: Range<Int>, letters: Range<Int>, in own: [UInt8], _ hash: WordTable.Hash, count: Int, hasLetter: Bool
    ) {
        // Words of one letter and numbers tell little, and what is very long is no word.
        if count < 2 || count > Self.longestWord || !hasLetter
            || stopWords.number(of: letters, in: own, hash) != nil
        {
            found.close()
        } else {
            found.add(range, letters: letters, in: own, hash)
        }
    }

    /// A hyphen or an apostrophe between two letters, as in `late-binding` and `don't`.
    private func isJoint(at i: Int) -> Bool {
        guard bytes[i] == 0x2D || bytes[i] == 0x27, i + 1 < bytes.count else { return false }
        return PhraseScan.kind(of: UTF8Scalar.decode(bytes, at: i + 1).value) == .letter
    }

    private mutating func readEastern(at start: Int) -> Int {
        found.close()
        var hash = WordTable.Hash()
        var end = start
        var count = 0
        while end < bytes.count {
            let (value, length) = UTF8Scalar.decode(bytes, at: end)
            guard PhraseScan.kind(of: value) == .east else { break }
            for i in end..<end + length { hash.add(bytes[i]) }
            end += length
            count += 1
        }
        if count >= 2, count <= 20 { found.addAlone(start..<end, in: bytes, hash) }
        return end
    }

    // MARK: Kinds

    private enum Kind {
        case blank, letter, east, other
    }

    @inline(__always)
    private static func kind(of value: UInt32) -> Kind {
        if value < 0x80 {
            let byte = UInt8(truncatingIfNeeded: value)
            if ASCII.isAlphanumeric(byte) { return .letter }
            return byte == 0x20 || byte == 0x0A || byte == 0x0D ? .blank : .other
        }
        switch value {
        case 0x30A1...0x30FA, 0x30FC, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005: return .east
        case 0x3041...0x309F: return .other  // hiragana: particles and endings
        // The common letters and punctuation, which need no look at all of Unicode's properties.
        case 0xC0...0x24F: return value == 0xD7 || value == 0xF7 ? .other : .letter
        case 0x410...0x44F: return .letter
        case 0x2000...0x206F, 0x3000...0x3004, 0x3008...0x3020: return .other
        default: return isAlphabetic(value) ? .letter : .other
        }
    }

    @inline(never)
    private static func isAlphabetic(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isAlphabetic == true
    }
}

extension Normalizer {
    /// A whole text, normalised.
    fileprivate func normalized(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var end = 0
        forEachChange(in: bytes, bytes.indices) { range, scalars in
            result += bytes[end..<range.lowerBound]
            for scalar in scalars { result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
            end = range.upperBound
        }
        return end == 0 ? bytes : result + bytes[end...]
    }
}
