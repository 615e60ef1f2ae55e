import Chunking
import Foundation
import TestSupport
import Testing

private func words(_ text: String, _ segmenter: WordSegmenter = WordSegmenter()) -> [String] {
    let bytes = Array(text.utf8)
    return segmenter.wordRanges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
}

/// The segmenter with the system's dictionary; nil after saying that there is none.
private func withDictionary() -> WordSegmenter? {
    let segmenter = WordSegmenter.withSystemDictionary
    if segmenter.dictionary != nil { return segmenter }
    FileHandle.standardError.write(Data("SKIPPED: no dictionary of words; Scripts/setup.sh --test installs ICU\n".utf8))
    return nil
}

@Test func wordsAreWithoutSpacesAndPunctuation() {
    #expect(
        words("The \"quick\" fox can't pay $3.14, or 1,000!") == [
            "The", "quick", "fox", "can't", "pay", "3.14", "or", "1,000",
        ])
    #expect(words("naïve Straße—l’été ½ №5 👍 e\u{301}t") == ["naïve", "Straße", "l’été", "½", "5", "e\u{301}t"])
    #expect(words(" \n.,;") == [])
    #expect(words("한국어 문장") == ["한국어", "문장"])
}

@Test func withoutADictionaryJapanesePartsWhereKanaEnd() {
    #expect(words("東京で寿司を食べる。") == ["東", "京で", "寿", "司を", "食べる"])
    #expect(words("コンピューターで日本語のSwift 6を使う") == ["コンピューターで", "日", "本", "語の", "Swift", "6", "を", "使う"])
    #expect(words("สวัสดีครับ ผม") == ["สวัสดีครับ", "ผม"])
    #expect(WordSegmenter().identity == "words-\(TextSegments.unicodeVersion)")
}

@Test func aDictionaryPartsJapaneseChineseAndThai() {
    guard let segmenter = withDictionary() else { return }
    #expect(segmenter.identity != WordSegmenter().identity)
    #expect(words("東京で寿司を食べる。", segmenter) == ["東京", "で", "寿司", "を", "食べる"])
    #expect(words("我们在北京大学学习", segmenter).contains("北京大学") || words("我们在北京大学学习", segmenter).contains("北京"))
    #expect(words("สวัสดีครับ ผม", segmenter) == ["สวัสดี", "ครับ", "ผม"])
    #expect(words("Plain words, 日本語 too.", segmenter) == ["Plain", "words", "日本語", "too"])
}

@Test func wordsAreInOrderAndHoldEveryLetter() {
    let segmenters = [WordSegmenter()] + [withDictionary()].compactMap { $0 }
    for seed in UInt64(1)...400 {
        let bytes = BoundaryTexts.random(seed: seed, parts: 50)
        for segmenter in segmenters {
            var covered = [Bool](repeating: false, count: bytes.count)
            var end = 0
            for word in segmenter.wordRanges(in: bytes) {
                #expect(word.lowerBound >= end && !word.isEmpty, "seed \(seed), \(segmenter.identity)")
                for i in word { covered[i] = true }
                end = word.upperBound
            }
            var offset = 0
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                // Marks by themselves are no word.
                if scalar.properties.isAlphabetic, !isMark(scalar) {
                    #expect(covered[offset], "seed \(seed), \(segmenter.identity): \(scalar) is in no word")
                }
                offset += UTF8.width(scalar)
            }
        }
    }
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: scalar == "\u{FF9E}" || scalar == "\u{FF9F}"
    }
}

/// Parts a run behind every second scalar.
private struct PairDictionary: WordDictionary {
    var identity: String { "pairs" }
    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
        runs.flatMap { run in
            run.filter { bytes[$0] & 0xC0 != 0x80 }.enumerated().filter { $0.offset % 2 == 0 && $0.offset > 0 }.map(
                \.element)
        }
    }
}

@Test func aDictionaryOfOnesOwnIsAskedForRunsWithoutSpacesAlone() {
    let segmenter = WordSegmenter(dictionary: PairDictionary())
    #expect(words("一二三四五 abcd カナ。ひら", segmenter) == ["一二", "三四", "五", "abcd", "カナ", "ひら"])
    #expect(segmenter.identity == "words-\(TextSegments.unicodeVersion)+pairs")
}

@Test func textWithoutSpacesIsCutBetweenWords() throws {
    let text = String(repeating: "alpha/beta/gamma_delta/", count: 60)
    for chunk in try RecursiveChunker(size: .characters(100)).chunks(of: parsed(text, "a.txt")) {
        #expect(chunk.range.upperBound == text.utf8.count || chunk.text.hasSuffix("/") || !chunk.text.hasSuffix("alph"))
        #expect(["a", "b", "g", "/"].contains(chunk.text.prefix(1)), "\(chunk.text)")
    }
}

/// The segmenter's rules against their description, over the whole text and over every part of it.
@Test func aPartOfATextHasNoMoreWordsThanItTouches() {
    for seed in UInt64(1)...300 {
        let bytes = BoundaryTexts.random(seed: seed, parts: 12)
        let text = String(decoding: bytes, as: UTF8.self)
        let words = WordSegmenter().wordRanges(in: bytes)
        #expect(words.count == WordOracle.count(text, by: WordSegmenter()), "seed \(seed): \(text.debugDescription)")
        let cuts = TextSegments(of: bytes, by: .grapheme).map(\.lowerBound) + [bytes.count]
        for (index, start) in cuts.enumerated() {
            for end in cuts[index...] where end > start {
                let own = WordSegmenter().wordRanges(in: bytes, range: start..<end).count
                let touched = words.count { $0.lowerBound < end && $0.upperBound > start }
                #expect(own <= touched, "seed \(seed), \(start)..<\(end): \(text.debugDescription)")
            }
        }
    }
}

@Test func marksAreNotPartedFromTheirWords() throws {
    // Two words to cut between, with marks on both sides.
    let text = String(repeating: "「東京」、（大阪）。", count: 40)
    for chunk in try RecursiveChunker(size: .characters(30)).chunks(of: parsed(text, "a.txt")) {
        #expect(!["」", "、", "）", "。"].contains(chunk.text.prefix(1)), "\(chunk.text)")
        #expect(!["「", "（"].contains(chunk.text.suffix(1)), "\(chunk.text)")
    }
}

/// Greedy over a few words, and every other scalar alone: what it makes of a part differs from the whole.
private struct GreedyDictionary: WordDictionary {
    var identity: String { "greedy" }
    private static let words = ["東京都庁", "東京", "京都", "日本語", "本語", "文章で", "ひらがな", "らが"].map { Array($0.utf8) }

    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
        runs.flatMap { run in
            var position = run.lowerBound
            var boundaries: [Int] = []
            while position < run.upperBound {
                let rest = bytes[position..<run.upperBound]
                if let word = Self.words.first(where: { rest.starts(with: $0) }) {
                    position += word.count
                } else {
                    position += 1
                    while position < run.upperBound, bytes[position] & 0xC0 == 0x80 { position += 1 }
                }
                if position < run.upperBound { boundaries.append(position) }
            }
            return boundaries
        }
    }
}

@Test func sizesInWordsOfADictionaryHoldForEachChunk() async throws {
    let dictionaries = [GreedyDictionary(), PairDictionary()] as [any WordDictionary]
    let segmenters = (dictionaries + [withDictionary()?.dictionary].compactMap { $0 }).map(WordSegmenter.init)
    let parts = ["東京都庁", "京都", "日本語の文章です", "ひらがなが", "。", "カタカナ", " ", "word", "สวัสดีครับ", "\n\n", "「"]
    let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil
    for seed in UInt64(1)...(isLong ? 100 : 12) {
        var generator = SeededGenerator(seed: seed)
        let text = (0..<80).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
        for type in ["txt", "md"] {
            let document = try parsed(text, "a.\(type)")
            for segmenter in segmenters {
                for (limit, overlap) in [(1, 0), (2, 1), (7, 3), (30, 10)] {
                    let size = ChunkSize.words(limit, by: segmenter)
                    for chunker in try TestChunkers.plain(size: size, overlap: overlap) {
                        ChunkChecker(document: document, size: size, label: "seed \(seed) \(type) \(chunker.identity)")
                            .check(try chunker.chunks(of: document))
                    }
                    for chunker in try TestChunkers.semantic(size: size) {
                        ChunkChecker(document: document, size: size, label: "seed \(seed) \(type) \(chunker.identity)")
                            .check(try await chunker.chunks(of: document))
                    }
                }
            }
        }
    }
}

@Test func aDictionaryCutsBetweenItsWords() throws {
    let segmenter = WordSegmenter(dictionary: GreedyDictionary())
    // No sentence ends; the rules would cut before 京, inside of a word.
    let text = String(repeating: "がな東京都庁", count: 60)
    let document = try parsed(text, "a.txt")
    let starts = Set(segmenter.wordRanges(in: Array(text.utf8)).map(\.lowerBound))
    for size in [ChunkSize.characters(25), .words(9, by: segmenter), .tokens(25, ByteTokenizer())] {
        for chunker in try [
            RecursiveChunker(size: size, words: segmenter), StructureChunker(size: size, words: segmenter),
            SentenceChunker(size: size, words: segmenter),
        ] as [any Chunker] {
            let chunks = try chunker.chunks(of: document)
            #expect(
                chunks.count > 10 && chunks.allSatisfy { starts.contains($0.range.lowerBound) }, "\(chunker.identity)")
            #expect(chunker.identity.contains("greedy"))
        }
    }
    #expect(
        try RecursiveChunker(size: .characters(25)).identity
            != RecursiveChunker(size: .characters(25), words: segmenter).identity)
}

@Test func sizesCanBeCountedInWords() throws {
    let text = String(repeating: "One two three, four five. ", count: 100)
    let chunks = try RecursiveChunker(size: .tokens(10, WordSegmenter())).chunks(of: parsed(text, "a.txt"))
    #expect(chunks.count == 50)
    #expect(chunks.allSatisfy { words($0.text).count == 10 })
}
