public import Foundation

/// A cross-encoder that runs in this process: it reads a query and a passage together and judges how well the one answers
/// the other. Slower than comparing vectors, and better; made for the best few dozen of a search.
///
/// Reads `…ForSequenceClassification` models with one label in the Hugging Face layout, of the families of
/// ``SentenceEncoder``. A pair of more than ``maximumTokens`` tokens loses the end of its longer text, until both are as long.
///
///     let reranker = try CrossEncoder(contentsOf: modelFolder)
///     let scores = try await reranker.scores(of: hits.map(\.text), for: "who wrote the letter?")
public final class CrossEncoder: RerankingModel, Sendable {
    /// The folder's name.
    public let name: String
    /// A hash over weights, tokenizer and settings: models of equal versions give equal scores.
    public let version: String
    /// The most tokens of a pair that are looked at, special ones among them.
    public let maximumTokens: Int
    /// What the encoder multiplies in.
    public let precision: EncoderPrecision
    /// How many threads a call takes at most.
    public let threads: Int

    private let encoder: BERTEncoder
    private let tokenizer: any EncoderTokenizer
    private let head: ClassificationHead
    private let scratch = ScratchPool()

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - folder: Where the files lie.
    ///   - precision: What the encoder multiplies in; the head always takes float32.
    ///   - maximumTokens: The most tokens of a pair, if fewer than the model takes.
    ///   - words: Where the words' vectors are.
    ///   - threads: How many threads a call takes at most; by default one for each active processor.
    /// - Throws: ``ModelError``: a missing or damaged file, files that do not fit each other, an architecture that is not
    ///   implemented, a model of several labels, or a tokenizer that makes no pairs.
    public init(
        contentsOf folder: URL, precision: EncoderPrecision = .float32, maximumTokens: Int? = nil,
        words: WordStorage = .mapped,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws(ModelError) {
        precondition(threads > 0, "\(threads) threads compute nothing")
        var loaded = try LoadedEncoder(ModelFolder(folder), precision: precision, words: words)
        let configuration = loaded.encoder.configuration
        guard configuration.labels == 1 else {
            throw ModelError(
                .unsupportedModel,
                "the model judges by \(configuration.labels) labels; rerankers with one are supported")
        }
        guard let special = loaded.tokenizer.pairTokenCount else {
            throw ModelError(.unsupportedModel, "tokenizer.json does not say what stands around two texts")
        }
        // With one type or none there is nothing to tell apart, whatever the tokenizer's template says.
        guard configuration.types <= 1 || loaded.tokenizer.largestPairType < configuration.types else {
            throw ModelError(
                .invalidModel,
                "the tokenizer has the type \(loaded.tokenizer.largestPairType) where the model has \(configuration.types)"
            )
        }
        let limit = try loaded.limit(nil, maximumTokens)
        // Room for a token of each text.
        guard limit >= special + 2 else {
            throw ModelError(
                maximumTokens == nil ? .invalidModel : .invalidRequest,
                "\(limit) tokens have no room for two texts and \(special) special tokens")
        }
        head = try ClassificationHead(loaded.weights, configuration)
        encoder = loaded.encoder
        tokenizer = loaded.tokenizer
        self.maximumTokens = limit
        self.precision = precision
        self.threads = threads
        name = folder.standardizedFileURL.lastPathComponent
        loaded.hash.combine("\(limit)")
        version = loaded.hash.digits
    }

    /// How probably each passage answers the query, from 0 to 1: the sigmoid of ``logits(of:for:)``.
    ///
    /// Cancelling the task ends it after the batches that are being computed.
    /// - Throws: `CancellationError`.
    public func scores(of passages: [String], for query: String) async throws -> [Float] {
        try await rerank(passages, for: query).scores
    }

    /// The same with the tokens of all pairs, special ones among them.
    public func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse {
        let (logits, tokens) = try await judge(passages, query)
        return RerankingResponse(
            scores: logits.map { 1 / (1 + exp(-$0)) }, usage: TokenUsage(inputTokens: tokens, outputTokens: 0))
    }

    /// What the model's head gives for each passage; any number, larger is better.
    ///
    /// - Throws: `CancellationError`.
    public func logits(of passages: [String], for query: String) async throws -> [Float] {
        try await judge(passages, query).logits
    }

    /// The logits of all pairs and how many tokens these have.
    private func judge(_ passages: [String], _ query: String) async throws -> (logits: [Float], tokens: Int) {
        try Task.checkCancellation()
        let sequences = passages.map { passage in
            let pair = tokenizer.encode(query, passage, maximumTokens: maximumTokens)
            return EncoderInput(ids: pair.ids, types: encoder.configuration.types > 1 ? pair.types : [])
        }
        let hidden = encoder.configuration.hidden
        let plan = EncodingPlan(sequences, batchTokens: SentenceEncoder.batchTokens, batchSize: .max)
        let run = EncodingRun(plan, columns: hidden, threads: threads, sharesBatches: scratch.isIdle)
        try await run.compute { batch, output, team in
            self.scratch.withScratch {
                self.encoder.encode(
                    batch.sequences, pooling: .classification, rows: batch.rows, into: output, scratch: $0, by: team)
            }
        }
        let logits = [Float](unsafeUninitializedCapacity: passages.count) { buffer, filled in
            if let logits = buffer.baseAddress { head.apply(run.output.start, rows: passages.count, into: logits) }
            filled = passages.count
        }
        return (logits, sequences.reduce(0) { $0 + $1.count })
    }
}
