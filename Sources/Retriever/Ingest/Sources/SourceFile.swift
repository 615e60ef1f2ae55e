public import Foundation

/// A document as its source lists it, unread.
public struct SourceFile: Sendable, Hashable, Codable {
    /// Within the source, with slashes. Paths are told apart byte by byte.
    public var path: String
    /// In bytes; nil where only reading tells.
    public var size: Int?
    /// nil where only reading tells, or nothing does.
    public var modified: Date?
    /// What a parser is chosen by, as the extensions of a ``ParserRegistry``; nil where only reading tells.
    public var type: String?
    /// A mark that is another whenever the content or the metadata are; nil where only reading tells. A document whose
    /// mark is that of its last reading is not read again.
    public var revision: String?
    /// Of the source's own, to be filtered by; see ``DocumentCollection/init(in:name:model:processing:fields:)``.
    public var metadata: [String: Value]
    /// What the source itself needs to find the content again; it is not stored.
    public var locator: String?

    /// - Parameter type: nil for the path's extension in lower case, without the dot; empty for none.
    public init(
        path: String, size: Int? = nil, modified: Date? = nil, type: String? = nil, revision: String? = nil,
        metadata: [String: Value] = [:], locator: String? = nil
    ) {
        self.path = path
        self.size = size
        self.modified = modified
        self.type = type ?? Self.type(ofPath: path)
        self.revision = revision
        self.metadata = metadata
        self.locator = locator
    }

    /// The path's extension in lower case, without the dot; empty for none.
    public static func type(ofPath path: String) -> String {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
    }
}

/// What a source holds.
public struct SourceListing: Sendable, Hashable {
    /// By path, each once.
    public var files: [SourceFile]
    /// What could not be listed, and why. Documents of such a path, or under it, stay as they are.
    public var problems: [FileProblem]

    public init(files: [SourceFile], problems: [FileProblem] = []) {
        self.files = files
        self.problems = problems
    }
}
