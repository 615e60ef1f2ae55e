/// What an ingest may do.
public struct IngestOptions: Sendable, Hashable {
    /// Whether a source that lists nothing has its documents removed. Otherwise it is an error: an unmounted disk looks
    /// like an empty folder.
    public var allowsEmptySource: Bool
    /// How many documents may be removed at once; nil for any number.
    public var maximumRemovals: Int?
    /// Whether documents that could not be parsed or chunked are tried again although they have not changed.
    public var retriesErrors: Bool

    public init(allowsEmptySource: Bool = false, maximumRemovals: Int? = nil, retriesErrors: Bool = false) {
        self.allowsEmptySource = allowsEmptySource
        self.maximumRemovals = maximumRemovals
        self.retriesErrors = retriesErrors
    }
}
