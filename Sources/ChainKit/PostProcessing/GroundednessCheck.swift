public import ModelServing
import Retriever
import VectorCore

/// Compares each sentence of an answer with the passages that it cites, and flags or takes out those that say something
/// else.
///
/// The score of a sentence is that of its best passage among those it cites, or among all where it cites none. A
/// sentence without words to compare is let through, as is what a generator quotes; without passages nothing is checked.
/// Put it before ``CitationCheck``, so that the citations of a sentence that is taken out go with it. Each
/// sentence is held back until it is complete.
///
/// Neither score reads: a sentence that turns a passage's meaning round with the passage's words is let through.
///
///     chain.postProcessors = [GroundednessCheck(by: .overlap, atLeast: 0.5, action: .remove), CitationCheck()]
public struct GroundednessCheck: PostProcessor {
    /// What a sentence and a passage have in common.
    public enum Score: Sendable {
        /// The share of the sentence's words that the passage has, 0 to 1: words in lower case without a plural's s and
        /// without those of fewer than four letters, numbers, and pairs of neighbouring ideographs and kana.
        case overlap
        /// The cosine of their vectors, -1 to 1.
        case similarity(any EmbeddingModel)
    }

    /// What is done with a sentence of a lower score.
    public enum Action: String, Sendable, Hashable, Codable {
        /// It stays, and a warning tells it.
        case flag
        /// It is taken out, and a warning tells it.
        case remove
    }

    public let name = "groundedness"
    /// What sentences and passages are compared by.
    public var score: Score
    /// Sentences of a lower score count as ungrounded.
    public var threshold: Double
    /// What is done with them.
    public var action: Action

    public init(by score: Score = .overlap, atLeast threshold: Double = 0.5, action: Action = .flag) {
        self.score = score
        self.threshold = threshold
        self.action = action
    }

    public func begin(context: PackedContext) -> any AnswerPass {
        Pass(check: self, passages: context.passages)
    }

    /// How well passages bear a sentence out; nil if there is nothing to compare.
    ///
    /// - Throws: What the embedding model throws.
    public func score(of sentence: String, by passages: [String]) async throws -> Double? {
        let words = Set(GroundingWords.of(sentence))
        guard !words.isEmpty, !passages.isEmpty else { return nil }
        switch score {
        case .overlap:
            return passages.map { passage in
                Double(words.intersection(GroundingWords.of(passage)).count) / Double(words.count)
            }.max()
        case .similarity(let model):
            let vectors = try await model.embed([sentence] + passages, as: .passage)
            let own = vectors[row: 0]
            return (1..<vectors.rows).map { Self.cosine(own, vectors[row: $0]) }.max()
        }
    }

    static func cosine(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Double {
        var (dot, x, y) = (0.0, 0.0, 0.0)
        for (p, q) in zip(a, b) {
            dot += Double(p) * Double(q)
            x += Double(p) * Double(p)
            y += Double(q) * Double(q)
        }
        return x > 0 && y > 0 ? dot / (x * y).squareRoot() : 0
    }

    private struct Pass: AnswerPass {
        let check: GroundednessCheck
        var passages: [ContextPassage]
        var sentences = SentenceStream()

        init(check: GroundednessCheck, passages: [ContextPassage]) {
            self.check = check
            self.passages = passages
        }

        mutating func process(_ piece: AnswerPiece) async throws -> [AnswerPiece] {
            switch piece {
            case .text(let text):
                var pieces: [AnswerPiece] = []
                for sentence in sentences.add(text) { pieces += try await judged(sentence) }
                return pieces
            case .passages(let found):
                passages += found
                return [piece]
            case .quotation, .data, .citation, .removedCitation, .warning:
                return try await finish() + [piece]
            }
        }

        mutating func finish() async throws -> [AnswerPiece] {
            guard let rest = sentences.finish() else { return [] }
            return try await judged(rest)
        }

        private func judged(_ sentence: String) async throws -> [AnswerPiece] {
            let cited = self.cited(in: sentence)
            let bare = cited.text
            let compared = cited.passages.isEmpty ? passages : cited.passages
            guard let score = try await check.score(of: bare, by: compared.map(\.text)), score < check.threshold else {
                return [.text(sentence)]
            }
            let rounded = (score * 100).rounded() / 100
            let warning = AnswerPiece.warning(
                ChainWarning(
                    .ungrounded, step: .postProcessing,
                    "grounded by \(rounded), less than \(check.threshold): \(bare.trimmed.prefix(300))"))
            switch check.action {
            case .flag: return [.text(sentence), warning]
            case .remove:
                // The line's end stays, so that the next line does not join the one before.
                return sentence.unicodeScalars.last.map(\.isLineBreak) == true ? [.text("\n"), warning] : [warning]
            }
        }

        /// The passages that a sentence cites, and the sentence without markers.
        private func cited(in sentence: String) -> (passages: [ContextPassage], text: String) {
            var scanner = CitationScanner(numbers: Set(passages.map(\.number)))
            var numbers: Set<Int> = []
            var text = ""
            for piece in scanner.scan(sentence) + scanner.finish() {
                switch piece {
                case .cited(let number): numbers.insert(number)
                case .text(let part): text += part
                case .removed: break
                }
            }
            for number in numbers { text = text.replacing("[\(number)]", with: "") }
            return (passages.filter { numbers.contains($0.number) }, text)
        }
    }
}

/// The words that a sentence and a passage are compared by.
enum GroundingWords {
    static func of(_ text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        func endWord() {
            defer { word = String.UnicodeScalarView() }
            let isNumber = word.contains { $0.properties.numericType != nil }
            guard isNumber || word.count > 3 else { return }
            var text = String(word).lowercased()
            if !isNumber, text.hasSuffix("s"), !text.hasSuffix("ss") { text.removeLast() }
            words.append(text)
        }
        for scalar in text.unicodeScalars {
            if scalar.isUnspaced {
                endWord()
                if let previous { words.append("\(previous)\(scalar)") }
                previous = scalar
            } else {
                previous = nil
                if scalar.isWordPart || scalar.properties.generalCategory == .nonspacingMark {
                    word.append(scalar)
                } else {
                    endWord()
                }
            }
        }
        endWord()
        return words
    }
}
