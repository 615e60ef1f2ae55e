public import VectorCore

/// An embedding model made from a closure, for whatever computes vectors elsewhere.
///
/// What the closure gives is checked: a matrix of another shape than was asked for is refused.
///
///     let identity = EmbeddingModelIdentity(name: "mine", version: "3", dimension: 256, isNormalized: true)
///     let model = CustomEmbeddingModel(identity: identity) { texts, role in try await myServer.vectors(of: texts) }
public struct CustomEmbeddingModel: EmbeddingModel {
    public let identity: EmbeddingModelIdentity
    private let vectors: @Sendable ([String], EmbeddingRole) async throws -> Matrix

    public init(
        identity: EmbeddingModelIdentity, vectors: @escaping @Sendable ([String], EmbeddingRole) async throws -> Matrix
    ) {
        self.identity = identity
        self.vectors = vectors
    }

    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try Task.checkCancellation()
        if texts.isEmpty { return Matrix(columns: identity.dimension) }
        let matrix = try await vectors(texts, role)
        guard matrix.rows == texts.count, matrix.columns == identity.dimension else {
            throw ModelError(
                .invalidResponse,
                "\(identity.name) gave \(matrix.rows) vectors of \(matrix.columns) components for \(texts.count) texts; "
                    + "its identity says \(identity.dimension)")
        }
        return matrix
    }
}
