import Foundation

/// A question and the rows that answer it, to choose a ``Fusion`` by.
public struct JudgedQuestion: Sendable, Hashable {
    public var question: IndexQuery.Question
    /// How well each row answers, by its key: larger is better, 0 and what is not named is no answer.
    public var grades: [Value: Double]

    public init(_ question: IndexQuery.Question, grades: [Value: Double]) {
        self.question = question
        self.grades = grades
    }

    /// Of a text, and the keys of rows that answer it equally well.
    public init(_ text: String, relevant keys: [some ValueConvertible]) {
        self.init(
            IndexQuery.Question(text: text),
            grades: Dictionary(keys.map { ($0.value, 1) }, uniquingKeysWith: { first, _ in first }))
    }
}

/// How well each weight of the vectors did for some judged questions.
public struct FusionTuning: Sendable, Hashable {
    public struct Trial: Sendable, Hashable {
        public var vectorWeight: Double
        /// The mean over the questions, 0 to 1.
        public var nDCG: Double
    }

    /// By ascending weight: 0 to 1 in steps of .05.
    public var trials: [Trial]
    /// The convex combination that did best; of several that did equally well, the one nearest to ``Fusion/standard``.
    public var fusion: Fusion
    /// How many questions it was chosen by: those with an answer.
    public var questions: Int
    /// How well the chosen one did, and ``Fusion/reciprocalRank``.
    public var nDCG: Double
    public var reciprocalRankNDCG: Double
}

extension Fusion {
    /// What both sides found for a question, and how well each row answers it.
    package struct Judged: Sendable {
        package var lists: [List]
        package var grades: [Int64: Double]
        /// Of all that answer, found or not, best first.
        package var ideal: [Double]

        package init(lists: [List], grades: [Int64: Double], ideal: [Double]) {
            self.lists = lists
            self.grades = grades
            self.ideal = ideal
        }
    }

    /// Tries weights, and chooses the best by the normalised discounted cumulative gain of the first `k`.
    ///
    /// - Parameter judged: At least one question.
    package static func tuned(by judged: [Judged], k: Int) -> FusionTuning {
        let trials = (0...20).map { step in
            let weight = Double(step) / 20
            return FusionTuning.Trial(
                vectorWeight: weight, nDCG: quality(.convex(vectorWeight: weight), of: judged, k: k))
        }
        // Sums of the same gains in another order differ in their last bits.
        let best = trials.map(\.nDCG).max() ?? 0
        let chosen = trials.filter { $0.nDCG >= best - 1e-12 }
            .min { abs($0.vectorWeight - 0.5) < abs($1.vectorWeight - 0.5) }
        return FusionTuning(
            trials: trials, fusion: chosen.map { .convex(vectorWeight: $0.vectorWeight) } ?? .standard,
            questions: judged.count, nDCG: chosen?.nDCG ?? 0,
            reciprocalRankNDCG: quality(.reciprocalRank, of: judged, k: k))
    }

    private static func quality(_ fusion: Fusion, of judged: [Judged], k: Int) -> Double {
        let sum = judged.reduce(0.0) { sum, question in
            let gains = fusion.fuse(question.lists).prefix(k).map { question.grades[$0.id] ?? 0 }
            return sum + gain(gains) / gain(Array(question.ideal.prefix(k)))
        }
        return judged.isEmpty ? 0 : sum / Double(judged.count)
    }

    /// Discounted by log₂ of the rank plus one, as trec_eval does.
    private static func gain(_ grades: [Double]) -> Double {
        grades.enumerated().reduce(0) { $0 + $1.element / log2(Double($1.offset) + 2) }
    }
}

extension DeltaSyncIndex {
    /// Chooses the weight of vectors beside keywords by questions whose answers are known; some forty tell it.
    ///
    ///     let tuning = try await index.tuneFusion(by: judgements)
    ///     options.fusion = tuning.fusion
    ///
    /// - Parameters:
    ///   - judged: Questions; those without an answer are left out.
    ///   - options: Filter and candidates to search with. Its `k` is the depth of the nDCG; mode, fusion and the steps after it have no part.
    /// - Throws: ``IndexError``: `invalidOption` where no question has an answer, a grade is not finite, or an index has no keyword columns; as
    ///   ``query(_:after:)``.
    public func tuneFusion(
        by judged: [JudgedQuestion], options: RetrievalOptions = RetrievalOptions()
    ) async throws -> FusionTuning {
        guard judged.allSatisfy({ $0.grades.values.allSatisfy(\.isFinite) }) else {
            throw IndexError(.invalidOption, "a grade of a judged question is not a finite number")
        }
        let answerable = judged.filter { $0.grades.values.contains { $0 > 0 } }
        guard !answerable.isEmpty else {
            throw IndexError(.invalidOption, "none of the \(judged.count) questions has an answer to go by")
        }
        var candidates = RetrievalOptions(
            k: options.k, filter: options.filter, candidates: options.candidates)
        candidates.mode = .hybrid
        var questions: [Fusion.Judged] = []
        for question in answerable {
            let query = IndexQuery(questions: [question.question], options: candidates, columns: [])
            questions.append(try await self.judged(query, by: question))
        }
        return Fusion.tuned(by: questions, k: options.k)
    }
}
