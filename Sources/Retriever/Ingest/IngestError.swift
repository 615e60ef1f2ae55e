/// Why a source could not be taken in as a whole; no document was removed.
public enum IngestError: Error, Sendable, Hashable, CustomStringConvertible {
    case folderNotFound(String)
    case folderUnreadable(String, reason: String)
    /// The source lists nothing where it had documents.
    case sourceEmpty(String, documents: Int)
    /// More documents would be removed than ``IngestOptions/maximumRemovals`` allows.
    case tooManyRemovals(String, removals: Int, limit: Int)
    /// The source cannot be read: a file, a database or a sitemap that is not there or is something else.
    case sourceUnreadable(String, reason: String)
    /// A field cannot be a column of documents and chunks.
    case invalidField(String, reason: String)
    /// The volume is not opened by its name alone, or is another source's.
    case volumeSource(ObjectName, reason: String)

    public var description: String {
        switch self {
        case .folderNotFound(let path):
            "there is no folder \(path); nothing was changed (is a disk not mounted?)"
        case .folderUnreadable(let path, let reason): "the folder \(path) cannot be read: \(reason)"
        case .sourceEmpty(let source, let documents):
            "there is nothing in \(source), which had \(documents) documents; none was removed (is a disk not mounted?). "
                + "Remove them with remove(source:), or allow it with IngestOptions.allowsEmptySource"
        case .tooManyRemovals(let source, let removals, let limit):
            "\(removals) documents of \(source) are gone, and \(limit) may be removed at once; none was. "
                + "Raise IngestOptions.maximumRemovals if that is right"
        case .sourceUnreadable(let source, let reason): "\(source) cannot be read: \(reason)"
        case .invalidField(let field, let reason):
            "\"\(field)\" can be no field of documents: \(reason)"
        case .volumeSource(let name, let reason): "the volume \(name) cannot be opened so: \(reason)"
        }
    }
}
