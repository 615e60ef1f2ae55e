/// Which parser reads a file, by its extension.
///
///     var parsers = ParserRegistry.standard
///     parsers.register(PlainTextParser(), forExtensions: ["log"])
///     let document = try parsers.parse(SourceDocument(path: "Guide.md", utf8: bytes))
public struct ParserRegistry: Sendable {
    private var parsers: [String: any DocumentParser] = [:]

    /// Plain text (`txt`, `text`), Markdown (`md`, `markdown`), HTML (`html`, `htm`), tables (`csv`, `tsv`) and JSON
    /// (`json`, `jsonl`, `ndjson`).
    public static let standard: ParserRegistry = {
        var registry = ParserRegistry()
        registry.register(PlainTextParser(), forExtensions: ["txt", "text"])
        registry.register(MarkdownParser(), forExtensions: ["md", "markdown"])
        registry.register(HTMLParser(), forExtensions: ["html", "htm"])
        registry.register(CSVParser(), forExtensions: ["csv"])
        registry.register(CSVParser(delimiter: .tab), forExtensions: ["tsv"])
        registry.register(JSONParser(), forExtensions: ["json"])
        registry.register(JSONParser(layout: .lines), forExtensions: ["jsonl", "ndjson"])
        return registry
    }()

    /// A registry that knows no type yet.
    public init() {}

    /// Lets a parser read the files with these extensions (without the dot, in any case), in place of an earlier one.
    public mutating func register(_ parser: any DocumentParser, forExtensions extensions: [String]) {
        for name in extensions { parsers[name.lowercased()] = parser }
    }

    /// The extensions that a parser is registered for, sorted.
    public var extensions: [String] { parsers.keys.sorted() }

    /// The parser for a path's extension, in any case; nil for unknown ones and for paths without one.
    public func parser(forPath path: String) -> (any DocumentParser)? {
        let name =
            path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return parsers[String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()]
    }

    /// Parses with the parser for the source's path.
    ///
    /// - Throws: ``DocumentError/unsupportedType(path:)`` if there is none, and whatever the parser throws.
    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        guard let parser = parser(forPath: source.path) else { throw .unsupportedType(path: source.path) }
        return try parser.parse(source)
    }
}
