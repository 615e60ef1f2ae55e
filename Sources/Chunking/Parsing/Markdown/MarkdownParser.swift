/// Markdown: CommonMark's blocks and GFM's tables, as far as retrieval needs them.
///
/// ATX and Setext headings, fenced and indented code, lists, quotes, tables, HTML blocks, front matter between `---`
/// lines (left out, its `title` used). Content is free of inline markup: links keep their text, images their
/// description, code spans and emphasis what they hold; entities are decoded. Addresses in plain text are links too
/// (`https://…`, `www.…`, `me@…`). A block's range has its markup in it.
/// A final `{#id}` of a heading is left out of its title.
public struct MarkdownParser: DocumentParser {
    public init() {}

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        var reader = MarkdownReader(source: source)
        return reader.read()
    }
}
