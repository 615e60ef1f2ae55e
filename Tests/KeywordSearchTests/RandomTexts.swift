import KeywordSearch
import TestSupport

/// Words by chance, of which the first are in nearly every text and the last in hardly any.
struct RandomTexts {
    var generator: SeededGenerator
    let vocabulary: Int

    init(seed: UInt64, vocabulary: Int = 500) {
        generator = SeededGenerator(seed: seed)
        self.vocabulary = vocabulary
    }

    mutating func word() -> String {
        let chance = Double.random(in: 0..<1, using: &generator)
        return "w\(Int(Double(vocabulary) * chance * chance * chance * chance))"
    }

    mutating func text(_ length: ClosedRange<Int>) -> String {
        (0..<Int.random(in: length, using: &generator)).map { _ in word() }.joined(separator: " ")
    }

    mutating func documents(_ ids: some Sequence<Int64>, columns: Int, length: ClosedRange<Int>) -> [KeywordDocument] {
        ids.map { id in KeywordDocument(id: id, texts: (0..<columns).map { _ in text(length) }) }
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
