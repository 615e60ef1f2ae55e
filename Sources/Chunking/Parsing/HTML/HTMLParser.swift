/// HTML: the text a reader would see, by a tolerant tokenizer of our own that keeps every byte's place.
///
/// Headings, paragraphs, lists, quotes, tables and preformatted text become blocks; scripts, styles, navigation,
/// templates, hidden elements and comments are left out. Character references are decoded and white space is
/// collapsed in the content, while a block's range is the raw source from its first character to its last.
/// A table's cell that covers several columns or rows is told by ``Block/spans``; see ``ParsedDocument/cells(of:)``.
/// Unclosed and badly nested tags are read as browsers do in the main; nesting may be of any depth.
public struct HTMLParser: DocumentParser {
    public init() {}

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        var builder = DocumentBuilder(source: source)
        var reader = HTMLReader(
            bytes: source.bytes, range: source.textStart..<source.bytes.count, path: HeadingPath())
        reader.read(into: &builder)
        return builder.finish(title: reader.title, language: reader.language)
    }
}
