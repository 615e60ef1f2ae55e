/// Finds the declarations of a language with braces, from its tokens alone.
///
/// Between the braces of a type it reads one item after another, up to a semicolon, a body's closing brace or, where
/// the language has it so, a line's end. Bodies of functions are skipped over. Types are followed on a stack.
struct BraceDeclarations {
    private struct Item {
        /// Its first token, or the comment above that.
        var lower: Int
        var first: Int
        var hasComment: Bool
        var keyword: CodeGrammar.Keyword?
        /// The keyword's token.
        var keywordPlace = 0
        /// The token that names a function without a keyword.
        var candidate: Int?
        var hasEquals = false
        var hasArrow = false
        var hasBraces = false
        /// Behind the colon of a C++ constructor.
        var isInitializing = false
        /// As far as this there are only attributes; nil once there is more.
        var attributesEnd: Int?
    }

    private let bytes: [UInt8]
    private let tokens: [CodeToken]
    private let language: SourceCodeParser.Language
    private let grammar: CodeGrammar
    private var found: [FoundDeclaration] = []
    /// The declarations whose braces are open; nil for braces that belong to none.
    private var scopes: [Int?] = []
    private var depth = 0
    private var item: Item?
    private var pendingComment: Int?
    /// The last token read that is neither a comment nor a line's end, and the first such one ahead, once looked for.
    private var last = 0
    private var ahead = 0

    init(bytes: [UInt8], tokens: [CodeToken], language: SourceCodeParser.Language) {
        self.bytes = bytes
        self.tokens = tokens
        self.language = language
        grammar = CodeGrammar(language)
    }

    mutating func find() -> [FoundDeclaration] {
        var i = 0
        while i < tokens.count {
            switch tokens[i].kind {
            case .lineEnd: i = lineEnd(i)
            case .comment:
                if item == nil { pendingComment = pendingComment ?? tokens[i].lower }
                i += 1
                // A comment's own line end is no empty line.
                if item == nil, i < tokens.count, tokens[i].kind == .lineEnd { i += 1 }
            case .directive:
                pendingComment = nil
                i += 1
            case .text:
                open(i)
                last = i
                i += 1
            case .word:
                let next = word(i)
                last = next - 1
                i = next
            case .symbol:
                let next = symbol(i)
                last = max(i, next - 1)
                i = next
            }
        }
        let end = tokens.last(where: { $0.kind != .lineEnd })?.upper ?? 0
        endItem(at: end)
        while let scope = scopes.popLast() { if let scope { found[scope].upper = end } }
        return found
    }

    private func text(_ place: Int) -> String {
        String(decoding: bytes[tokens[place].lower..<tokens[place].upper], as: UTF8.self)
    }

    private func isSymbol(_ place: Int, _ scalar: Unicode.Scalar) -> Bool {
        place >= 0 && place < tokens.count && tokens[place].kind == .symbol
            && bytes[tokens[place].lower] == UInt8(ascii: scalar)
    }

    private mutating func open(_ place: Int) {
        if item != nil { return }
        item = Item(
            lower: pendingComment ?? tokens[place].lower, first: place, hasComment: pendingComment != nil,
            attributesEnd: isSymbol(place, "@") ? place : nil)
        pendingComment = nil
    }

    // MARK: Tokens

    private mutating func lineEnd(_ place: Int) -> Int {
        if item == nil { pendingComment = nil }
        if grammar.endsAtLineEnd, let item, isComplete(item, at: place) { endItem(at: tokens[place - 1].upper) }
        return place + 1
    }

    private mutating func word(_ place: Int) -> Int {
        open(place)
        guard let current = item, current.keyword == nil, !isSymbol(place - 1, ".") else { return place + 1 }
        let word = text(place)
        guard let keyword = grammar.keywords[word] else {
            if language == .cpp || language == .c, word == "template" { return skipAngles(from: place + 1) }
            if language == .cpp, word == "operator", current.candidate == nil, !current.hasEquals {
                item?.candidate = place
                var next = place + 1
                while next < tokens.count, !isSymbol(next, "(") || next == place + 1, tokens[next].kind != .lineEnd {
                    next += 1
                }
                return next
            }
            return place + 1
        }
        if current.hasEquals || isModifier(word, at: place) { return place + 1 }
        item?.keyword = keyword
        item?.keywordPlace = place
        return place + 1
    }

    /// `class func` and `class var` in Swift; a record, module or type that is but a name.
    private func isModifier(_ word: String, at place: Int) -> Bool {
        guard place + 1 < tokens.count else { return true }
        let next = tokens[place + 1]
        switch (language, word) {
        case (.swift, "class"):
            return next.kind == .word && grammar.keywords[text(place + 1)] != nil
        case (.swift, "actor"), (.swift, "macro"), (.java, "record"): return next.kind != .word
        case (.typeScript, "namespace"), (.typeScript, "module"), (.typeScript, "type"): return next.kind == .symbol
        default: return false
        }
    }

    private mutating func symbol(_ place: Int) -> Int {
        switch bytes[tokens[place].lower] {
        case UInt8(ascii: "}"):
            closeScope(at: place)
            return place + 1
        case UInt8(ascii: ";"):
            if item == nil { return place + 1 }
            endItem(at: tokens[place].upper)
            return place + 1
        case UInt8(ascii: "{"):
            open(place)
            return brace(place)
        case UInt8(ascii: "("), UInt8(ascii: "["):
            open(place)
            if isSymbol(place, "(") { noteFunction(place) }
            return skipGroup(from: place)
        case UInt8(ascii: "="):
            open(place)
            // A comparison gives nothing a value: `where Element == Int`.
            if isSymbol(place + 1, "="), tokens[place + 1].lower == tokens[place].upper { return place + 2 }
            if isSymbol(place + 1, ">") { item?.hasArrow = true } else { item?.hasEquals = true }
        case UInt8(ascii: ":"):
            open(place)
            if item?.candidate != nil, language == .cpp, !isSymbol(place - 1, ":"), !isSymbol(place + 1, ":") {
                item?.isInitializing = true
            }
        default: open(place)
        }
        return place + 1
    }

    /// Parentheses behind a name may be a function's.
    private mutating func noteFunction(_ place: Int) {
        guard let current = item, current.candidate == nil, !current.hasEquals, place > 0,
            tokens[place - 1].kind == .word, !isSymbol(place - 2, "@")
        else { return }
        switch grammar.functionsWithoutKeyword {
        case .none: return
        case .inContainers: if scopes.isEmpty { return }
        case .everywhere: break
        }
        if current.keyword != nil {
            // `struct point *at(int x)` is a function, and a Java record has parentheses of its own.
            guard language == .c || language == .cpp else { return }
        }
        if CodeGrammar.noFunctions.contains(text(place - 1)) { return }
        item?.keyword = nil
        item?.candidate = place - 1
    }

    private mutating func brace(_ place: Int) -> Int {
        guard let current = item else { return place + 1 }
        if current.keyword == .container, !current.hasEquals {
            let name = declaredName(current, upTo: place)
            guard let name else {
                scopes.append(nil)
                item = nil
                return place + 1
            }
            found.append(FoundDeclaration(name: name, lower: current.lower, upper: 0, depth: depth))
            scopes.append(found.count - 1)
            depth += 1
            item = nil
            return place + 1
        }
        if current.first == place - 2, tokens[place - 1].kind == .text, text(current.first) == "extern" {
            scopes.append(nil)  // extern "C" {
            item = nil
            return place + 1
        }
        let isMemberValue =
            current.isInitializing && (tokens[place - 1].kind == .word || isSymbol(place - 1, ">"))
        let isTypeLiteral = language == .typeScript && isSymbol(place - 1, ":")
        let end = skipGroup(from: place)
        item?.hasBraces = true
        if isMemberValue || isTypeLiteral || current.hasEquals && current.keyword != .whole { return end }
        if current.keyword == .whole || current.keyword == nil && current.candidate != nil || !grammar.endsAtLineEnd {
            // A type of C goes on to its semicolon.
            let goesOn = current.keyword == .whole && (language == .c || language == .cpp)
            if !goesOn { endItem(at: tokens[end - 1].upper) }
        }
        return end
    }

    private mutating func closeScope(at place: Int) {
        endItem(at: tokens[last].upper)
        pendingComment = nil
        guard let scope = scopes.popLast() else { return }
        if let scope {
            found[scope].upper = tokens[place].upper
            depth -= 1
        }
    }

    // MARK: Items

    /// Whether a line's end ends the item.
    private mutating func isComplete(_ item: Item, at place: Int) -> Bool {
        let last = tokens[last]
        if last.kind == .symbol {
            switch bytes[last.lower] {
            case UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"),
                UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "<"),
                UInt8(ascii: "."):
                return false
            case UInt8(ascii: ">"):
                let before = last.lower > 0 ? bytes[last.lower - 1] : 0
                if before == UInt8(ascii: "-") || before == UInt8(ascii: "=") { return false }
            default: break
            }
        }
        if isOnlyAttributes(upTo: place) { return false }
        ahead = max(ahead, place)
        while ahead < tokens.count, tokens[ahead].kind == .lineEnd || tokens[ahead].kind == .comment { ahead += 1 }
        let next = ahead
        guard next < tokens.count else { return true }
        switch tokens[next].kind {
        case .word: return !grammar.continuations.contains(text(next))
        case .symbol:
            switch bytes[tokens[next].lower] {
            case UInt8(ascii: "{"): return item.keyword == nil && item.candidate == nil
            case UInt8(ascii: "-"): return !isSymbol(next + 1, ">")
            case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "&"),
                UInt8(ascii: "|"), UInt8(ascii: ")"):
                return false
            default: return true
            }
        default: return true
        }
    }

    /// `@Name`, perhaps with parentheses: what it belongs to is on the next line.
    private mutating func isOnlyAttributes(upTo place: Int) -> Bool {
        guard let current = item, current.keyword == nil, var i = current.attributesEnd else { return false }
        while i < place {
            if tokens[i].kind == .lineEnd || tokens[i].kind == .comment {
                i += 1
            } else if isSymbol(i, "@"), i + 1 < place {
                i += 2
                while isSymbol(i, "."), i + 1 < place { i += 2 }
                if isSymbol(i, "(") { i = skipGroup(from: i) }
            } else {
                item?.attributesEnd = nil
                return false
            }
        }
        item?.attributesEnd = i
        return true
    }

    /// Ends the open item and notes it if it is a declaration.
    private mutating func endItem(at upper: Int) {
        guard let current = item else { return }
        item = nil
        let isDeclaration =
            switch current.keyword {
            case .container: false
            case .whole: current.hasBraces || !grammar.needsBody
            case .value: current.hasBraces || current.hasArrow
            case nil:
                current.candidate != nil && !current.hasEquals && (current.hasBraces || isPrototype(current))
                    || current.hasArrow && current.hasEquals && !scopes.isEmpty
            }
        guard isDeclaration, let name = declaredName(current, upTo: tokens.count) else { return }
        found.append(FoundDeclaration(name: name, lower: current.lower, upper: upper, depth: depth))
    }

    /// Functions that are only declared count if they are documented, in Java always.
    private func isPrototype(_ item: Item) -> Bool {
        switch language {
        case .java: !scopes.isEmpty
        case .c, .cpp: item.hasComment
        default: false
        }
    }

    // MARK: Names

    private func declaredName(_ item: Item, upTo end: Int) -> String? {
        guard item.keyword != nil else {
            return item.candidate.map(qualifiedName) ?? name(from: item.first, to: end)
        }
        let keyword = text(item.keywordPlace)
        if language == .rust, keyword == "impl" { return implementedType(from: item.keywordPlace + 1, to: end) }
        if keyword == "init" || keyword == "deinit" || keyword == "subscript" { return keyword }
        var start = item.keywordPlace + 1
        if language == .go, keyword == "func", isSymbol(start, "(") { start = skipGroup(from: start) }
        while isSymbol(start, "*") || isSymbol(start, "!") { start += 1 }
        if let name = name(from: start, to: end) ?? operatorName(keyword, from: start) { return name }
        let isDefault = item.keywordPlace > 0 && text(item.keywordPlace - 1) == "default"
        return isDefault ? "default" : nil
    }

    /// The marks behind Swift's `func`, up to the parentheses.
    private func operatorName(_ keyword: String, from start: Int) -> String? {
        guard language == .swift, keyword == "func" else { return nil }
        var end = start
        while end < tokens.count, tokens[end].kind == .symbol, !isSymbol(end, "(") { end += 1 }
        guard end > start else { return nil }
        return String(decoding: bytes[tokens[start].lower..<tokens[end - 1].upper], as: UTF8.self)
    }

    /// The words at a place, with the dots or colons between them; of several words the last (`class EXPORT Name`).
    private func name(from start: Int, to end: Int) -> String? {
        var result: String?
        var i = start
        while i < min(end, tokens.count) {
            let token = tokens[i]
            if token.kind == .word {
                let word = text(i)
                let joins = i > start && (isSymbol(i - 1, ".") || isSymbol(i - 1, ":"))
                if joins, let before = result {
                    result = before + (isSymbol(i - 1, ".") ? "." : "::") + word
                } else if result == nil || language == .cpp && word != "final" || language == .c {
                    result = word
                } else {
                    return result
                }
            } else if token.kind == .text, result == nil {
                return text(i)
            } else if isSymbol(i, ".") || isSymbol(i, ":") && isSymbol(i + 1, ":") {
                if isSymbol(i + 1, ":") { i += 1 }
            } else if token.kind != .lineEnd {
                return result
            }
            i += 1
        }
        return result
    }

    /// A function's name with what it is a member of: `Stack::push`, `operator==`.
    private func qualifiedName(_ place: Int) -> String {
        var upper = place
        if text(place) == "operator" {
            while upper + 1 < tokens.count, !isSymbol(upper + 1, "(") || upper == place { upper += 1 }
        }
        var lower = place
        if isSymbol(lower - 1, "~") { lower -= 1 }
        while isSymbol(lower - 1, ":"), isSymbol(lower - 2, ":"), lower >= 3, tokens[lower - 3].kind == .word {
            lower -= 3
        }
        return String(decoding: bytes[tokens[lower].lower..<tokens[upper].upper], as: UTF8.self)
    }

    /// The type of Rust's `impl Trait for Type<T> where …`.
    private func implementedType(from start: Int, to end: Int) -> String? {
        var name: String?
        var i = start
        while i < end {
            if isSymbol(i, "<") {
                i = skipAngles(from: i)
                continue
            }
            if tokens[i].kind == .word {
                let word = text(i)
                if word == "where" { break }
                name = word == "for" ? nil : word
            }
            i += 1
        }
        return name
    }

    // MARK: Groups

    /// The place behind a bracket's match; a closing brace too many ends the group before itself.
    private func skipGroup(from start: Int) -> Int {
        var depths = (round: 0, square: 0, brace: 0)
        let isBrace = isSymbol(start, "{")
        var i = start
        while i < tokens.count {
            if tokens[i].kind == .symbol {
                switch bytes[tokens[i].lower] {
                case UInt8(ascii: "("): depths.round += 1
                case UInt8(ascii: ")"): depths.round -= 1
                case UInt8(ascii: "["): depths.square += 1
                case UInt8(ascii: "]"): depths.square -= 1
                case UInt8(ascii: "{"): depths.brace += 1
                case UInt8(ascii: "}"):
                    depths.brace -= 1
                    if depths.brace < 0 { return i }
                default: break
                }
                let isClosed =
                    isBrace ? depths.brace == 0 : depths.round <= 0 && depths.square <= 0 && depths.brace == 0
                if isClosed { return i + 1 }
            }
            i += 1
        }
        return tokens.count
    }

    /// The place behind `<…>`, if that begins here.
    private func skipAngles(from start: Int) -> Int {
        guard isSymbol(start, "<") else { return start }
        var depth = 0
        var i = start
        while i < tokens.count {
            if isSymbol(i, "<") { depth += 1 }
            if isSymbol(i, ">") { depth -= 1 }
            if isSymbol(i, ";") || isSymbol(i, "{") { return i }
            i += 1
            if depth == 0 { return i }
        }
        return i
    }
}
