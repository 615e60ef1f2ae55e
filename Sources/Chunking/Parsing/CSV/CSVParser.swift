/// Tables in text: comma-separated values, and those with other delimiters.
///
/// The file is one table: cells are divided as RFC 4180 says, so a quoted one may hold delimiters, line feeds and, doubled,
/// quotes. Rows may differ in length; empty rows are left out. A quote that nothing closes is a character like any other.
/// The first row is the header unless it is said otherwise, so that chunkers can repeat it.
public struct CSVParser: DocumentParser {
    /// What stands between two cells.
    public enum Delimiter: Sendable, Hashable {
        /// Of all the others the one that is most frequent in the first row.
        case detected
        case comma, semicolon, tab, bar
    }

    private let delimiter: Delimiter
    let headerRows: Int

    /// - Parameters:
    ///   - delimiter: What stands between two cells.
    ///   - headerRows: How many of the first rows are the header; 0 if there is none.
    public init(delimiter: Delimiter = .detected, headerRows: Int = 1) {
        precondition(headerRows >= 0, "a table has \(headerRows) header rows; use 0 or more")
        self.delimiter = delimiter
        self.headerRows = headerRows
    }

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        parse(source, delimiter: detectedDelimiter(in: source), headerRows: headerRows).document
    }

    /// - Returns: The document, and where the first quote stands that opens a cell and that nothing closes.
    func parse(
        _ source: SourceDocument, delimiter: UInt8, headerRows: Int
    ) -> (document: ParsedDocument, openQuote: Int?) {
        var builder = DocumentBuilder(source: source)
        var start = source.textStart
        while start < source.bytes.count, Whitespace.isLineEnd(source.bytes[start]) { start += 1 }
        var reader = CSVReader(bytes: source.bytes, start: start, delimiter: delimiter)
        builder.begin(.table, at: start)
        let end = reader.read(into: &builder)
        builder.end(at: end, headings: [], headerRows: min(headerRows, reader.rows))
        return (builder.finish(title: nil), reader.openQuote)
    }

    /// That which was stated, or which the first row shows.
    func detectedDelimiter(in source: SourceDocument) -> UInt8 {
        delimiter.byte ?? Self.detect(in: source)
    }

    /// The delimiter that is most frequent in the first row that is not empty, outside quotes.
    private static func detect(in source: SourceDocument) -> UInt8 {
        let candidates: [Delimiter] = [.comma, .semicolon, .tab, .bar]
        var counts = [Int](repeating: 0, count: candidates.count)
        var isQuoted = false
        let start = Whitespace.end(in: source.bytes, from: source.textStart, to: source.bytes.count)
        for i in start..<source.bytes.count {
            let byte = source.bytes[i]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if Whitespace.isLineEnd(byte) { break }
            if let candidate = candidates.firstIndex(where: { $0.byte == byte }) { counts[candidate] += 1 }
        }
        let most = counts.max() ?? 0
        return counts.firstIndex(of: most).flatMap { candidates[$0].byte } ?? UInt8(ascii: ",")
    }
}

extension CSVParser.Delimiter {
    fileprivate var byte: UInt8? {
        switch self {
        case .detected: nil
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: 0x09
        case .bar: UInt8(ascii: "|")
        }
    }
}
