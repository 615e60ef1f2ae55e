/// A file's text, known to be UTF-8, whose bytes all offsets count from.
///
/// Every range that parsing and chunking give back is a range of these bytes, a byte order mark included. Those of a
/// file in another ``encoding`` are the bytes of its text in UTF-8.
public struct SourceDocument: Sendable {
    /// Where it came from; its extension chooses the parser.
    public let path: String
    /// The file's bytes as they were given, or its text in UTF-8: well-formed, without NUL.
    public let bytes: [UInt8]
    /// What the file itself is written in.
    public internal(set) var encoding = TextEncoding.utf8
    /// Where the text begins: 3 after a byte order mark, otherwise 0.
    public let textStart: Int

    /// Takes over a file's bytes.
    ///
    /// - Throws: ``DocumentError/invalidUTF8(path:offset:)`` or ``DocumentError/binary(path:offset:)``, with the
    ///   offset of the first byte that is to blame.
    /// - Complexity: O(bytes).
    public init(path: String, utf8 bytes: [UInt8]) throws(DocumentError) {
        switch UTF8Fault.first(in: bytes) {
        case .malformed(let offset): throw .invalidUTF8(path: path, offset: offset)
        case .nul(let offset): throw .binary(path: path, offset: offset)
        case nil: break
        }
        self.path = path
        self.bytes = bytes
        textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// A text that is already in memory.
    ///
    /// - Throws: ``DocumentError/binary(path:offset:)`` if it holds a NUL.
    public init(path: String, text: String) throws(DocumentError) {
        try self.init(path: path, utf8: Array(text.utf8))
    }

    /// The text of a range of bytes that begins and ends between characters.
    public func text(in range: Range<Int>) -> String {
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *),
            beginsScalar(range.lowerBound), beginsScalar(range.upperBound)
        {
            // SAFETY: the bytes were found well-formed, and so is what lies between the beginnings of two scalars.
            var text = UTF8Span(unchecked: bytes.span.extracting(range))
            _ = text.checkForASCII()  // a string that knows it is compared and hashed faster
            return String(copying: text)
        }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    private func beginsScalar(_ position: Int) -> Bool {
        position == bytes.count || bytes[position] & 0xC0 != 0x80
    }
}
