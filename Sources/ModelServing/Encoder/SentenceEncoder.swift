public import Foundation
public import VectorCore

/// A sentence encoder that runs in this process, from published weights: BERT and its like (MiniLM, BGE, E5, GTE), RoBERTa,
/// XLM-RoBERTa, CamemBERT, DistilBERT and MPNet.
///
/// Reads the Hugging Face layout: `config.json`, `model.safetensors`, `tokenizer.json` or `vocab.txt`, and of
/// sentence-transformers `modules.json`, the pooling's configuration, `sentence_bert_config.json` and the prompts of
/// `config_sentence_transformers.json`. Safe to call from many tasks at once.
///
/// A text of more than ``maximumTokens`` tokens is cut there, as sentence-transformers does, unless the options say
/// otherwise. Texts are embedded in batches without padding; the vectors are the same to the bit on any number of threads.
///
///     let encoder = try SentenceEncoder(contentsOf: modelFolder)
///     let vectors = try await encoder.embed(["a red fox", "きつね"], as: .passage)
public final class SentenceEncoder: EmbeddingModel, Sendable {
    /// Named for the folder; the version is a hash over weights, vocabulary and settings.
    public let identity: EmbeddingModelIdentity
    public var tokenizer: any Tokenizer { ownTokenizer }
    /// The most tokens of a text that are looked at, the two special ones among them.
    public let maximumTokens: Int
    public var tokenLimit: TokenLimit? { TokenLimit(tokenizer: ownTokenizer, maximumTokens: maximumTokens) }
    /// What it multiplies in.
    public let precision: EncoderPrecision
    /// How many threads a call takes at most: each computes batches of its own, or where there are fewer batches, up to eight
    /// share one, unless other calls are under way.
    public let threads: Int

    /// About as many tokens as the caches hold the activations of; more per batch gained nothing on the machines tried.
    static let batchTokens = 512

    /// What stands before the texts of each role.
    public let prompts: EncoderPrompts

    private let encoder: BERTEncoder
    private let ownTokenizer: any EncoderTokenizer
    private let pooling: Pooling
    private let longTexts: SentenceEncoderOptions.LongTexts
    private let scratch = ScratchPool()

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - folder: Where the files lie.
    ///   - precision: What it multiplies in; vectors of different precisions are of different versions.
    ///   - options: Prompts, dimension and limit; what changes a vector is part of the version.
    ///   - threads: How many threads a call takes at most; by default one for each active processor.
    /// - Throws: ``ModelError``: a missing or damaged file, files that do not fit each other, an architecture that
    ///   is not implemented, or options that the model cannot keep.
    /// - Important: The weights are read through a map of their file, and the words' vectors stay in it unless the options
    ///   say otherwise (``WordStorage``). Whoever cuts the file short in place meanwhile ends the process; replacing it by a
    ///   rename is harmless.
    public init(
        contentsOf folder: URL, precision: EncoderPrecision = .float32, options: SentenceEncoderOptions = .init(),
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws(ModelError) {
        precondition(threads > 0, "\(threads) threads compute nothing")
        let modules = try SentenceModules(ModelFolder(folder))
        let loaded = try LoadedEncoder(modules.encoder, precision: precision, words: options.words)
        let configuration = loaded.encoder.configuration
        guard modules.pooledWidth ?? configuration.hidden == configuration.hidden else {
            throw ModelError(.invalidModel, "the pooling is for another hidden size than \(configuration.hidden)")
        }
        guard !modules.lowercases || loaded.tokenizer.ignoresCase else {
            throw ModelError(
                .unsupportedModel, "sentence_bert_config.json puts texts into lower case, the tokenizer does not")
        }
        let dimension = options.dimension ?? configuration.hidden
        guard (1...configuration.hidden).contains(dimension) else {
            throw ModelError(.invalidRequest, "\(dimension) components of \(configuration.hidden) cannot be kept")
        }
        maximumTokens = try loaded.limit(modules.sequenceLimit, options.maximumTokens)
        encoder = loaded.encoder
        ownTokenizer = loaded.tokenizer
        pooling = modules.pooling
        prompts = options.prompts ?? modules.prompts
        longTexts = options.longTexts
        self.precision = precision
        self.threads = threads

        var hash = loaded.hash
        hash.combine("\(pooling) \(modules.normalizes) \(maximumTokens) \(longTexts) \(dimension)")
        for prompt in [prompts.query, prompts.passage] {
            hash.combine(UInt64(prompt.utf8.count))
            hash.combine(prompt)
        }
        identity = EmbeddingModelIdentity(
            name: folder.standardizedFileURL.lastPathComponent, version: hash.digits, dimension: dimension,
            isNormalized: modules.normalizes)
    }

    /// The vectors of `texts`, in their order, each behind the prompt of the role.
    ///
    /// Cancelling the task ends it after the batches that are being computed.
    /// - Throws: `CancellationError`; ``ModelError`` for a text over the limit where the options refuse those.
    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try await embeddings(of: texts, as: role).vectors
    }

    /// The same with the tokens that were encoded, those of the prompt and the special ones among them.
    public func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        try Task.checkCancellation()
        let prepared = try prepare(texts, role)
        let run = startRun(plan(prepared))
        try await run.compute { self.encode($0, into: $1, by: $2) }
        return EmbeddingResponse(
            vectors: matrix(prepared, run, rows: texts.count), tokensOfTexts: prepared.tokenCounts)
    }

    /// The same without a task: waits until all vectors are there.
    ///
    /// - Parameter batchSize: The most texts computed together; the default leaves it to their lengths. Vectors differ
    ///   by rounding alone between sizes.
    public func embed(
        _ texts: [String], as role: EmbeddingRole = .passage, batchSize: Int? = nil
    ) throws(ModelError) -> Matrix {
        if let batchSize, batchSize < 1 {
            throw ModelError(.invalidRequest, "a batch of \(batchSize) texts is none; use at least 1")
        }
        let prepared = try prepare(texts, role)
        let run = startRun(plan(prepared, batchSize: batchSize))
        run.computeAndWait { encode($0, into: $1, by: $2) }
        return matrix(prepared, run, rows: texts.count)
    }

    /// The vectors of a text's tokens before they are pooled, each of which knows the text around it.
    ///
    /// Shape: one row for each of the tokens that the model takes, the special ones among them, and ``identity``'s dimension of
    /// columns. What is over ``maximumTokens`` is left out.
    /// - Parameter role: Whose prompt stands before the text; its tokens have empty ranges. nil is no prompt.
    public func tokenVectors(
        of text: String, as role: EmbeddingRole? = nil
    ) -> (tokens: TokenizedText, vectors: Matrix) {
        let prompt = role.map { prompts[$0] } ?? ""
        var tokens = tokenizer.encode(prompt + text, maximumTokens: maximumTokens)
        tokens.dropPrefix(bytes: prompt.utf8.count)
        let width = encoder.configuration.hidden
        let values = scratch.withScratch { encoder.tokenVectors(of: EncoderInput(ids: tokens.ids), scratch: $0) }
        let dimension = identity.dimension
        let kept =
            dimension == width
            ? values : (0..<tokens.count).flatMap { values[$0 * width..<$0 * width + dimension] }
        return (tokens, Matrix(rows: tokens.count, columns: dimension, values: kept))
    }

    private func prepare(_ texts: [String], _ role: EmbeddingRole) throws(ModelError) -> EncoderTexts {
        try EncoderTexts(
            texts, prompt: prompts[role], ownTokenizer, maximumTokens: maximumTokens, longTexts: longTexts)
    }

    private func plan(_ texts: EncoderTexts, batchSize: Int? = nil) -> EncodingPlan {
        EncodingPlan(
            texts.sequences, batchTokens: batchSize == nil ? SentenceEncoder.batchTokens : .max,
            batchSize: batchSize ?? .max)
    }

    private func startRun(_ plan: EncodingPlan) -> EncodingRun {
        // Other calls have their own threads already.
        EncodingRun(plan, columns: encoder.configuration.hidden, threads: threads, sharesBatches: scratch.isIdle)
    }

    private func encode(_ batch: EncodingPlan.Batch, into output: FloatBlock, by team: ThreadTeam) {
        scratch.withScratch {
            encoder.encode(batch.sequences, pooling: pooling, rows: batch.rows, into: output, scratch: $0, by: team)
        }
    }

    private func matrix(_ texts: EncoderTexts, _ run: EncodingRun, rows: Int) -> Matrix {
        let values = texts.vectors(
            from: run.output, width: encoder.configuration.hidden, dimension: identity.dimension, pooling,
            normalizes: identity.isNormalized)
        return Matrix(rows: rows, columns: identity.dimension, values: values)
    }
}
