/// Why an index refused an operation; nothing was changed.
public struct VectorIndexError: Error, Hashable, CustomStringConvertible {
    /// The kind of refusal; grows in later versions.
    public struct Code: Sendable, Hashable {
        let name: String

        public static let dimensionMismatch = Code(name: "dimensionMismatch")
        public static let idCountMismatch = Code(name: "idCountMismatch")
        public static let duplicateID = Code(name: "duplicateID")
        public static let notFinite = Code(name: "notFinite")
        public static let zeroVector = Code(name: "zeroVector")
        public static let invalidParameter = Code(name: "invalidParameter")
        public static let goalNotReached = Code(name: "goalNotReached")
        public static let outOfMemory = Code(name: "outOfMemory")
        public static let fileNotFound = Code(name: "fileNotFound")
        public static let fileDamaged = Code(name: "fileDamaged")
        public static let fileUnsupported = Code(name: "fileUnsupported")
        /// A file of another program that does not hold what it says it holds.
        public static let fileMalformed = Code(name: "fileMalformed")
        public static let ioFailure = Code(name: "ioFailure")
    }

    public let code: Code
    /// What happened, with the numbers, and what to do about it.
    public let description: String

    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

extension VectorIndexError {
    static func present(_ id: Int64) -> VectorIndexError {
        VectorIndexError(.duplicateID, "the id \(id) is present; remove it first, or upsert")
    }
}
