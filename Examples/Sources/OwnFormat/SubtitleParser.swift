import Chunking

/// Subtitles (SubRip): numbered cues, each with a line of times and lines of text, parted by empty lines.
struct SubtitleParser: DocumentParser {
    func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        var builder = DocumentBuilder(source: source)
        var isText = false  // behind a line of times
        var end = 0
        for line in lines(of: source) {
            let text = source.text(in: line)
            if text.isEmpty {
                builder.end(at: end, headings: [])
                isText = false
            } else if text.contains(" --> ") {
                isText = true
            } else if isText {
                if builder.isOpen {
                    builder.append(" ", for: end..<line.lowerBound)  // a line's end within a cue means a blank
                } else {
                    builder.begin(.paragraph, at: line.lowerBound)
                }
                builder.append(line)  // these bytes mean themselves; all others are markup
                end = line.upperBound
            }
        }
        builder.end(at: end, headings: [])
        return builder.finish(title: nil)
    }

    /// Without their ends.
    private func lines(of source: SourceDocument) -> [Range<Int>] {
        let bytes = source.bytes[source.textStart...]
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.startIndex..<(line.last == UInt8(ascii: "\r") ? line.endIndex - 1 : line.endIndex)
        }
    }
}
