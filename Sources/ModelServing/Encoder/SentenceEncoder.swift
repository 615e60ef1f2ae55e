import Dispatch
public import Foundation
import Synchronization
public import VectorCore

/// A sentence encoder that runs in this process, from published weights: BERT with absolute positions, such as
/// all-MiniLM-L6-v2.
///
/// Reads the Hugging Face layout: `config.json`, `model.safetensors`, `tokenizer.json` or `vocab.txt`, and of
/// sentence-transformers `modules.json`, `1_Pooling/config.json` and `sentence_bert_config.json`. Safe to call from
/// many tasks at once.
///
/// A text of more than ``maximumTokens`` tokens is cut there, as sentence-transformers does. Texts are embedded in
/// batches without padding; the vectors are the same to the bit on any number of threads.
///
///     let encoder = try SentenceEncoder(contentsOf: modelFolder)
///     let vectors = try await encoder.embed(["a red fox", "きつね"], as: .passage)
public final class SentenceEncoder: EmbeddingModel, Sendable {
    /// Named for the folder; the version is a hash over weights, vocabulary and settings.
    public let identity: EmbeddingModelIdentity
    public let tokenizer: any Tokenizer
    /// The most tokens of a text that are looked at, the two special ones among them.
    public let maximumTokens: Int
    /// What it multiplies in.
    public let precision: EncoderPrecision
    /// How many batches are computed at a time.
    public let threads: Int

    /// About as many tokens as the caches hold the activations of; more per batch gained nothing on the machines tried.
    static let batchTokens = 512

    private let encoder: BERTEncoder
    private let scratch = ScratchPool()

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - folder: Where the files lie.
    ///   - precision: What it multiplies in; vectors of different precisions are of different versions.
    ///   - threads: How many batches are computed at a time; by default one for each active processor.
    /// - Throws: ``ModelError``: a missing or damaged file, files that do not fit each other, or an architecture that
    ///   is not implemented.
    public init(
        contentsOf folder: URL, precision: EncoderPrecision = .float32,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws(ModelError) {
        precondition(threads > 0, "\(threads) threads compute nothing")
        let files = ModelFolder(folder)
        let configuration = try EncoderConfiguration(files)
        let (vocabulary, weights) = concurrently(
            { Result { () throws(ModelError) in try Tokenizers.load(contentsOf: folder) } },
            {
                Result { () throws(ModelError) in
                    let file = try SafetensorsFile(contentsOf: folder.appendingPathComponent("model.safetensors"))
                    let hash = file.hash()
                    return (hash: hash, layers: try BERTWeights(file, configuration, precision: precision))
                }
            })
        tokenizer = try vocabulary.get()
        guard Int(tokenizer.largestID) < configuration.vocabulary else {
            throw ModelError(
                .invalidModel,
                "the tokenizer has the id \(tokenizer.largestID) where config.json has \(configuration.vocabulary) words"
            )
        }
        guard tokenizer.specialTokenCount <= configuration.maximumTokens else {
            throw ModelError(
                .invalidModel,
                "the tokenizer puts \(tokenizer.specialTokenCount) tokens around a text where config.json has room for "
                    + "\(configuration.maximumTokens)")
        }
        let (fileHash, layers) = try weights.get()
        encoder = BERTEncoder(configuration: configuration, weights: layers)
        maximumTokens = configuration.maximumTokens
        self.precision = precision
        self.threads = threads

        var hash = WeightHash()
        hash.combine(fileHash)
        hash.combine(tokenizer.fingerprint)
        hash.combine("\(configuration)")
        if precision != .float32 { hash.combine(precision.rawValue) }
        let digits = String(hash.value, radix: 16)
        identity = EmbeddingModelIdentity(
            name: folder.standardizedFileURL.lastPathComponent,
            version: String(repeating: "0", count: 16 - digits.count) + digits,
            dimension: configuration.hidden, isNormalized: configuration.normalizes)
        // Our own loop runs over batches; threads inside the products would only fight with it.
        BLAS.setThreads(1)
    }

    /// The vectors of `texts`, in their order; the role makes no difference to this kind of model.
    ///
    /// Cancelling the task ends it after the batches that are being computed.
    /// - Throws: `CancellationError`.
    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try Task.checkCancellation()
        let run = EncodingRun(plan(texts), columns: identity.dimension)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(threads, run.plan.batches.count) {
                group.addTask {
                    while let batch = run.nextBatch() {
                        try Task.checkCancellation()
                        self.encode(batch, into: run.output)
                        // The pool has one thread a processor; without this nobody else would run, not even a
                        // task that wants to cancel this one.
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        return run.matrix
    }

    /// The same without a task: waits until all vectors are there.
    ///
    /// - Parameter batchSize: The most texts computed together; the default leaves it to their lengths. Vectors differ
    ///   by rounding alone between sizes.
    public func embed(_ texts: [String], batchSize: Int? = nil) throws(ModelError) -> Matrix {
        if let batchSize, batchSize < 1 {
            throw ModelError(.invalidRequest, "a batch of \(batchSize) texts is none; use at least 1")
        }
        let run = EncodingRun(plan(texts, batchSize: batchSize), columns: identity.dimension)
        DispatchQueue.concurrentPerform(iterations: min(threads, run.plan.batches.count)) { _ in
            while let batch = run.nextBatch() { self.encode(batch, into: run.output) }
        }
        return run.matrix
    }

    /// The vectors of a text's tokens before they are pooled, each of which knows the text around it.
    ///
    /// Shape: one row for each of the tokens that the model takes, the special ones among them. What is over
    /// ``maximumTokens`` is left out.
    public func tokenVectors(of text: String) -> (tokens: TokenizedText, vectors: Matrix) {
        let tokens = tokenizer.encode(text, maximumTokens: maximumTokens)
        let scratch = scratch.take()
        let values = encoder.tokenVectors(of: tokens.ids, scratch: scratch)
        self.scratch.give(back: scratch)
        return (tokens, Matrix(rows: tokens.count, columns: identity.dimension, values: values))
    }

    private func plan(_ texts: [String], batchSize: Int? = nil) -> EncodingPlan {
        EncodingPlan(
            texts, tokenizer, maximumTokens: maximumTokens,
            batchTokens: batchSize == nil ? SentenceEncoder.batchTokens : .max, batchSize: batchSize ?? .max)
    }

    private func encode(_ batch: EncodingPlan.Batch, into output: FloatBlock) {
        let scratch = scratch.take()
        encoder.encode(batch.sequences, rows: batch.rows, into: output, scratch: scratch)
        self.scratch.give(back: scratch)
    }
}

/// One call: its batches, handed out in turn, and its vectors.
private final class EncodingRun: Sendable {
    let plan: EncodingPlan
    /// (texts, columns); batches write disjoint rows.
    let output: FloatBlock
    private let columns: Int
    private let next = Atomic<Int>(0)

    init(_ plan: EncodingPlan, columns: Int) {
        self.plan = plan
        self.columns = columns
        output = FloatBlock(count: plan.count * columns)
    }

    func nextBatch() -> EncodingPlan.Batch? {
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < plan.batches.count ? plan.batches[index] : nil
    }

    var matrix: Matrix {
        Matrix(
            rows: plan.count, columns: columns,
            values: Array(UnsafeBufferPointer(start: output.start, count: plan.count * columns)))
    }
}

/// Scratch that waits for its next use; there is never more than were in use at once.
private final class ScratchPool: @unchecked Sendable {
    private let lock = NSLock()
    private var free: [EncoderScratch] = []

    func take() -> EncoderScratch {
        lock.withLock { free.popLast() } ?? EncoderScratch()
    }

    func give(back scratch: EncoderScratch) {
        lock.withLock { free.append(scratch) }
    }
}
