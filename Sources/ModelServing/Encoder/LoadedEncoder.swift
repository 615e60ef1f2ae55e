import Foundation
import VectorCore

/// An encoder with its tokenizer, opened and checked against each other; the common part of what is built on encoders.
struct LoadedEncoder {
    let encoder: BERTEncoder
    let tokenizer: any EncoderTokenizer
    let weights: SafetensorsFile
    /// Over weights, tokenizer, sizes and precision.
    var hash = WeightHash()

    init(_ files: ModelFolder, precision: EncoderPrecision, words: WordStorage) throws(ModelError) {
        let configuration = try EncoderConfiguration(files)
        let folder = files.url
        let (vocabulary, opened) = concurrently(
            // Beside it the sizes as a text for the hash: reflection takes milliseconds.
            {
                Result { () throws(ModelError) in
                    (tokenizer: try Tokenizers.forEncoder(folder), sizes: "\(configuration)")
                }
            },
            {
                Result { () throws(ModelError) in
                    let file = try SafetensorsFile(contentsOf: folder.appendingPathComponent("model.safetensors"))
                    let tensor = try configuration.words(in: file)
                    let table = try WordTable(file, tensor, hidden: configuration.hidden, in: words)
                    let (hash, weights) = concurrently(
                        { Result { () throws(ModelError) in try file.hash(checking: tensor) } },
                        {
                            Result { () throws(ModelError) in
                                try BERTWeights(file, configuration, words: table, precision: precision)
                            }
                        })
                    return (file: file, hash: try hash.get(), weights: try weights.get())
                }
            })
        let (tokenizer, sizes) = try vocabulary.get()
        guard Int(tokenizer.largestID) < configuration.vocabulary else {
            throw ModelError(
                .invalidModel,
                "the tokenizer has the id \(tokenizer.largestID) where config.json has \(configuration.vocabulary) words"
            )
        }
        self.tokenizer = tokenizer
        let (file, fileHash, weights) = try opened.get()
        self.weights = file
        encoder = BERTEncoder(configuration: configuration, weights: weights)
        hash.combine(fileHash)
        hash.combine(tokenizer.fingerprint)
        hash.combine(sizes)
        if precision != .float32 { hash.combine(precision.rawValue) }
        if precision == .int8 { hash.combine(OutlierCalibration.version) }
        // Our own loop runs over batches; threads inside the products would only fight with it.
        BLAS.setThreads(1)
    }

    /// The most tokens of a sequence: what there are positions for, or the lower limit that the files or the caller set.
    func limit(_ file: Int?, _ caller: Int?) throws(ModelError) -> Int {
        let configuration = encoder.configuration
        let own = min(file ?? configuration.tokenizerLimit ?? .max, configuration.longestSequence)
        let limit = min(caller ?? own, own)
        guard limit >= max(tokenizer.specialTokenCount, 1) else {
            throw ModelError(
                caller == nil ? .invalidModel : .invalidRequest,
                "the tokenizer puts \(tokenizer.specialTokenCount) tokens around a text where there is room for \(limit)"
            )
        }
        return limit
    }
}

extension WeightHash {
    /// The hash in sixteen digits.
    var digits: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
