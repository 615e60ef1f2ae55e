/// Scores passages by late interaction over the token vectors of a ``SentenceEncoder``.
///
/// It needs no weights beside the encoder's: each token of the query looks for its best match among the passage's
/// tokens, which sees words that one vector for a whole passage has averaged away. The encoder was not trained for
/// it; `tessera-bench retrieval … --rerank maxsim` tells what it gains on a data set.
///
///     let reranker = MaxSimReranker(encoder: encoder)
///     let scores = try await reranker.scores(of: hits.map(\.text), for: question)
///
/// A score is the mean over the query's tokens, between -1 and 1; 0 for an empty passage. Passages are read as far as
/// the encoder reads, and encoded at each call, as many at a time as the encoder has threads.
public struct MaxSimReranker: RerankingModel {
    public let name: String
    public let encoder: SentenceEncoder

    public init(encoder: SentenceEncoder) {
        self.encoder = encoder
        name = "maxsim-\(encoder.identity.name)"
    }

    public func scores(of passages: [String], for query: String) async throws -> [Float] {
        try await rerank(passages, for: query).scores
    }

    /// The same with the tokens that were encoded, the query's and those of all passages.
    public func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse {
        try Task.checkCancellation()
        if passages.isEmpty { return RerankingResponse(scores: [], usage: TokenUsage.zero) }
        let (tokens, vectors) = encoder.tokenVectors(of: query)
        let queryRows = MaxSim.unitRows(of: vectors, tokens: tokens)
        let judged = try await BoundedWork.map(passages, concurrency: encoder.threads) { [encoder] passage in
            try Task.checkCancellation()
            let (tokens, vectors) = encoder.tokenVectors(of: passage)
            // The pool has one thread a processor; whoever wants to cancel this needs one.
            await Task.yield()
            let score = MaxSim.score(query: queryRows, passage: MaxSim.unitRows(of: vectors, tokens: tokens))
            return (score: score, tokens: tokens.count)
        }
        let count = judged.reduce(tokens.count) { $0 + $1.tokens }
        return RerankingResponse(
            scores: judged.map(\.score), usage: TokenUsage(inputTokens: count, outputTokens: 0))
    }
}
