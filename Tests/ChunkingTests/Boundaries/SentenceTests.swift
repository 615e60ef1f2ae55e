import Chunking
import Testing

private func divided(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return TextSegments(of: bytes, by: .sentence).map { String(decoding: bytes[$0], as: UTF8.self) }
        .joined(separator: "|")
}

@Test(arguments: [
    SentenceCases.english, SentenceCases.german, SentenceCases.french, SentenceCases.spanish, SentenceCases.italian,
    SentenceCases.japanese, SentenceCases.others,
])
func awkwardSentencesAreToldApart(cases: [String]) {
    for wanted in cases {
        let text = wanted.filter { $0 != "|" }
        #expect(divided(text) == wanted)
    }
}

@Test func theGoldenSetIsOfSomeSize() {
    let all =
        SentenceCases.english + SentenceCases.german + SentenceCases.french + SentenceCases.spanish
        + SentenceCases.italian + SentenceCases.japanese + SentenceCases.others
    #expect(all.count >= 100)
    #expect(all.reduce(0) { $0 + $1.count { $0 == "|" } } >= 150)
}

@Test(arguments: SentenceCases.unsolved)
func theseAreWrongStill(wanted: String) {
    withKnownIssue { #expect(divided(wanted.filter { $0 != "|" }) == wanted) }
}

@Test func sentencesOfSpacedTextBeginWithNoWhiteSpace() {
    for seed in UInt64(1)...500 {
        let bytes = BoundaryTexts.random(seed: seed, parts: 40)
        for sentence in TextSegments(of: bytes, by: .sentence).dropFirst() {
            let first = String(decoding: bytes[sentence], as: UTF8.self).unicodeScalars.first
            #expect(first?.properties.isWhitespace == false || first == "\u{B}", "seed \(seed)")
        }
    }
}
