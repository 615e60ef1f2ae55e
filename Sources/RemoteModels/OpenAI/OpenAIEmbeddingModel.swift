public import ModelServing
public import VectorCore

/// An embedding model behind an ``OpenAIEndpoint``.
///
///     let embedder = OpenAIEmbeddingModel(
///         name: "text-embedding-3-small", version: "2024-01", dimension: 1536, endpoint: endpoint)
///     let vectors = try await embedder.embed(["a text"], as: .passage)   // (1, 1536)
///
/// Every answer is checked before a vector of it is used: as many vectors as texts, in the texts' order, each of the
/// model's dimension and finite. Both roles are sent alike unless ``prefixes`` tells them apart.
public struct OpenAIEmbeddingModel: EmbeddingModel {
    /// What is done to the vectors that arrive.
    public enum Normalization: Sendable, Hashable {
        /// Scaled to length 1, whether or not the server did it.
        case unitLength
        /// Left as they are; the identity then says that they are not normalised.
        case asSent
    }

    /// How the vectors travel; the vectors are the same up to the rounding of decimal numbers.
    public enum Encoding: String, Sendable, Hashable {
        /// As decimal numbers, which every server can send.
        case float
        /// As base64 of 32-bit floats: about a quarter of the bytes.
        case base64
    }

    /// Who decides on the dimension.
    public enum DimensionChoice: Sendable, Hashable {
        /// The model: nothing is said of it in the request.
        case native
        /// The request: `dimensions` is sent, for models whose vectors can be cut (Matryoshka).
        case requested
    }

    public let identity: EmbeddingModelIdentity
    public let endpoint: OpenAIEndpoint
    public let normalization: Normalization
    public let encoding: Encoding
    public let dimensionChoice: DimensionChoice
    /// Put before each text of a role, such as E5's `query: `.
    public let prefixes: [EmbeddingRole: String]
    /// Texts of one request.
    public let batchSize: Int

    /// - Parameters:
    ///   - name: The model's name at the endpoint.
    ///   - version: Yours to choose and to change when the endpoint's model changes: vectors of two versions are
    ///     never compared. The endpoint does not tell. Change it with the prefixes too.
    ///   - dimension: What the model gives; an answer of another is refused.
    ///   - dimensionChoice: Whether the dimension is asked for.
    ///   - batchSize: From 1; a longer list is sent in several requests, one after the other.
    public init(
        name: String, version: String, dimension: Int, endpoint: OpenAIEndpoint,
        normalization: Normalization = .unitLength, encoding: Encoding = .float,
        dimensionChoice: DimensionChoice = .native, prefixes: [EmbeddingRole: String] = [:], batchSize: Int = 64
    ) {
        precondition(dimension > 0, "a vector has at least one component, not \(dimension)")
        precondition(batchSize > 0, "a request has at least one text, not \(batchSize)")
        self.identity = EmbeddingModelIdentity(
            name: name, version: version, dimension: dimension, isNormalized: normalization == .unitLength)
        self.endpoint = endpoint
        self.normalization = normalization
        self.encoding = encoding
        self.dimensionChoice = dimensionChoice
        self.prefixes = prefixes
        self.batchSize = batchSize
    }

    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try await embeddings(of: texts, as: role).vectors
    }

    public func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        let prefix = prefixes[role] ?? ""
        var values: [Float] = []
        values.reserveCapacity(texts.count * identity.dimension)
        var usage: TokenUsage? = TokenUsage(inputTokens: 0, outputTokens: 0)
        for start in stride(from: 0, to: texts.count, by: batchSize) {
            try Task.checkCancellation()
            let batch = texts[start..<min(start + batchSize, texts.count)].map { prefix + $0 }
            let answer = try await ask(for: batch)
            for vector in try checked(answer, count: batch.count) { values.append(contentsOf: vector) }
            // Known only if every request's is.
            usage = usage.flatMap { sum in answer.usage?.usage.map { sum + $0 } }
        }
        return EmbeddingResponse(
            vectors: Matrix(rows: texts.count, columns: identity.dimension, values: values), usage: usage)
    }

    /// One request.
    private func ask(for texts: [String]) async throws -> WireEmbeddings {
        var fields: [String: JSON] = [
            "model": .string(identity.name),
            "input": .array(texts.map { .string($0) }),
            "encoding_format": .string(encoding.rawValue),
        ]
        if dimensionChoice == .requested { fields["dimensions"] = .integer(identity.dimension) }
        let response = try await endpoint.post(
            fields, to: endpoint.options.paths.embeddings, accept: "application/json")
        return try await endpoint.decode(WireEmbeddings.self, from: response, kind: "list of embeddings")
    }

    /// The vectors in the order of the texts.
    private func checked(_ answer: WireEmbeddings, count: Int) throws(ModelError) -> [[Float]] {
        guard answer.data.count == count else {
            throw ModelError(
                .invalidResponse, "\(endpoint) answered \(count) texts with \(answer.data.count) vectors")
        }
        var vectors = [[Float]](repeating: [], count: count)
        for (position, row) in answer.data.enumerated() {
            let index = row.index ?? position
            guard vectors.indices.contains(index), vectors[index].isEmpty else {
                throw ModelError(
                    .invalidResponse,
                    "\(endpoint) answered \(count) texts with an index \(index) that is not one of them or comes twice")
            }
            vectors[index] = try checked(row.embedding.values)
        }
        return vectors
    }

    private func checked(_ vector: [Float]) throws(ModelError) -> [Float] {
        guard vector.count == identity.dimension else {
            throw ModelError(
                .invalidResponse,
                "\(endpoint) answered with a vector of \(vector.count) components where \(identity) is expected")
        }
        guard vector.allSatisfy(\.isFinite) else {
            throw ModelError(.invalidResponse, "\(endpoint) answered with a vector that has NaN or infinity in it")
        }
        guard normalization == .unitLength else { return vector }
        // In Float64: the square of a large component overflows Float.
        let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        guard length > 0 else {
            throw ModelError(.invalidResponse, "\(endpoint) answered with a zero vector, which has no direction")
        }
        return vector.map { Float(Double($0) / length) }
    }
}
