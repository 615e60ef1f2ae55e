/// What begins a declaration in a language with braces, and how one ends.
struct CodeGrammar {
    enum Keyword {
        /// Has members, at which it is divided.
        case container
        /// A function, or a type without members that are declarations.
        case whole
        /// A property or the like, a declaration only where it has a body in braces.
        case value
    }

    var keywords: [String: Keyword] = [:]
    /// Whether a line's end can end a declaration.
    var endsAtLineEnd = false
    /// Whether a name, parentheses and braces make a function: everywhere, in types only, or nowhere.
    var functionsWithoutKeyword: Functions = .none
    /// What carries a declaration on when it begins the next line.
    var continuations: Set<String> = []
    /// Whether a keyword counts only where braces follow.
    var needsBody = false

    enum Functions {
        case none, inContainers, everywhere
    }

    init(_ language: SourceCodeParser.Language) {
        switch language {
        case .swift:
            add(["class", "struct", "enum", "protocol", "extension", "actor"], .container)
            add(["func", "init", "deinit", "subscript", "macro"], .whole)
            add(["var", "let", "typealias", "associatedtype", "case", "import"], .value)
            endsAtLineEnd = true
            continuations = ["where", "throws", "async", "rethrows", "else", "catch", "as", "is"]
        case .go:
            add(["func", "type"], .whole)
            add(["var", "const", "import", "package"], .value)
            endsAtLineEnd = true
        case .rust:
            add(["impl", "trait", "mod"], .container)
            add(["fn", "struct", "enum", "macro_rules"], .whole)
            add(["let", "static", "type", "use"], .value)
        case .java:
            add(["class", "interface", "enum", "record"], .container)
            functionsWithoutKeyword = .everywhere
            needsBody = true
        case .c, .cpp:
            add(["class", "struct", "union", "namespace"], .container)
            add(["enum"], .whole)
            functionsWithoutKeyword = .everywhere
            needsBody = true
        case .javaScript, .typeScript:
            add(["class"], .container)
            add(["function"], .whole)
            add(["const", "let", "var", "import"], .value)
            endsAtLineEnd = true
            continuations = ["else", "catch", "finally", "extends", "implements", "as", "satisfies"]
            functionsWithoutKeyword = .inContainers
            if language == .typeScript {
                add(["namespace", "module"], .container)
                add(["interface", "enum"], .whole)
                add(["type"], .value)
            }
        case .python: break
        }
    }

    private mutating func add(_ words: [String], _ kind: Keyword) {
        for word in words { keywords[word] = kind }
    }

    /// What looks like a function's name and is none.
    static let noFunctions: Set<String> = [
        "if", "for", "while", "switch", "catch", "return", "sizeof", "__attribute__", "__declspec", "alignas",
        "decltype", "requires", "noexcept", "throw", "synchronized",
    ]
}
