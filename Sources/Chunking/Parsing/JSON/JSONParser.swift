/// JSON and JSON Lines: the strings, each under the keys that lead to it.
///
///     let parser = JSONParser(layout: .lines, text: ["abstract", "sections.body"], title: ["headline"])
///
/// A string is a paragraph, or several where it holds empty lines; its headings are the keys that lead to it, behind
/// the title of its record. A record is a line of JSON Lines, an object of an array that is the whole document, or
/// else the whole document. No chunk holds parts of two records. Numbers and the like are no content, and of more than
/// 32 keys the innermost are left out. An escape stands for its character, half a surrogate pair and NUL for U+FFFD.
public struct JSONParser: DocumentParser {
    public enum Layout: Sendable, Hashable {
        /// One value.
        case document
        /// A value a line.
        case lines
    }

    private let layout: Layout
    private let selection: JSONSelection

    /// - Parameters:
    ///   - text: Where a record's text is; nil for all of its strings.
    ///   - title: Where its title is, the first that is there. It is a heading over all of the record's text.
    ///   - language: Where the document's language is, if it is a single record.
    public init(
        layout: Layout = .document, text: [JSONPath]? = nil, title: [JSONPath] = ["title"],
        language: [JSONPath] = ["lang", "language"]
    ) {
        self.layout = layout
        selection = JSONSelection(text: text, title: title, language: language)
    }

    /// - Throws: ``DocumentError/malformed(path:offset:reason:)`` where the source is not JSON by RFC 8259.
    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        try parse(source, layout, isPart: false)
    }

    /// All lines of JSON Lines, whatever the layout is said to be.
    func parse(lines source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        try parse(source, .lines, isPart: false)
    }

    /// Some lines of JSON Lines that more lines stand before or behind.
    func parse(part source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        try parse(source, .lines, isPart: true)
    }

    private func parse(
        _ source: SourceDocument, _ layout: Layout, isPart: Bool
    ) throws(DocumentError) -> ParsedDocument {
        var reader = JSONReader(source: source, selection: selection)
        do {
            switch layout {
            case .document: try reader.readDocument()
            case .lines: try reader.readLines()
            }
        } catch {
            throw .malformed(path: source.path, offset: error.offset, reason: error.reason)
        }
        return reader.finish(isPart: isPart)
    }
}

/// Which strings mean what.
struct JSONSelection {
    var text: [JSONPath]?
    var title: [JSONPath]
    var language: [JSONPath]
}

/// Where JSON breaks its grammar.
struct JSONFault: Error {
    var offset: Int
    var reason: String
}
