import Foundation
public import KeywordSearch
public import ModelServing
import Retriever
import VectorCore

/// What another memory keeps, and before it the older turns of the session that fit the question best.
///
/// Only the session's own turns are read, so there is nothing of others to find. They are searched by their words, and by vector where there is
/// a model; what both find is fused by reciprocal ranks. Vectors are kept in the store beside the turns and go with them. Where
/// the model fails, words alone are searched, with a warning of code ``ChainWarning/Code/recallFailed``.
///
///     session.memory = RecallMemory(beside: SummaryMemory(model: model), model: encoder)
public struct RecallMemory: SessionMemory {
    public let name = "recall_memory"
    /// What is kept whatever the question is; its turns are not found a second time.
    public var recent: any SessionMemory
    /// Embeds questions, and each turn once; nil searches by words alone.
    public var model: (any EmbeddingModel)?
    /// The most turns found.
    public var k: Int
    /// The most tokens of what is found, questions and answers together.
    public var tokens: Int
    public var counter: TokenCounter
    /// How texts become words.
    public var analyzer: KeywordAnalyzer
    /// The least cosine of a turn that is found by vector, -1 to 1; what suits depends on the model.
    public var minimumSimilarity = 0.0
    /// How many of the newest turns are searched; their words are analysed anew for each question.
    public var maximumTurns: Int
    /// How long the model may take; nil waits as long as it takes.
    public var timeLimit: Duration? = .seconds(10)

    public init(
        beside recent: any SessionMemory = BudgetMemory(), model: (any EmbeddingModel)? = nil, k: Int = 3,
        tokens: Int = 500, counter: TokenCounter = .estimate, analyzer: KeywordAnalyzer = .standard,
        maximumTurns: Int = 200
    ) {
        self.recent = recent
        self.model = model?.traced()
        self.k = k
        self.tokens = tokens
        self.counter = counter
        self.analyzer = analyzer
        self.maximumTurns = maximumTurns
    }

    public func history(
        before question: String, in session: SessionID, of store: SessionStore
    ) async throws -> [Message] {
        let shown = try await recent.history(before: question, in: session, of: store)
        let pairs = Set(zip(shown, shown.dropFirst()).map { [$0, $1] })
        let older = try store.turns(of: session, last: max(0, maximumTurns)).filter { !pairs.contains($0.messages) }
        guard !older.isEmpty, k > 0 else { return shown }
        let lists = [try found(question, byWordsIn: older)] + (try await byVector(question, older, session, store))
        let ranked = Fusion.reciprocalRank.fuse(lists)
        return chosen(ranked.map { older[Int($0.id)] }).flatMap(\.messages) + shown
    }

    /// The best that fit, in the order in which they were said.
    private func chosen(_ ranked: [ChatTurn]) -> [ChatTurn] {
        var left = tokens
        var turns: [ChatTurn] = []
        for turn in ranked.prefix(k) where counter(turn) <= left {
            left -= counter(turn)
            turns.append(turn)
        }
        return turns.sorted { $0.number < $1.number }
    }

    private func found(_ question: String, byWordsIn turns: [ChatTurn]) throws -> Fusion.List {
        let index = try KeywordIndex(columns: [KeywordColumn("question"), KeywordColumn("answer")], analyzer: analyzer)
        try index.add(
            turns.enumerated().map { KeywordDocument(id: Int64($0), texts: [$1.question, $1.answer]) })
        return Fusion.List(
            .keyword, try index.search(question, k: k).map { Fusion.Candidate(id: $0.id, score: Double($0.score)) })
    }

    /// No list where there is no model, or it fails.
    private func byVector(
        _ question: String, _ turns: [ChatTurn], _ session: SessionID, _ store: SessionStore
    ) async throws -> [Fusion.List] {
        guard let model else { return [] }
        return try await Fallback.from(
            { ChainWarning(.recallFailed, step: .queryProcessing, "older turns are found by words alone: \($0)") },
            to: []
        ) {
            let limit = timeLimit
            let (asked, vectors) = try await withDeadline(
                limit,
                timeoutError: { ModelError(.timedOut, "\(model.identity.name) took longer than \(limit ?? .zero)") }
            ) {
                let asked = try await model.embed([question], as: .query)
                guard asked.rows == 1 else {
                    throw ModelError(.invalidResponse, "\(asked.rows) vectors for one question")
                }
                return (asked, try await Self.vectors(of: turns, session, store, model))
            }
            let candidates = vectors.enumerated().map { position, vector in
                Fusion.Candidate(id: Int64(position), score: GroundednessCheck.cosine(asked[row: 0], vector))
            }.filter { $0.score >= minimumSimilarity }
            return [Fusion.List(.vector, Array(candidates.sorted { ($0.score, $1.id) > ($1.score, $0.id) }.prefix(k)))]
        }
    }

    /// What is embedded is kept after each so many turns, so that a call that takes too long leaves the next one less to do.
    private static let batch = 32

    /// Those that the store has, and the others embedded and kept.
    private static func vectors(
        of turns: [ChatTurn], _ session: SessionID, _ store: SessionStore, _ model: any EmbeddingModel
    ) async throws -> [[Float]] {
        var vectors = try store.vectors(of: session, by: model.identity)
        let missing = turns.filter { vectors[$0.number] == nil }
        for start in stride(from: 0, to: missing.count, by: batch) {
            let some = missing[start..<min(start + batch, missing.count)]
            let made = try await model.embed(some.map { "\($0.question)\n\($0.answer)" }, as: .passage)
            guard made.rows == some.count else {
                throw ModelError(.invalidResponse, "\(made.rows) vectors for \(some.count) turns")
            }
            let embedded = zip(some, 0..<made.rows).map { (turn: $0, vector: Array(made[row: $1])) }
            try store.keep(embedded, of: session, by: model.identity)
            for (turn, vector) in embedded { vectors[turn.number] = vector }
        }
        return turns.compactMap { vectors[$0.number] }
    }
}

extension ChainWarning.Code {
    /// A session's older turns were not searched by vector, since the model failed.
    public static let recallFailed = ChainWarning.Code("recall_failed")
}
