/// Why bytes could not become a document.
public enum DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The bytes stop being UTF-8 at `offset`, counted from the start of the file.
    case invalidUTF8(path: String, offset: Int)
    /// A NUL byte at `offset`: the file is binary, or UTF-16.
    case binary(path: String, offset: Int)
    /// The bytes stop being in `encoding` at `offset`, counted from the start of the file.
    case undecodable(path: String, encoding: TextEncoding, offset: Int)
    /// The file is not UTF-8, and what it is is unknown: it declares something else, or nothing clear.
    case unknownEncoding(path: String, declared: String?)
    /// The text breaks the rules of its format at `offset`, counted in the source's bytes.
    case malformed(path: String, offset: Int, reason: String)
    /// It cannot be read without a password, or forbids that its text is taken out.
    case encrypted(path: String)
    /// It is encrypted, and the password that was given does not open it.
    case wrongPassword(path: String)
    /// Its pages hold images only, or nothing.
    case withoutText(path: String, pages: Int)
    /// Reading it took longer than it may, in seconds.
    case timedOut(path: String, limit: Double)
    /// Its text is longer than it may be, in bytes.
    case tooLarge(path: String, limit: Int)
    /// A program that is needed to read it is not installed.
    case missingTool(path: String, tool: String)
    /// The task that read it was cancelled.
    case cancelled(path: String)
    /// No parser is registered for the path's extension.
    case unsupportedType(path: String)
    /// A parser of the user's own could not read it.
    case unreadable(path: String, reason: String)

    /// The same fault of a text that stands so many bytes behind the beginning of the file.
    func moved(by bytes: Int) -> DocumentError {
        switch self {
        case .invalidUTF8(let path, let offset): .invalidUTF8(path: path, offset: offset + bytes)
        case .binary(let path, let offset): .binary(path: path, offset: offset + bytes)
        case .malformed(let path, let offset, let reason):
            .malformed(path: path, offset: offset + bytes, reason: reason)
        default: self
        }
    }

    public var description: String {
        switch self {
        case .invalidUTF8(let path, let offset):
            "\(path) is not UTF-8 from byte \(offset) on; convert it to UTF-8"
        case .binary(let path, let offset):
            "\(path) holds a NUL at byte \(offset), so it is not a text in UTF-8"
        case .undecodable(let path, let encoding, let offset):
            "\(path) is not in \(encoding.rawValue) from byte \(offset) on; state its encoding"
        case .unknownEncoding(let path, let declared?):
            "\(path) is in \(declared), which cannot be read here; convert it to UTF-8"
        case .unknownEncoding(let path, nil):
            "\(path) is not UTF-8, and its encoding cannot be told; state it, or convert the file to UTF-8"
        case .malformed(let path, let offset, let reason):
            "\(path) is malformed at byte \(offset): \(reason)"
        case .encrypted(let path):
            "\(path) is encrypted; give its password, or save it without one"
        case .wrongPassword(let path):
            "\(path) is encrypted, and not with the password given; give another, or save it without one"
        case .withoutText(let path, let pages):
            "\(path) has no text on its \(pages) pages; recognise the text of its images first"
        case .timedOut(let path, let limit):
            "\(path) took longer than \(limit) s to read; allow more time or leave it out"
        case .tooLarge(let path, let limit):
            "\(path) holds more than \(limit) bytes of text; allow more or leave it out"
        case .missingTool(let path, let tool):
            "\(path) needs \(tool), which is not installed (on Debian: apt-get install poppler-utils)"
        case .cancelled(let path):
            "reading \(path) was cancelled"
        case .unsupportedType(let path):
            "no parser is registered for \(path); register one for its extension in a ParserRegistry"
        case .unreadable(let path, let reason):
            "\(path) could not be read: \(reason)"
        }
    }
}
