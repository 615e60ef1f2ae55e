/// Which parser reads a file, by its extension.
///
///     var parsers = ParserRegistry.standard
///     parsers.register(PlainTextParser(), forExtensions: ["log"])
///     let document = try parsers.parse(SourceDocument(path: "Guide.md", utf8: bytes))
public struct ParserRegistry: Sendable {
    private var parsers: [String: any DocumentParser] = [:]
    private var binaryParsers: [String: any BinaryDocumentParser] = [:]

    /// Plain text (`txt`, `text`), Markdown (`md`, `markdown`), HTML (`html`, `htm`), tables (`csv`, `tsv`), JSON
    /// (`json`, `jsonl`, `ndjson`), and source code in the languages of ``SourceCodeParser``.
    public static let standard: ParserRegistry = {
        var registry = ParserRegistry()
        registry.register(PlainTextParser(), forExtensions: ["txt", "text"])
        registry.register(MarkdownParser(), forExtensions: ["md", "markdown"])
        registry.register(HTMLParser(), forExtensions: ["html", "htm"])
        registry.register(CSVParser(), forExtensions: ["csv"])
        registry.register(CSVParser(delimiter: .tab), forExtensions: ["tsv"])
        registry.register(JSONParser(), forExtensions: ["json"])
        registry.register(JSONParser(layout: .lines), forExtensions: ["jsonl", "ndjson"])
        for language in SourceCodeParser.Language.allCases {
            registry.register(SourceCodeParser(language: language), forExtensions: language.extensions)
        }
        return registry
    }()

    /// A registry that knows no type yet.
    public init() {}

    /// Lets a parser read the files with these extensions (without the dot, in any case), in place of an earlier one.
    public mutating func register(_ parser: any DocumentParser, forExtensions extensions: [String]) {
        for name in extensions {
            parsers[name.lowercased()] = parser
            binaryParsers[name.lowercased()] = nil
        }
    }

    /// Lets a parser of files that are no text read those with these extensions, in place of an earlier one.
    public mutating func register(_ parser: any BinaryDocumentParser, forExtensions extensions: [String]) {
        for name in extensions {
            binaryParsers[name.lowercased()] = parser
            parsers[name.lowercased()] = nil
        }
    }

    /// The extensions that a parser is registered for, sorted.
    public var extensions: [String] { (Array(parsers.keys) + Array(binaryParsers.keys)).sorted() }

    /// The parser for a path's extension, in any case; nil for unknown ones and for paths without one.
    public func parser(forPath path: String) -> (any DocumentParser)? {
        Self.fileExtension(of: path).flatMap { parsers[$0] }
    }

    /// The parser for files that are no text, by a path's extension; nil for texts and for unknown ones.
    public func binaryParser(forPath path: String) -> (any BinaryDocumentParser)? {
        Self.fileExtension(of: path).flatMap { binaryParsers[$0] }
    }

    /// Without the dot, in small letters.
    private static func fileExtension(of path: String) -> String? {
        let name =
            path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
    }

    /// Parses with the parser for the source's path.
    ///
    /// - Throws: ``DocumentError/unsupportedType(path:)`` if there is none, and whatever the parser throws.
    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        guard let parser = parser(forPath: source.path) else { throw .unsupportedType(path: source.path) }
        return try parser.parse(source)
    }

    /// Reads any file: a text in its encoding, anything else with the binary parser for its path.
    ///
    /// - Parameter encoding: The text's, if it is known; see ``SourceDocument/init(path:data:encoding:)``.
    /// - Throws: As ``parse(_:)``, and whatever decoding and a binary parser throw.
    public func parse(
        path: String, data: [UInt8], encoding: TextEncoding? = nil
    ) async throws(DocumentError) -> ParsedDocument {
        if let parser = binaryParser(forPath: path) { return try await parser.parse(path: path, data: data) }
        guard let parser = parser(forPath: path) else { throw .unsupportedType(path: path) }
        return try parser.parse(SourceDocument(path: path, data: data, encoding: encoding))
    }
}
