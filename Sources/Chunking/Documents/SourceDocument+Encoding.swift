extension SourceDocument {
    /// Takes over a file's bytes in any known encoding.
    ///
    /// What counts, in this order: the caller's word, a byte order mark, what HTML or XML declares (unless the bytes are
    /// UTF-8 beyond doubt), UTF-8, and a guess at UTF-16, Shift_JIS, EUC-JP or windows-1252 where one is clear.
    /// ``encoding`` says which it was. If it is not UTF-8, ``bytes`` and all offsets are those of the text converted to
    /// UTF-8, without a byte order mark: the same conversion of the file leads from a range to its place.
    ///
    /// - Throws: ``DocumentError/undecodable(path:encoding:offset:)`` where the bytes are not in the stated encoding,
    ///   ``DocumentError/unknownEncoding(path:declared:)`` if none could be told, and as ``init(path:utf8:)``.
    /// - Complexity: O(bytes).
    public init(path: String, data: [UInt8], encoding: TextEncoding? = nil) throws(DocumentError) {
        if let encoding {
            try self.init(path: path, data: data, as: encoding)
        } else if let marked = Self.marked(data) {
            try self.init(path: path, data: data, as: marked)
        } else {
            try self.init(path: path, unmarked: data)
        }
    }

    private static func marked(_ data: [UInt8]) -> TextEncoding? {
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        // Four bytes a character: UTF-32, which nobody writes.
        if data.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return nil }
        if data.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return data.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
    }

    private init(path: String, data: [UInt8], as encoding: TextEncoding) throws(DocumentError) {
        if encoding == .utf8 {
            try self.init(path: path, utf8: data)
            return
        }
        let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
        let start = isWide && Self.marked(data) == encoding ? 2 : 0
        switch TextConversion.utf8(data[start...], from: encoding) {
        case .text(let text): try self.init(path: path, text: text, encoding: encoding)
        case .malformed(let offset): throw .undecodable(path: path, encoding: encoding, offset: start + offset)
        case .unavailable: throw .unknownEncoding(path: path, declared: encoding.rawValue)
        }
    }

    private init(path: String, unmarked data: [UInt8]) throws(DocumentError) {
        let label = EncodingDeclaration.label(in: data)
        let declared = label.flatMap(TextEncoding.init(label:))
        let fault = UTF8Fault.first(in: data)
        // Bytes that happen to be UTF-8 are UTF-8; only EUC-JP's pairs can be both by chance.
        if fault == nil, declared != .eucJP {
            try self.init(path: path, utf8: data)
            return
        }
        if let declared, declared != .utf8, declared != .utf16LittleEndian, declared != .utf16BigEndian {
            do {
                try self.init(path: path, data: data, as: declared)
                return
            } catch {
                if fault != nil { throw error }
            }
        }
        guard let fault else {
            try self.init(path: path, utf8: data)
            return
        }
        if declared == nil, label == nil, let found = EncodingDetector.detect(data) {
            try self.init(path: path, text: found.text, encoding: found.encoding)
            return
        }
        switch fault {
        case .nul(let offset): throw .binary(path: path, offset: offset)
        case .malformed(let offset):
            if declared != nil { throw .invalidUTF8(path: path, offset: offset) }
            throw .unknownEncoding(path: path, declared: label)
        }
    }

    private init(path: String, text: [UInt8], encoding: TextEncoding) throws(DocumentError) {
        try self.init(path: path, utf8: text)
        self.encoding = encoding
    }
}
