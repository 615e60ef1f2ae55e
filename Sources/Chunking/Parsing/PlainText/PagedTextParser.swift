/// Plain text whose pages are parted by form feeds, as text extracted from PDF is.
///
/// Paragraphs as in ``PlainTextParser``, each with the page it begins on; none reaches over a page's end.
public struct PagedTextParser: DocumentParser {
    public init() {}

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        document(source, title: nil)
    }

    /// - Parameter title: The document's, where it is known from elsewhere.
    package func document(_ source: SourceDocument, title: String?) -> ParsedDocument {
        var builder = DocumentBuilder(source: source)
        let end = source.bytes.count
        var page = 1
        var start = source.textStart
        while start <= end {
            let pageEnd = source.bytes[start..<end].firstIndex(of: Self.formFeed) ?? end
            builder.page = page
            PlainTextParser.read(source, start..<pageEnd, into: &builder)
            start = pageEnd + 1
            page += 1
        }
        return builder.finish(title: title, isVerbatim: true)
    }

    private static let formFeed: UInt8 = 0x0C
}
