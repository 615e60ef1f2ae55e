public import Foundation

/// Where documents come from: a folder, or a connector of your own.
public protocol DocumentSource: Sendable {
    /// Names the source for ever: documents are told apart by it and their path, and those of one source that are not
    /// listed any more are removed, while other sources' stay.
    var identity: String { get }

    /// What is there now.
    ///
    /// - Throws: If the source as a whole cannot be listed; nothing is changed then. What concerns single files belongs
    ///   into the listing.
    func listing() throws -> SourceListing

    /// A file's bytes.
    func bytes(of file: SourceFile) throws -> [UInt8]
}

/// A document as its source lists it, unread.
public struct SourceFile: Sendable, Hashable, Codable {
    /// Relative to the source, with slashes.
    public var path: String
    /// In bytes.
    public var size: Int
    public var modified: Date
    /// The path's extension in lower case, without the dot; empty for none.
    public var type: String

    public init(path: String, size: Int, modified: Date) {
        self.path = path
        self.size = size
        self.modified = modified
        let name = path.split(separator: "/").last ?? ""
        type = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }
}

/// What a source holds.
public struct SourceListing: Sendable, Hashable {
    /// By path.
    public var files: [SourceFile]
    /// What could not be listed, and why.
    public var problems: [FileProblem]

    public init(files: [SourceFile], problems: [FileProblem] = []) {
        self.files = files
        self.problems = problems
    }
}

/// A file or folder that could not be taken in; the others were.
public struct FileProblem: Sendable, Hashable, Codable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { "\(path): \(reason)" }
}

/// Why an ingest could not begin.
public enum IngestError: Error, Sendable, Hashable, CustomStringConvertible {
    case folderNotFound(String)
    case folderUnreadable(String, reason: String)

    public var description: String {
        switch self {
        case .folderNotFound(let path): "there is no folder \(path)"
        case .folderUnreadable(let path, let reason): "the folder \(path) cannot be read: \(reason)"
        }
    }
}
