import Foundation
import KeywordSearch
import TestSupport
import Testing
import VectorCore

/// An analyzer is written into an index's file, and read back or refused.
@Suite struct AnalyzerStampTests {
    @Test func descriptionsAreWrittenForEver() {
        let analyzers: [(KeywordAnalyzer, String)] = [
            (KeywordAnalyzer(), "english"), (.whitespace, "whitespace"), (.german, "german"), (.code, "code"),
            (KeywordAnalyzer(language: .french, stopWords: .standard), "french stop-words=standard"),
            (KeywordAnalyzer(stopWords: .words(["to be", "a", "a"])), "english stop-words=own:a,to%20be"),
            (
                KeywordAnalyzer(
                    language: .spanish, stemming: .none, dictionary: ["Ñu", "100%"],
                    synonyms: [["UN", "United Nations"], ["a|b", "c,d"]]),
                "spanish stemming=none dictionary=100%25,Ñu synonyms=UN,United%20Nations|a%7Cb,c%2Cd"
            ),
            (KeywordAnalyzer(wordBreaker: Halves(identity: "halves 2")), "english words=halves%202"),
            (.standard, "english characters=kept"),
            (
                KeywordAnalyzer(
                    language: .german, wordBreaker: Halves(identity: "halves 2"), characters: .kept),
                "german words=halves%202 characters=kept"
            ),
        ]
        for (analyzer, description) in analyzers { #expect(analyzer.description == description) }
        #expect(KeywordAnalyzer() == .english && KeywordAnalyzer.german != .english)
        #expect(KeywordAnalyzer(dictionary: ["b", "a"]) == KeywordAnalyzer(dictionary: ["a", "b", "a"]))
    }

    private static func analyzer(_ generator: inout SeededGenerator) -> KeywordAnalyzer {
        func words(_ generator: inout SeededGenerator) -> [String] {
            (0..<Int.random(in: 0...3, using: &generator)).map { _ in AnalyzerPropertyTests.text(&generator) }
        }
        let stopWords = [KeywordStopWords.none, .standard, .words(words(&generator))]
        return KeywordAnalyzer(
            language: KeywordLanguage.allCases[Int.random(in: 0..<7, using: &generator)],
            stopWords: stopWords[Int.random(in: 0..<3, using: &generator)],
            stemming: Bool.random(using: &generator) ? .none : .snowball, dictionary: words(&generator),
            synonyms: (0..<Int.random(in: 0...2, using: &generator)).map { _ in words(&generator) },
            characters: Bool.random(using: &generator) ? .kept : .leftOut)
    }

    @Test func anyAnalyzerIsReadBack() throws {
        for seed in 0..<300 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let analyzer = Self.analyzer(&generator)
            let text = AnalyzerPropertyTests.text(&generator)
            let again = try #require(KeywordAnalyzer(description: analyzer.description), "\(analyzer), seed \(seed)")
            #expect(again == analyzer && again.description.utf8.elementsEqual(analyzer.description.utf8))
            #expect(again.terms(in: text) == analyzer.terms(in: text), "\(analyzer), seed \(seed)")
        }
    }

    @Test(arguments: [
        "", " ", "klingon", "English", "english ", " english", "english stemming=snowball",
        "english stemming=none stemming=none",
        "english stop-words=none", "english stop-words=own", "english dictionary=b,a", "english dictionary=%2",
        "english dictionary=%zz",
        "english dictionary=%41", "english dictionary=%FF", "english words=ICU-72", "whitespace stemming=none",
        "english new=1",
        "english synonyms=a b", "english dictionary=", "english characters=leftOut",
        "english characters=kept stemming=none",
    ])
    func whatNoAnalyzerWritesIsRefused(description: String) {
        #expect(KeywordAnalyzer(description: description) == nil)
    }

    @Test func anIndexOpensWithItsAnalyzerAlone() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("stamp-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        let breaker = Halves(identity: "halves 1")
        let analyzers = [
            KeywordAnalyzer.english, .standard, .whitespace, .german, .code,
            KeywordAnalyzer(
                language: .italian, stopWords: .standard, dictionary: ["Città"], synonyms: [["auto", "macchina"]]),
            KeywordAnalyzer(wordBreaker: breaker),
        ]
        for analyzer in analyzers {
            let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: analyzer)
            try index.add([KeywordDocument(id: 3, "Una macchina nella città, 東京都庁 Häuser a_b")])
            try index.save(to: file)
            if analyzer != analyzers.last {
                let opened = try KeywordIndex.open(file)
                #expect(opened.analyzer == analyzer)
                #expect(try opened.search("macchina", k: 1).map(\.id) == [3])
            }
            #expect(try KeywordIndex.open(file, analyzer: analyzer).search("macchina", k: 1).map(\.id) == [3])
            for other in analyzers + [KeywordAnalyzer(wordBreaker: Halves(identity: "halves 2"))]
            where other != analyzer {
                do {
                    _ = try KeywordIndex.open(file, analyzer: other)
                    Issue.record("\(analyzer) was opened with \(other)")
                } catch { #expect(error.code == .fileUnsupported) }
            }
        }
        // The last one's word breaker cannot be made of its name.
        do {
            _ = try KeywordIndex.open(file)
            Issue.record("opened without its word breaker")
        } catch { #expect(error.code == .fileUnsupported) }
        let same = KeywordAnalyzer(wordBreaker: Halves(identity: "halves 1"))
        #expect(try KeywordIndex.open(file, analyzer: same).search("東京", k: 1).map(\.id) == [3])
    }
}

/// Parts each run after its second character of three bytes.
private struct Halves: KeywordWordBreaker {
    let identity: String

    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
        runs.compactMap { $0.count > 6 ? $0.lowerBound + 6 : nil }
    }
}
