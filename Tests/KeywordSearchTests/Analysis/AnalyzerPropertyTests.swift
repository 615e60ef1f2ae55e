import Foundation
import TestSupport
import Testing

@testable import KeywordSearch

/// What holds for every analyzer and every text.
@Suite struct AnalyzerPropertyTests {
    static let analyzers: [KeywordAnalyzer] =
        KeywordLanguage.allCases.flatMap { language in
            [
                KeywordAnalyzer(language: language),
                KeywordAnalyzer(
                    language: language, stopWords: .standard, dictionary: ["東京都", "ones"],
                    synonyms: [["one", "two"], ["one two", "three"]]),
            ]
        } + [
            KeywordAnalyzer(stemming: .none), .whitespace, .standard,
            KeywordAnalyzer(language: .code, dictionary: ["東京都"], characters: .kept),
        ]

    struct Term: Equatable {
        var term: [UInt8]
        var kind: WordSegmenter.Kind
        var range: Range<Int>
    }

    static func terms(_ text: String, _ analyzer: KeywordAnalyzer) -> [Term] {
        var terms: [Term] = []
        analyzer.forEachTerm(in: text) { terms.append(Term(term: $0, kind: $1, range: $2)) }
        return terms
    }

    /// Pieces that meet one another in every way.
    private static let pieces = [
        "one", "Two", "ones", "Häuser", "l’", "l'", "qu'", "été", "ÉCOLE", "İ", "ß", "ſ", "œuvre", "1.000,5", "3,14",
        "v1.2",
        "snake_case", "camelCase", "HTTPServer", "C++", "C#", ".net", "a.b", "x::y", "-", "--", "_", "__", ".", ",",
        "'", "’",
        " ", "  ", "\n", "\0", "東京都", "東", "の", "ｶﾞ", "か\u{3099}", "\u{3099}", "\u{0301}", "e\u{0301}", "ไทย", "한국", "🙂",
        "👩‍👩‍👧",
        "\u{200D}", "\u{FFFD}", "½", "Ⅷ", "ﬁ", "Ａ", "я", "Ω", "𝔘", "𠮷", "\u{1F3FB}", "२३", "and", "the", "die", "di",
    ]

    static func text(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...24, using: &generator)).map { _ in
            Bool.random(using: &generator)
                ? pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                : String(Unicode.Scalar(UInt32.random(in: 0...0xFFFF, using: &generator)) ?? " ")
        }.joined(separator: Bool.random(using: &generator) ? "" : " ")
    }

    /// What is right of one text's terms.
    static func check(_ text: String, _ analyzer: KeywordAnalyzer, _ what: String) {
        let utf8 = Array(text.utf8)
        let terms = terms(text, analyzer)
        var start = 0
        for term in terms {
            let range = term.range
            #expect(String(validating: term.term, as: UTF8.self) != nil && !term.term.isEmpty, "\(what): \(term)")
            #expect(range.lowerBound < range.upperBound && range.upperBound <= utf8.count, "\(what): \(term)")
            guard range.upperBound <= utf8.count else { continue }
            #expect(utf8[range.lowerBound] & 0xC0 != 0x80, "\(what): \(term) begins within a character")
            let isEnd = range.upperBound == utf8.count || utf8[range.upperBound] & 0xC0 != 0x80
            #expect(isEnd, "\(what): \(term) ends within a character")
            if !term.kind.isColocated {
                #expect(range.lowerBound >= start, "\(what): \(term) comes too late")
                start = range.lowerBound
            }
        }
        #expect(Self.terms(text, analyzer) == terms, "\(what): another time other terms")
        #expect(analyzer.terms(in: text) == terms.map { String(decoding: $0.term, as: UTF8.self) })
    }

    @Test(arguments: analyzers) func termsHaveExactRanges(analyzer: KeywordAnalyzer) {
        for seed in 0..<150 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            Self.check(Self.text(&generator), analyzer, "\(analyzer), seed \(seed)")
        }
    }

    /// Damaged UTF-8 is mended as Swift does, whatever it holds.
    @Test(arguments: analyzers) func damagedTextHasTerms(analyzer: KeywordAnalyzer) {
        for seed in 0..<60 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var bytes = Array((Self.text(&generator) + Self.text(&generator)).utf8)
            for _ in 0..<6 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            Self.check(String(decoding: bytes, as: UTF8.self), analyzer, "\(analyzer), damaged, seed \(seed)")
        }
    }

    /// A text's terms are those of its lines one after another; phrases of synonyms apart, which go over lines.
    @Test(arguments: analyzers) func linesAreAnalysedByThemselves(analyzer: KeywordAnalyzer) {
        for seed in 0..<80 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let (first, second) = (Self.text(&generator), Self.text(&generator))
            func words(_ text: String) -> [[UInt8]] {
                Self.terms(text, analyzer).filter { $0.kind != .synonym }.map(\.term)
            }
            #expect(words(first + " \n " + second) == words(first) + words(second), "\(analyzer), seed \(seed)")
        }
    }

    /// A word as the text has it finds its document, whatever else there is.
    @Test(arguments: analyzers) func whatATextHasFindsIt(analyzer: KeywordAnalyzer) throws {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let text = Self.text(&generator)
            let index = try KeywordIndex(columns: [KeywordColumn("text", storesPositions: true)], analyzer: analyzer)
            try index.add([KeywordDocument(id: 1, text), KeywordDocument(id: 2, "")])
            let asked = Self.terms(text, analyzer).contains { $0.kind.isAsked }
            #expect(try index.search(text, k: 2).map(\.id) == (asked ? [1] : []), "\(analyzer), seed \(seed)")
            let hasPlaces = Self.terms(text, analyzer).contains { !$0.kind.isColocated }
            #expect(
                try index.search(.phrase(text), k: 2).map(\.id) == (hasPlaces ? [1] : []), "\(analyzer), seed \(seed)")
        }
    }

    /// In time that grows with the text: a hundred thousand bytes of one kind, ten million with `TESSERA_LONG=1`.
    @Test(arguments: [
        "a", "é", "ß", "東", "_", "'", "a.", "a_", "aB", "1,", ".", "+", "e\u{0301}", "\u{3099}", "ｶﾞ", "a-", "::", "#",
    ])
    func aVeryLongWordIsNoTrouble(piece: String) {
        let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil
        let bytes = isLong ? 10_000_000 : 100_000
        let text = String(repeating: piece, count: bytes / piece.utf8.count)
        for analyzer in [KeywordAnalyzer.english, .german, .code, KeywordAnalyzer(dictionary: ["東東東"])] {
            var longest = 0
            analyzer.forEachTerm(in: text) { term, _, range in longest = max(longest, term.count) }
            // A letter may become two: "ß" is "ss".
            #expect(longest <= 2 * WordSegmenter.longestWord, "\(analyzer)")
        }
    }
}
