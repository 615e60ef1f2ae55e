/// Why an index refused an operation; nothing was changed.
public struct IndexError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of refusal; grows in later versions.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        public static let indexExists = Code(description: "indexExists")
        public static let indexNotFound = Code(description: "indexNotFound")
        /// The index was made with another embedding model than the one given.
        public static let modelMismatch = Code(description: "modelMismatch")
        /// The definition names a column that the source table lacks or that has another type.
        public static let invalidDefinition = Code(description: "invalidDefinition")
        /// The source table was dropped, or is another of the same name.
        public static let sourceMissing = Code(description: "sourceMissing")
        /// The model gave something else than one vector of its dimension for each text.
        public static let modelFailed = Code(description: "modelFailed")
        /// The work needs an embedding model, and the index was opened without one.
        public static let modelMissing = Code(description: "modelMissing")
        /// A vector that an index cannot take: of another length, not finite, or zero under ``/VectorCore/Metric/cosine``.
        public static let invalidVector = Code(description: "invalidVector")
        /// The name stands for an index of the other sort: direct access or delta sync.
        public static let wrongKind = Code(description: "wrongKind")
        /// An option of a search that cannot be.
        public static let invalidOption = Code(description: "invalidOption")
        /// A page token that is none, was changed, or is of another query or index.
        public static let invalidPage = Code(description: "invalidPage")
        /// The index has changed since the page before; the first page can be asked for again.
        public static let expiredPage = Code(description: "expiredPage")
    }

    public let code: Code
    /// What happened and what to do about it.
    public let description: String

    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
