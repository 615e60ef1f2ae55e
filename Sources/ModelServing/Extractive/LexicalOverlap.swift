import Foundation

/// How much of a question's words each of some sentences holds, rare words counting more.
struct LexicalOverlap {
    /// One for each sentence, 0 to 1.
    let shares: [Double]

    init(question: String, sentences: [String]) {
        let asked = Set(Self.terms(question))
        let held = sentences.map { Set(Self.terms($0)).intersection(asked) }
        var frequency: [String: Int] = [:]
        for terms in held { for term in terms { frequency[term, default: 0] += 1 } }
        // As in BM25: a word that all sentences hold weighs next to nothing, and so do the likes of "the".
        let count = Double(sentences.count)
        let weights = Dictionary(
            uniqueKeysWithValues: asked.map { term in
                let n = Double(frequency[term] ?? 0)
                return (term, log(1 + (count - n + 0.5) / (n + 0.5)))
            })
        // Words that no sentence holds count too: else a lone "it" could be all of a question that was found.
        // Sorted, so that the sum is the same in every run.
        let total = weights.keys.sorted().reduce(0) { $0 + (weights[$1] ?? 0) }
        shares = held.map { terms in
            total > 0 ? terms.sorted().reduce(0) { $0 + (weights[$1] ?? 0) } / total : 0
        }
    }

    /// Words in lower case without a plural's s; of scripts without spaces, pairs of neighbouring characters.
    static func terms(_ text: String) -> [String] {
        var terms: [String] = []
        var word = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        func endWord() {
            guard !word.isEmpty else { return }
            var text = String(word).lowercased()
            if text.utf8.count > 3, text.hasSuffix("s"), !text.hasSuffix("ss") { text.removeLast() }
            terms.append(text)
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if scalar.isCJK {
                endWord()
                if let previous { terms.append(String(Character(previous)) + String(Character(scalar))) }
                previous = scalar
                continue
            }
            previous = nil
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
            {
                word.append(scalar)
            } else {
                endWord()
            }
        }
        endWord()
        return terms
    }
}

extension Unicode.Scalar {
    /// Kana, the common ideographs and their extensions.
    var isCJK: Bool {
        switch value {
        case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F,
            0x20000...0x323AF:
            true
        default: false
        }
    }
}
