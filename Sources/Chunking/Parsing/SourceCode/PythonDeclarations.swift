/// Finds functions and classes by Python's indentation, with their decorators and the comments right above them.
struct PythonDeclarations {
    private let bytes: [UInt8]
    private let tokens: [CodeToken]
    private var found: [FoundDeclaration] = []
    /// The declarations that the current line may belong to.
    private var open: [(place: Int, indentation: Int, isType: Bool)] = []
    /// Where the last line that is code ends, and the last declaration that has ended.
    private var lastEnd = 0
    private var closedEnd = 0
    /// Where the decorators or the comments begin that the next declaration has above it.
    private var pending: Int?
    private var pendingIsDecorator = false

    init(bytes: [UInt8], tokens: [CodeToken]) {
        self.bytes = bytes
        self.tokens = tokens
    }

    mutating func find() -> [FoundDeclaration] {
        var i = 0
        while i < tokens.count {
            switch tokens[i].kind {
            case .lineEnd:
                // An empty line parts comments from what follows.
                if !pendingIsDecorator { pending = nil }
                i += 1
            case .comment:
                comment(tokens[i])
                i += 1
                if i < tokens.count, tokens[i].kind == .lineEnd { i += 1 }
            default:
                i = logicalLine(from: i)
            }
        }
        while let last = open.popLast() { found[last.place].upper = lastEnd }
        return found
    }

    private mutating func comment(_ token: CodeToken) {
        if let last = open.last, indentation(of: token) > last.indentation { lastEnd = token.upper }
        pending = pending ?? token.lower
    }

    /// Reads a line that brackets, strings and backslashes may carry on; returns the token behind it.
    private mutating func logicalLine(from start: Int) -> Int {
        let first = tokens[start]
        let columns = indentation(of: first)
        while let last = open.last, columns <= last.indentation {
            found[last.place].upper = lastEnd
            closedEnd = lastEnd
            open.removeLast()
        }
        if first.kind == .symbol, bytes[first.lower] == UInt8(ascii: "@") {
            pending = pending ?? first.lower
            pendingIsDecorator = true
        } else {
            declare(at: start, columns: columns)
            pending = nil
            pendingIsDecorator = false
        }
        return lineEnd(from: start)
    }

    private mutating func declare(at start: Int, columns: Int) {
        let keyword = isWord("async", at: start) ? start + 1 : start
        let isType = isWord("class", at: keyword)
        guard isType || isWord("def", at: keyword), keyword + 1 < tokens.count, tokens[keyword + 1].kind == .word,
            open.last?.isType ?? true
        else { return }
        let name = tokens[keyword + 1]
        // A comment that is indented like a body that has ended belongs to that.
        let lower = pending.flatMap { $0 >= closedEnd ? $0 : nil } ?? tokens[start].lower
        found.append(
            FoundDeclaration(
                name: String(decoding: bytes[name.lower..<name.upper], as: UTF8.self), lower: lower, upper: name.upper,
                depth: open.count))
        open.append((found.count - 1, columns, isType))
    }

    private mutating func lineEnd(from start: Int) -> Int {
        var depth = 0
        var i = start
        while i < tokens.count {
            let token = tokens[i]
            if token.kind == .lineEnd {
                let isCarriedOn =
                    i > start && tokens[i - 1].kind == .symbol && bytes[tokens[i - 1].lower] == UInt8(ascii: "\\")
                if depth <= 0, !isCarriedOn { return i + 1 }
            } else {
                lastEnd = token.upper
                if token.kind == .symbol {
                    switch bytes[token.lower] {
                    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                    default: break
                    }
                }
            }
            i += 1
        }
        return i
    }

    private func isWord(_ word: StaticString, at index: Int) -> Bool {
        index < tokens.count && tokens[index].kind == .word
            && bytes[tokens[index].lower..<tokens[index].upper].elementsEqual(word.description.utf8)
    }

    /// The columns before a line's first token, tabs counted to the next multiple of eight.
    private func indentation(of token: CodeToken) -> Int {
        var start = token.lower
        while start > 0, !Whitespace.isLineEnd(bytes[start - 1]) { start -= 1 }
        return bytes[start..<token.lower].reduce(0) { $1 == 0x09 ? $0 + 8 - $0 % 8 : $0 + 1 }
    }
}
