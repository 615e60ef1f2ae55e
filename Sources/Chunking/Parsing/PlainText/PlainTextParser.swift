/// Plain text: paragraphs parted by empty lines, and nothing else is markup.
///
/// Text and content are the same, and there is no title.
public struct PlainTextParser: DocumentParser {
    public init() {}

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        var builder = DocumentBuilder(source: source)
        Self.read(source, source.textStart..<source.bytes.count, into: &builder)
        return builder.finish(title: nil, isVerbatim: true)
    }

    /// Adds the paragraphs of a part of the source.
    static func read(_ source: SourceDocument, _ range: Range<Int>, into builder: inout DocumentBuilder) {
        let bytes = source.bytes
        let graphemes = GraphemeBoundary(bytes: bytes)
        var paragraphStart: Int?
        var paragraphEnd = range.lowerBound  // behind the last line that is not blank, its end left out
        var lineStart = range.lowerBound
        while lineStart < range.upperBound {
            let lineEnd = min(SourceLine.end(in: bytes, from: lineStart), range.upperBound)
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
    }
}

extension DocumentBuilder {
    fileprivate mutating func addParagraph(_ range: Range<Int>) {
        begin(.paragraph, at: range.lowerBound)
        append(range)
        end(at: range.upperBound, headings: [])
    }
}
