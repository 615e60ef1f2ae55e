/// Source code: every byte is kept, and blocks part at declarations.
///
/// A lexer that knows the language's strings and comments finds the declarations with their doc comments and
/// attributes; types are divided at their members, functions are left whole. A block stands under the names of the
/// declarations around it. See ``ParsedDocument/declarations``. Text and content are the same, and code that does not
/// compile is read as far as its brackets or its indentation can be told.
public struct SourceCodeParser: DocumentParser {
    /// The languages whose declarations are known.
    public enum Language: String, Sendable, Hashable, CaseIterable {
        case swift, python, c, cpp, go, rust, java
        case javaScript = "javascript"
        case typeScript = "typescript"

        /// What files in the language are named by, without the dot.
        public var extensions: [String] {
            switch self {
            case .swift: ["swift"]
            case .python: ["py", "pyi"]
            case .c: ["c", "h"]
            case .cpp: ["cc", "cpp", "cxx", "hh", "hpp", "hxx"]
            case .go: ["go"]
            case .rust: ["rs"]
            case .java: ["java"]
            case .javaScript: ["js", "jsx", "mjs", "cjs"]
            case .typeScript: ["ts", "tsx", "mts", "cts"]
            }
        }
    }

    private let language: Language

    public init(language: Language) {
        self.language = language
    }

    public func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        var lexer = CodeLexer(bytes: source.bytes, start: source.textStart, language: language)
        let tokens = lexer.tokens()
        let found: [FoundDeclaration]
        if language == .python {
            var finder = PythonDeclarations(bytes: source.bytes, tokens: tokens)
            found = finder.find()
        } else {
            var finder = BraceDeclarations(bytes: source.bytes, tokens: tokens, language: language)
            found = finder.find()
        }
        var blocks = CodeBlocks(source: source, language: language.rawValue)
        return blocks.document(found)
    }
}

/// A declaration as a finder sees it; one comes before those inside it.
struct FoundDeclaration {
    var name: String
    var lower: Int
    var upper: Int
    var depth: Int
}
