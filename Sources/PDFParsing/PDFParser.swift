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

    /// With an extractor of one's own, or one with a password.
    public init(extractor: any PDFTextExtractor, limits: PDFLimits = PDFLimits()) {
        self.extractor = extractor
        self.limits = limits
    }

    /// With the system's extractor: PDFKit on Apple's systems, poppler's `pdftotext` elsewhere.
    ///
    /// - Parameter password: Opens the files that cannot be opened without one; see ``PopplerText/init(tool:password:)``
    ///   for who can see it.
    public init(password: String? = nil, limits: PDFLimits = PDFLimits()) {
        #if canImport(PDFKit)
            self.init(extractor: PDFKitText(password: password), limits: limits)
        #else
            self.init(extractor: PopplerText(password: password), limits: limits)
        #endif
    }

    /// A document some of whose pages hold images only has a ``DocumentWarning/pagesWithoutText(_:of:)``.
    ///
    /// - Throws: ``DocumentError/encrypted(path:)`` and ``DocumentError/wrongPassword(path:)``,
    ///   ``DocumentError/withoutText(path:pages:)`` for images on every page,
    ///   ``DocumentError/unreadable(path:reason:)`` for a broken file, and the limits' errors.
    public func parse(path: String, data: [UInt8]) async throws(DocumentError) -> ParsedDocument {
        guard data.prefix(1024).containsMark else {
            throw .unreadable(path: path, reason: "it does not begin as a PDF does")
        }
        var text = try await extractor.text(of: data, path: path, limits: limits)
        // A character that a font maps to nothing.
        for i in text.indices where text[i] == 0 { text[i] = 0x20 }
        var document = try PagedTextParser().parse(SourceDocument(path: path, utf8: text))
        let pages = text.count { $0 == 0x0C }
        if document.blocks.isEmpty { throw .withoutText(path: path, pages: pages) }
        let withText = Set(document.blocks.compactMap(\.page))
        let without = (0..<pages).map { $0 + 1 }.filter { !withText.contains($0) }
        if !without.isEmpty { document.warn(.pagesWithoutText(without, of: pages)) }
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
