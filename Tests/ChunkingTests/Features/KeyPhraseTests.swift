import Chunking
import TestSupport
import Testing

@Test func phrasesAreScoredAsThePaperScoresThem() {
    // Candidates: "vector index", "index", "large vector index": index has degree 2 + 1 + 3 over 3, vector 5 over 2,
    // large 3 over 1.
    let best = KeyPhrases(of: "A vector index, the index; and a large vector index.", language: "en").best(9)
    #expect(best.map(\.phrase) == ["large vector index", "vector index", "index"])
    #expect(best.map(\.score) == [7.5, 4.5, 2])
}

@Test func japanesePhrasesAreRunsOfIdeographsAndKatakana() {
    let best = KeyPhrases(of: "東京都のデータベースは東京都にある。検索の索引。", language: "ja").best(2).map(\.phrase)
    #expect(best == ["東京都", "データベース"])
}

@Test func thereAreNeverMoreThanAskedForAndNoneOfNothing() {
    #expect(KeyPhrases(of: "", language: nil).best(5).isEmpty)
    #expect(KeyPhrases(of: "the of and 12 345", language: "en").best(5).isEmpty)
    #expect(KeyPhrases(of: "one two three; four five six; seven", language: "de").best(2).count == 2)
    #expect(KeyPhrases(of: "word", language: "en").best(-1).isEmpty)
}

@Test func wordsAreTheSameHoweverTheyAreWritten() {
    // Capitals, and one character or three for a syllable.
    let text = "\u{1112}\u{1161}\u{11AB}글, 한글, İs big, is big, ÉTÉ, été"
    let best = KeyPhrases(of: text, language: "xx").best(9)
    #expect(best.map(\.phrase) == ["İs big", "한글", "ÉTÉ"], "\(best)")
    #expect(best.map(\.score) == [4, 1, 1])
}

@Test func phrasesAreThoseOfASlowReading() {
    let passages = TestTexts.passages("scifact").prefix(50) + TestTexts.passages("jaquad").prefix(50)
    for seed in UInt64(1)...200 {
        check(TestTexts.random(seed: seed, parts: 60), "seed \(seed)")
        check(letters(seed: seed), "letters of seed \(seed)")
    }
    for (index, passage) in passages.enumerated() { check(passage, "passage \(index)") }

    func check(_ text: String, _ label: String) {
        let found = KeyPhrases(of: text, language: "xx").best(Int.max)
        let expected = SlowPhrases.ranked(text)
        #expect(found.map(\.phrase) == expected.map(\.phrase), "\(label): \(text)")
        #expect(found.map(\.score) == expected.map(\.score), "\(label)")
    }

    /// Words that differ in a letter or a capital, and all that may stand within and between them.
    func letters(seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        let parts = [
            "a", "B", "é", "É", "д", "Д", "7", "-", "'", " ", " ", " ", ",", "文", "カ", "の", "İ", "\u{212A}", "한",
        ]
        return (0..<400).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    }
}

/// RAKE over strings and dictionaries, without stop words.
private enum SlowPhrases {
    static func ranked(_ text: String) -> [(phrase: String, score: Double)] {
        var candidates: [(words: [String], phrase: String, count: Int)] = []
        var degree: [String: Int] = [:]
        var frequency: [String: Int] = [:]
        func add(_ words: [String], _ phrase: String) {
            if let index = candidates.firstIndex(where: { $0.words == words }) {
                candidates[index].count += 1
            } else {
                candidates.append((words, phrase, 1))
            }
        }
        for run in runs(Array(text.unicodeScalars)) {
            if run.isEastern {
                add([run.words[0]], run.phrase)
                continue
            }
            for word in run.words {
                degree[word, default: 0] += run.words.count
                frequency[word, default: 0] += 1
            }
            add(run.words, run.phrase)
        }
        let scores = candidates.map { candidate in
            guard frequency[candidate.words[0]] != nil else { return Double(candidate.count) }
            return candidate.words.reduce(0.0) { $0 + Double(degree[$1] ?? 0) / Double(frequency[$1] ?? 1) }
        }
        return candidates.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.map {
            (candidates[$0].phrase.split(whereSeparator: \.isWhitespace).joined(separator: " "), scores[$0])
        }
    }

    private struct Run {
        var words: [String]
        var phrase: String
        var isEastern = false
    }

    private static func runs(_ scalars: [Unicode.Scalar]) -> [Run] {
        var runs: [Run] = []
        var open: (words: [String], range: Range<Int>) = ([], 0..<0)
        func text(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }
        func close() {
            if !open.words.isEmpty { runs.append(Run(words: open.words, phrase: text(open.range))) }
            open = ([], 0..<0)
        }
        var i = 0
        while i < scalars.count {
            let start = i
            if isEastern(scalars[i]) {
                close()
                while i < scalars.count, isEastern(scalars[i]) { i += 1 }
                if (2...20).contains(i - start) {
                    runs.append(Run(words: [text(start..<i)], phrase: text(start..<i), isEastern: true))
                }
            } else if isLetter(scalars[i]) {
                let isJoint = { (i: Int) in
                    (scalars[i] == "-" || scalars[i] == "'") && i + 1 < scalars.count && isLetter(scalars[i + 1])
                }
                while i < scalars.count, isLetter(scalars[i]) || isJoint(i) { i += 1 }
                let word = String(String.UnicodeScalarView(scalars[start..<i].map(small)))
                if !(2...40).contains(i - start) || scalars[start..<i].allSatisfy({ "0"..."9" ~= $0 }) {
                    close()
                } else {
                    if open.words.count == 4 { close() }
                    open = (open.words + [word], (open.words.isEmpty ? start : open.range.lowerBound)..<i)
                }
            } else {
                if ![" ", "\n", "\r"].contains(scalars[i]) { close() }
                i += 1
            }
        }
        close()
        return runs
    }

    private static func isEastern(_ scalar: Unicode.Scalar) -> Bool {
        ["ァ"..."ヺ", "ー"..."ー", "一"..."\u{9FFF}", "\u{3400}"..."\u{4DBF}", "々"..."々"].contains { $0 ~= scalar }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
        return scalar.properties.isAlphabetic && !isEastern(scalar) && !("\u{3041}"..."\u{309F}" ~= scalar)
    }

    /// One scalar for one; of other scripts than these tests have, capitals stay.
    private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "İ" { return "i" }
        let value = scalar.value
        let isKnown = value < 0x250 || (0x370..<0x530).contains(value) || (0x1E00..<0x1F00).contains(value)
        guard isKnown else { return scalar }
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first ?? scalar : scalar
    }
}
