/// What becomes of scripts without spaces: pairs of characters, or the words that a dictionary knows; and single characters where they are
/// kept.
struct UnspacedWords: Sendable {
    /// Words that stay whole, and how long the longest is.
    private let words: Set<[Unicode.Scalar]>
    private let longest: Int
    private let firsts: Set<Unicode.Scalar>
    private let breaker: (any KeywordWordBreaker)?
    private let keepsCharacters: Bool

    /// - Parameter words: Those of the user, of any script; the others are left out.
    init(words: [String] = [], breaker: (any KeywordWordBreaker)? = nil, keepsCharacters: Bool = false) {
        var kept: Set<[Unicode.Scalar]> = []
        for word in words {
            var word = word
            let scalars = word.withUTF8 { KanaComposition.composed($0, from: 0) }.map(\.scalar)
            if !scalars.isEmpty, scalars.allSatisfy({ CharacterClass($0) == .unspaced }) { kept.insert(scalars) }
        }
        self.words = kept
        self.breaker = breaker
        self.keepsCharacters = keepsCharacters
        longest = kept.reduce(0) { max($0, $1.count) }
        firsts = Set(kept.compactMap(\.first))
    }

    func pass(over text: UnsafeBufferPointer<UInt8>) -> Pass { Pass(self, text) }

    /// One text's runs, in their order.
    struct Pass {
        private let unspaced: UnspacedWords
        /// Where the dictionary of the system parts words, of the whole text, and how many have been passed.
        private var boundaries: [Int] = []
        private var next = 0

        init(_ unspaced: UnspacedWords, _ text: UnsafeBufferPointer<UInt8>) {
            self.unspaced = unspaced
            guard let breaker = unspaced.breaker else { return }
            var scanner = WordScanner(text)
            var runs: [Range<Int>] = []
            while let run = scanner.nextRun() { if run.script == .unspaced { runs.append(run.range) } }
            if !runs.isEmpty { boundaries = breaker.boundaries(in: Array(text), runs: runs) }
        }

        mutating func emit(
            _ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, into word: inout [UInt8],
            _ body: (inout [UInt8], WordSegmenter.Kind, Range<Int>) -> Bool
        ) -> Bool {
            let run = KanaComposition.composed(bytes, from: range.lowerBound)
            if unspaced.words.isEmpty { return emitRest(run[...], into: &word, body) }
            var start = 0
            var index = 0
            while index < run.count {
                guard let length = unspaced.wordLength(run[index...]) else {
                    index += 1
                    continue
                }
                guard emitRest(run[start..<index], into: &word, body),
                    emitKnown(run[index..<(index + length)], into: &word, body)
                else { return false }
                index += length
                start = index
            }
            return emitRest(run[start...], into: &word, body)
        }

        /// What the user's dictionary has not.
        private mutating func emitRest(
            _ run: ArraySlice<KanaComposition.Character>, into word: inout [UInt8],
            _ body: (inout [UInt8], WordSegmenter.Kind, Range<Int>) -> Bool
        ) -> Bool {
            guard !run.isEmpty else { return true }
            if unspaced.breaker == nil { return emitPairs(run, into: &word, body) }
            var start = run.startIndex
            for index in run.indices.dropFirst() {
                while next < boundaries.count, boundaries[next] < run[index].range.lowerBound { next += 1 }
                guard next < boundaries.count else { break }
                if boundaries[next] == run[index].range.lowerBound {
                    guard emitKnown(run[start..<index], into: &word, body) else { return false }
                    start = index
                }
            }
            return emitKnown(run[start...], into: &word, body)
        }

        private func emitKnown(
            _ run: ArraySlice<KanaComposition.Character>, into word: inout [UInt8],
            _ body: (inout [UInt8], WordSegmenter.Kind, Range<Int>) -> Bool
        ) -> Bool {
            guard let first = run.first, let last = run.last else { return true }
            word.removeAll(keepingCapacity: true)
            for character in run {
                guard let encoded = UTF8.encode(character.scalar),
                    word.count + encoded.count <= WordSegmenter.longestWord
                else { break }
                word.append(contentsOf: encoded)
            }
            guard body(&word, .known, first.range.lowerBound..<last.range.upperBound) else { return false }
            guard unspaced.keepsCharacters, run.count > 1 else { return true }
            for character in run {
                guard Self.emit(character, .character, into: &word, body) else { return false }
            }
            return true
        }

        private func emitPairs(
            _ run: ArraySlice<KanaComposition.Character>, into word: inout [UInt8],
            _ body: (inout [UInt8], WordSegmenter.Kind, Range<Int>) -> Bool
        ) -> Bool {
            guard let last = run.last else { return true }
            for (first, second) in zip(run, run.dropFirst()) {
                word.removeAll(keepingCapacity: true)
                if let encoded = UTF8.encode(first.scalar) { word.append(contentsOf: encoded) }
                if let encoded = UTF8.encode(second.scalar) { word.append(contentsOf: encoded) }
                guard body(&word, .pair, first.range.lowerBound..<second.range.upperBound) else { return false }
                guard unspaced.keepsCharacters else { continue }
                guard Self.emit(first, .character, into: &word, body) else { return false }
            }
            let kind: WordSegmenter.Kind = run.count == 1 ? .lone : unspaced.keepsCharacters ? .character : .last
            return Self.emit(last, kind, into: &word, body)
        }

        private static func emit(
            _ character: KanaComposition.Character, _ kind: WordSegmenter.Kind, into word: inout [UInt8],
            _ body: (inout [UInt8], WordSegmenter.Kind, Range<Int>) -> Bool
        ) -> Bool {
            word.removeAll(keepingCapacity: true)
            if let encoded = UTF8.encode(character.scalar) { word.append(contentsOf: encoded) }
            return body(&word, kind, character.range)
        }
    }

    /// How many characters the longest word has that a run begins with.
    private func wordLength(_ run: ArraySlice<KanaComposition.Character>) -> Int? {
        guard let first = run.first, firsts.contains(first.scalar) else { return nil }
        var characters = run.prefix(longest).map(\.scalar)
        while !characters.isEmpty {
            if words.contains(characters) { return characters.count }
            characters.removeLast()
        }
        return nil
    }
}

/// Knows where words part in scripts that are written without spaces: Japanese, Chinese, Thai, Lao, Khmer, Burmese.
///
/// KeywordSearch has none of its own; `SystemWordBreaker` of the module Retriever asks NaturalLanguage or ICU where they are there.
public protocol KeywordWordBreaker: Sendable {
    /// Names the dictionary and its version: an index is stamped with it, and opened only with the same one.
    var identity: String { get }

    /// Where words part inside some runs of such scripts: positions in `bytes`, ascending, the runs' own ends left out.
    ///
    /// Positions that are none between characters are passed over.
    /// - Parameter runs: In ascending order, from scalar to scalar.
    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int]
}
