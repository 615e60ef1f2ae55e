import Foundation
public import ModelServing
public import VectorCore

/// An embedding model behind an ``OpenAIEndpoint``.
///
///     let embedder = OpenAIEmbeddingModel(
///         name: "text-embedding-3-small", version: "2024-01", dimension: 1536, endpoint: endpoint)
///     let vectors = try await embedder.embed(["a text"], as: .passage)   // (1, 1536)
///
/// Every answer is checked before a vector of it is used: as many vectors as texts, in the texts' order, each of the
/// model's dimension and finite. Both roles are sent alike.
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

    public let identity: EmbeddingModelIdentity
    public let endpoint: OpenAIEndpoint
    public let normalization: Normalization
    public let encoding: Encoding
    /// Texts of one request.
    public let batchSize: Int

    /// - Parameters:
    ///   - name: The model's name at the endpoint.
    ///   - version: Yours to choose and to change when the endpoint's model changes: vectors of two versions are
    ///     never compared. The endpoint does not tell.
    ///   - dimension: What the model gives; an answer of another is refused.
    ///   - batchSize: From 1; a longer list is sent in several requests, one after the other.
    public init(
        name: String, version: String, dimension: Int, endpoint: OpenAIEndpoint,
        normalization: Normalization = .unitLength, encoding: Encoding = .float, batchSize: Int = 64
    ) {
        precondition(dimension > 0, "a vector has at least one component, not \(dimension)")
        precondition(batchSize > 0, "a request has at least one text, not \(batchSize)")
        self.identity = EmbeddingModelIdentity(
            name: name, version: version, dimension: dimension, isNormalized: normalization == .unitLength)
        self.endpoint = endpoint
        self.normalization = normalization
        self.encoding = encoding
        self.batchSize = batchSize
    }

    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(texts.count * identity.dimension)
        for start in stride(from: 0, to: texts.count, by: batchSize) {
            try Task.checkCancellation()
            for vector in try await vectors(of: texts[start..<min(start + batchSize, texts.count)]) {
                values.append(contentsOf: vector)
            }
        }
        return Matrix(rows: texts.count, columns: identity.dimension, values: values)
    }

    /// One request.
    private func vectors(of texts: ArraySlice<String>) async throws -> [[Float]] {
        let fields: [String: JSONValue] = [
            "model": .string(identity.name),
            "input": .array(texts.map { .string($0) }),
            "encoding_format": .string(encoding.rawValue),
        ]
        let response = try await endpoint.send(
            fields, to: endpoint.options.paths.embeddings, accept: "application/json")
        let data = try await endpoint.collect(response)
        let answer: WireEmbeddings
        do {
            answer = try JSONDecoder().decode(WireEmbeddings.self, from: data)
        } catch {
            if let error = try? JSONDecoder().decode(WireErrorBody.self, from: data) {
                throw ModelError(
                    .endpointFailed,
                    endpoint.redacted("\(endpoint) answered with an error: \(error.message.prefix(500))"))
            }
            let beginning = String(decoding: data.prefix(200), as: UTF8.self)
            throw ModelError(
                .invalidResponse, endpoint.redacted("the answer of \(endpoint) has no embeddings in it: \(beginning)"))
        }
        return try checked(answer, count: texts.count)
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
