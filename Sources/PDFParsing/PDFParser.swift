public import Chunking

/// PDF: the text of its pages, in paragraphs that know their page.
///
///     var parsers = ParserRegistry.standard
///     parsers.register(PDFParser(), forExtensions: ["pdf"])
///     let document = try await parsers.parse(path: "a.pdf", data: bytes)
///
/// The document's source is the extracted text, and all ranges are ranges of that; a form feed stands behind each page.
/// The file need not be trusted: extraction has a limit of time and of output, and where it is a process of its own it
/// ends with the task.
public struct PDFParser: BinaryDocumentParser {
    private let extractor: any PDFTextExtractor
    private let limits: PDFLimits

    /// - Parameter extractor: The system's if none is given.
    public init(extractor: (any PDFTextExtractor)? = nil, limits: PDFLimits = PDFLimits()) {
        #if canImport(PDFKit)
            self.extractor = extractor ?? PDFKitText()
        #else
            self.extractor = extractor ?? PopplerText()
        #endif
        self.limits = limits
    }

    /// - Throws: ``DocumentError/encrypted(path:)``, ``DocumentError/withoutText(path:pages:)`` for pages of images,
    ///   ``DocumentError/unreadable(path:reason:)`` for a broken file, and the limits' errors.
    public func parse(path: String, data: [UInt8]) async throws(DocumentError) -> ParsedDocument {
        guard data.prefix(1024).containsMark else {
            throw .unreadable(path: path, reason: "it does not begin as a PDF does")
        }
        var text = try await extractor.text(of: data, path: path, limits: limits)
        // A character that a font maps to nothing.
        for i in text.indices where text[i] == 0 { text[i] = 0x20 }
        let document = try PagedTextParser().parse(SourceDocument(path: path, utf8: text))
        if document.blocks.isEmpty { throw .withoutText(path: path, pages: text.count { $0 == 0x0C }) }
        return document
    }
}

extension ArraySlice<UInt8> {
    /// Whether `%PDF-` is among the bytes; readers allow other things before it.
    fileprivate var containsMark: Bool {
        let mark = Array("%PDF-".utf8)
        return indices.contains { self[$0...].starts(with: mark) }
    }
}
