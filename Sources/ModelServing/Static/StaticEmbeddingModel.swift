public import Foundation
public import VectorCore

/// A table of one vector a token, and the mean of a text's tokens: hundreds of times as fast as an encoder, and less exact.
///
/// Reads the layout of Model2Vec: `model.safetensors` with `embeddings`, where they are there `weights` (a factor for each
/// token) and `mapping` (the row of each token), `tokenizer.json`, and `config.json` for `normalize` and `max_length`. Unknown
/// tokens are left out. A text without a known token has the vector of zeros, of which no index with cosine takes any.
///
///     let model = try StaticEmbeddingModel(contentsOf: modelFolder)
///     let vectors = try await model.embed(["a red fox"], as: .passage)
///
/// Departs from the reference in that long texts are cut at ``maximumTokens`` alone; there they are cut before at
/// that many times the median length of a token, in characters.
/// - Source: Tulkens & van Dongen 2024, Model2Vec, github.com/MinishLab/model2vec.
public struct StaticEmbeddingModel: EmbeddingModel {
    /// Named for the folder; the version is a hash over table, tokenizer and settings.
    public let identity: EmbeddingModelIdentity
    public var tokenizer: any Tokenizer { ownTokenizer }
    /// The most tokens of a text that are looked at; nil where there is no limit.
    public let maximumTokens: Int?

    private let ownTokenizer: any EncoderTokenizer
    /// (rows, width)
    private let table: [Float]
    private let width: Int
    /// For each token its factor and its row; nil where all factors are 1, and where the row is the token's id.
    private let weights: [Float]?
    private let mapping: [Int]?

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - folder: Where the files lie.
    ///   - dimension: Keeps so many of the first components; the tables of these models are ordered by importance. nil keeps all.
    ///   - maximumTokens: The most tokens of a text; nil takes the limit of config.json, by default 512.
    /// - Throws: ``ModelError``: a missing or damaged file, files that do not fit each other, or another kind of model.
    public init(contentsOf folder: URL, dimension: Int? = nil, maximumTokens: Int? = nil) throws(ModelError) {
        let config = try ModelFolder(folder).object("config.json")
        let limit = try StaticEmbeddingModel.limit(config, maximumTokens)
        let type = config["model_type"]?.string ?? "model2vec"
        guard type == "model2vec" else {
            throw ModelError(.unsupportedModel, "the model is \(type); static models of type model2vec are supported")
        }
        let tokenizer = try Tokenizers.forEncoder(folder)
        let file = try SafetensorsFile(contentsOf: folder.appendingPathComponent("model.safetensors"))
        guard let shape = file.shape(of: "embeddings"), shape.count == 2, shape[1] > 0 else {
            throw ModelError(.invalidModel, "model.safetensors has no table embeddings; is it another kind of model?")
        }
        table = try file.values("embeddings", shape: shape)
        width = shape[1]
        let ids = Int(tokenizer.largestID) + 1
        weights = try StaticEmbeddingModel.perToken("weights", file, ids).map { count throws(ModelError) in
            try file.values("weights", shape: [count])
        }
        mapping = try StaticEmbeddingModel.perToken("mapping", file, ids).map { count throws(ModelError) in
            try file.integers("mapping", shape: [count])
        }
        let rows = 0..<shape[0]
        guard mapping.map({ $0.allSatisfy(rows.contains) }) ?? (ids <= shape[0]) else {
            throw ModelError(.invalidModel, "the table has \(shape[0]) rows, which is not enough for its tokens")
        }
        let dimension = dimension ?? width
        guard (1...width).contains(dimension) else {
            throw ModelError(.invalidRequest, "\(dimension) components of \(width) cannot be kept")
        }
        ownTokenizer = tokenizer
        self.maximumTokens = limit
        let normalizes = config["normalize"]?.bool ?? false
        var hash = WeightHash()
        hash.combine(file.hash())
        hash.combine(tokenizer.fingerprint)
        hash.combine("\(normalizes) \(dimension) \(limit ?? 0)")
        identity = EmbeddingModelIdentity(
            name: folder.standardizedFileURL.lastPathComponent, version: hash.digits, dimension: dimension,
            isNormalized: normalizes)
    }

    private static func limit(_ config: JSONValue, _ caller: Int?) throws(ModelError) -> Int? {
        if let caller {
            guard caller > 0 else {
                throw ModelError(.invalidRequest, "\(caller) tokens are no text; use at least 1")
            }
            return caller
        }
        guard let value = config["max_length"] else { return 512 }
        if value.isNull { return nil }
        guard let limit = value.integer, limit > 0 else {
            throw ModelError(.invalidModel, "max_length in config.json is no number of tokens")
        }
        return limit
    }

    /// The length of a tensor that has a number for each token; nil where it is not there.
    private static func perToken(_ name: String, _ file: SafetensorsFile, _ ids: Int) throws(ModelError) -> Int? {
        guard let shape = file.shape(of: name) else { return nil }
        guard shape.count == 1, shape[0] >= ids else {
            throw ModelError(.invalidModel, "\(name) in model.safetensors has the shape \(shape) for \(ids) tokens")
        }
        return shape[0]
    }

    /// The vectors of `texts`, in their order; the role makes no difference.
    ///
    /// - Throws: `CancellationError`.
    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try await embeddings(of: texts, as: role).vectors
    }

    /// The same with the tokens that were looked at, unknown ones among them.
    public func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        var values: [Float] = []
        var counts: [Int] = []
        values.reserveCapacity(texts.count * identity.dimension)
        for text in texts {
            try Task.checkCancellation()
            let ids = ids(of: text)
            values += vector(of: ids)
            counts.append(ids.count)
        }
        return EmbeddingResponse(
            vectors: Matrix(rows: texts.count, columns: identity.dimension, values: values), tokensOfTexts: counts)
    }

    /// The same without a task.
    public func embed(_ texts: [String]) -> Matrix {
        Matrix(rows: texts.count, columns: identity.dimension, values: texts.flatMap { vector(of: ids(of: $0)) })
    }

    private func ids(of text: String) -> [Int32] {
        maximumTokens.map { ownTokenizer.ids(of: text, atMost: $0) } ?? ownTokenizer.tokens(of: text).ids
    }

    private func vector(of ids: [Int32]) -> [Float] {
        var ids = ids
        if let unknown = ownTokenizer.unknownToken { ids.removeAll { $0 == unknown } }
        var vector = [Float](repeating: 0, count: identity.dimension)
        guard !ids.isEmpty else { return vector }
        for id in ids {
            let row = (mapping?[Int(id)] ?? Int(id)) * width
            let weight = weights?[Int(id)] ?? 1
            for j in vector.indices { vector[j] += table[row + j] * weight }
        }
        vector.withUnsafeMutableBufferPointer { vector in
            guard let start = vector.baseAddress else { return }
            for j in vector.indices { start[j] /= Float(ids.count) }
            if identity.isNormalized { normalize(start, width: vector.count) }
        }
        return vector
    }
}
