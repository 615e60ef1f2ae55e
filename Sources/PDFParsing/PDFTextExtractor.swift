public import Chunking

/// Takes the text out of a PDF: poppler's `pdftotext` on Linux, PDFKit on Apple's systems, or one of the user's own.
public protocol PDFTextExtractor: Sendable {
    /// The text in UTF-8, with a form feed behind each page.
    ///
    /// - Parameters:
    ///   - path: The file's name, for errors only.
    ///   - limits: How long it may take and how much it may give.
    func text(of data: [UInt8], path: String, limits: PDFLimits) async throws(DocumentError) -> [UInt8]
}

/// What reading one PDF may cost.
public struct PDFLimits: Sendable, Hashable {
    /// In seconds.
    public var time: Double
    /// The most text, in bytes of UTF-8.
    public var textBytes: Int

    public init(time: Double = 60, textBytes: Int = 256 << 20) {
        self.time = time
        self.textBytes = textBytes
    }
}
