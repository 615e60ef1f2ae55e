import Chunking

/// Tells the question's language to the prompt, as the variable `language`: a BCP 47 code such as `ja`.
///
/// Short questions in Latin or Cyrillic letters rarely have enough text to tell (about 20 trigrams); they count as
/// ``otherwise``, so that a prompt never asserts a guess.
///
///     chain.queryProcessors.append(LanguageDetection())
///     // in the prompt: Answer in the language with the code {{language}}.
public struct LanguageDetection: QueryProcessor {
    public let name = "language_detection"
    /// What the variable says where the language is not certain; `und` is BCP 47's word for it.
    public var otherwise: String
    private let detector = LanguageDetector()

    public init(otherwise: String = "und") {
        self.otherwise = otherwise
    }

    public func process(_ query: ChainQuery) async throws -> ChainQuery {
        var query = query
        let result = detector.detect(query.text)
        query.variables["language"] = .text(result.flatMap { $0.isReliable ? $0.language : nil } ?? otherwise)
        return query
    }
}
