public import Foundation

/// Documents that the program has already.
///
///     let notes = MemorySource(identity: "notes", documents: [
///         .init(path: "a.md", text: "# Foxes\n\nThey are red.", metadata: ["author": "Mia"]),
///     ])
///     try await collection.ingest(notes)
public struct MemorySource: DocumentSource {
    public struct Document: Sendable, Hashable {
        public var path: String
        public var bytes: [UInt8]
        public var modified: Date?
        /// nil for the path's extension.
        public var type: String?
        public var metadata: [String: Value]

        public init(
            path: String, bytes: [UInt8], modified: Date? = nil, type: String? = nil, metadata: [String: Value] = [:]
        ) {
            self.path = path
            self.bytes = bytes
            self.modified = modified
            self.type = type
            self.metadata = metadata
        }

        public init(
            path: String, text: String, modified: Date? = nil, type: String? = nil, metadata: [String: Value] = [:]
        ) {
            self.init(path: path, bytes: Array(text.utf8), modified: modified, type: type, metadata: metadata)
        }
    }

    public let identity: String
    private let documents: [Value: Document]
    private let order: [Value]

    /// - Parameter documents: Of several with one path, the last counts.
    public init(identity: String, documents: [Document]) {
        self.identity = identity
        self.documents = Dictionary(documents.map { (.text($0.path), $0) }) { _, last in last }
        var seen: Set<Value> = []
        order = documents.map { .text($0.path) }.filter { seen.insert($0).inserted }
    }

    public func listing() async throws -> SourceListing {
        SourceListing(
            files: order.compactMap { documents[$0] }.map { document in
                SourceFile(
                    path: document.path, size: document.bytes.count, modified: document.modified, type: document.type,
                    metadata: document.metadata)
            })
    }

    public func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        guard let document = documents[.text(file.path)] else { return .missing }
        return .content(SourceContent(bytes: document.bytes))
    }
}
