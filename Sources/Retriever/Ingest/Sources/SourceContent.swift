public import Chunking
public import Foundation

/// A document as its source gives it.
public struct SourceContent: Sendable {
    public var bytes: [UInt8]
    /// What tells the next ingest that the document is still this; nil where nothing short of reading would.
    public var revision: String?
    /// nil for the listing's.
    public var modified: Date?
    /// What a parser is chosen by; nil for the listing's.
    public var type: String?
    /// As the source states it, such as `text/html; charset=utf-8`.
    public var contentType: String?
    /// nil where the bytes have to tell it.
    public var encoding: TextEncoding?
    /// Beside the listing's, in whose place it stands where both have a field.
    public var metadata: [String: Value]

    public init(
        bytes: [UInt8], revision: String? = nil, modified: Date? = nil, type: String? = nil, contentType: String? = nil,
        encoding: TextEncoding? = nil, metadata: [String: Value] = [:]
    ) {
        self.bytes = bytes
        self.revision = revision
        self.modified = modified
        self.type = type
        self.contentType = contentType
        self.encoding = encoding
        self.metadata = metadata
    }
}
