/// Plain text: paragraphs parted by empty lines, and nothing else is markup.
///
/// Text and content are the same, and there is no title.
public struct PlainTextParser: DocumentParser {
    public init() {}

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        let bytes = source.bytes
        let graphemes = GraphemeBoundary(bytes: bytes)
        var builder = DocumentBuilder(source: source)
        var paragraphStart: Int?
        var paragraphEnd = source.textStart  // behind the last line that is not blank, its end left out
        var lineStart = source.textStart
        while lineStart < bytes.count {
            let lineEnd = SourceLine.end(in: bytes, from: lineStart)
            let textStart = Whitespace.end(in: bytes, from: lineStart, to: lineEnd)
            if textStart == lineEnd {
                if let start = paragraphStart { builder.addParagraph(start..<paragraphEnd) }
                paragraphStart = nil
            } else {
                // Not behind white space that carries a combining mark.
                paragraphStart =
                    paragraphStart
                    ?? (bytes[textStart] < 0x80 ? textStart : graphemes.last(atOrBefore: textStart, after: lineStart))
                    ?? lineStart
                paragraphEnd = Whitespace.start(in: bytes, from: textStart, to: lineEnd)
            }
            lineStart = SourceLine.next(in: bytes, after: lineEnd)
        }
        if let start = paragraphStart { builder.addParagraph(start..<paragraphEnd) }
        return builder.finish(title: nil, isVerbatim: true)
    }
}

extension DocumentBuilder {
    fileprivate mutating func addParagraph(_ range: Range<Int>) {
        begin(.paragraph, at: range.lowerBound)
        append(range)
        end(at: range.upperBound, headings: [])
    }
}
