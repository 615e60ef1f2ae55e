/// Why bytes could not become a document.
public enum DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The bytes stop being UTF-8 at `offset`, counted from the start of the file.
    case invalidUTF8(path: String, offset: Int)
    /// A NUL byte at `offset`: the file is binary, or UTF-16.
    case binary(path: String, offset: Int)
    /// The text breaks the rules of its format at `offset`, counted in the source's bytes.
    case malformed(path: String, offset: Int, reason: String)
    /// No parser is registered for the path's extension.
    case unsupportedType(path: String)
    /// A parser of the user's own could not read it.
    case unreadable(path: String, reason: String)

    public var description: String {
        switch self {
        case .invalidUTF8(let path, let offset):
            "\(path) is not UTF-8 from byte \(offset) on; convert it to UTF-8"
        case .binary(let path, let offset):
            "\(path) holds a NUL at byte \(offset), so it is not a text in UTF-8"
        case .malformed(let path, let offset, let reason):
            "\(path) is malformed at byte \(offset): \(reason)"
        case .unsupportedType(let path):
            "no parser is registered for \(path); register one for its extension in a ParserRegistry"
        case .unreadable(let path, let reason):
            "\(path) could not be read: \(reason)"
        }
    }
}
