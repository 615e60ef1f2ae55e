/// What an ingest found and did.
///
/// Each document that was seen counts once: as added, changed, moved, unchanged, or in ``problems``; one that was taken in
/// without a field that does not fit counts in both.
public struct IngestReport: Sendable, Hashable, Codable {
    /// Documents that the source lists and has.
    public var seen = 0
    public var added = 0
    public var changed = 0
    /// Files whose content was known under a path that is gone.
    public var moved = 0
    public var unchanged = 0
    /// Documents that were removed because their files are gone, or no text any more.
    public var deleted = 0
    /// What could not be taken in, by path.
    public var problems: [FileProblem] = []
    /// Documents whose content was asked for; 0 when nothing has changed and the source tells so by itself.
    public var readCalls = 0
    /// Documents that were parsed; 0 when nothing has changed.
    public var parseCalls = 0
    /// Texts that the model embedded; 0 when nothing has changed.
    public var embeddingCalls = 0
    /// Chunks in the collection, of all its sources.
    public var chunks = 0

    public init() {}
}

/// How far an ingest has come.
public struct IngestProgress: Sendable, Hashable {
    public enum Phase: String, Sendable, Hashable, Codable {
        /// Files are looked at, and the changed ones parsed and chunked.
        case reading
        /// Chunks are embedded.
        case embedding
    }

    public var phase: Phase
    /// Files or texts, of ``total``.
    public var completed: Int
    public var total: Int
    /// The document that was looked at last; nil while chunks are embedded.
    public var path: String?
}
