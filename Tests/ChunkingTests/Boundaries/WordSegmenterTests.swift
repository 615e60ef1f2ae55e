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
                if scalar.properties.isAlphabetic {
                    #expect(covered[offset], "seed \(seed), \(segmenter.identity): \(scalar) is in no word")
                }
                offset += UTF8.width(scalar)
            }
        }
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

@Test func sizesCanBeCountedInWords() throws {
    let text = String(repeating: "One two three, four five. ", count: 100)
    let chunks = try RecursiveChunker(size: .tokens(10, WordSegmenter())).chunks(of: parsed(text, "a.txt"))
    #expect(chunks.count == 50)
    #expect(chunks.allSatisfy { words($0.text).count == 10 })
}
