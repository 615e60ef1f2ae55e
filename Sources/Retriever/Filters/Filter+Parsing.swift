import Foundation

extension Filter {
    /// Reads the string form, the WHERE clause of SQL.
    ///
    /// There are `=` (or `==`), `<>` (or `!=`), `<`, `<=`, `>`, `>=`, `IN (…)`, `BETWEEN … AND …`, `LIKE`, `CONTAINS`, `IS NULL`,
    /// their negations with `NOT`, and `AND`, `OR`, `NOT` and parentheses. Keywords are the same in any case. Columns
    /// stand left, bare or in double quotes or backticks; values right: `'text'` (a quote within is doubled), numbers,
    /// `TRUE`, `FALSE`, `TIMESTAMP '2024-05-01T09:30:00Z'`, `DATE '2024-05-01'` and bytes as `X'0aff'`.
    /// `TRUE` and `FALSE` also stand for whole conditions. A place within a column is `map['key']`, `array[0]` or
    /// `json['author'][0]`, for JSON also `json:author.name`; `ARRAY_CONTAINS(tags, 'x')` is `tags CONTAINS 'x'`.
    ///
    ///     let filter = try Filter(parsing: "lang = 'ja' AND (page > 3 OR path LIKE 'docs/%') AND NOT (x IN (1, 2))")
    /// - Throws: ``FilterSyntaxError`` with the position of the mistake.
    public init(parsing text: String) throws(FilterSyntaxError) {
        var parser = try FilterParser(text)
        self = try parser.filter()
    }
}

/// Recursive descent, one method for each rule of the grammar.
private struct FilterParser {
    private var lexer: FilterLexer
    private var token: FilterLexer.Token
    private var position: Int
    private var depth = 0

    init(_ text: String) throws(FilterSyntaxError) {
        lexer = FilterLexer(text)
        (token, position) = try lexer.next()
    }

    /// filter: any end
    mutating func filter() throws(FilterSyntaxError) -> Filter {
        let filter = try any()
        guard token == .end else { throw error("expected AND, OR or the end") }
        return filter
    }

    /// any: all (OR all)*
    private mutating func any() throws(FilterSyntaxError) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.maximumNesting else {
            throw error("it is nested deeper than \(Filter.maximumNesting) levels")
        }
        var parts = [try all()]
        while try take(keyword: "OR") { parts.append(try all()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    /// all: one (AND one)*
    private mutating func all() throws(FilterSyntaxError) -> Filter {
        var parts = [try one()]
        while try take(keyword: "AND") { parts.append(try one()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    /// one: NOT one | ( any ) | TRUE | FALSE | condition
    private mutating func one() throws(FilterSyntaxError) -> Filter {
        if isKeyword("NOT") {
            depth += 1
            defer { depth -= 1 }
            guard depth <= Filter.maximumNesting else {
                throw error("it is nested deeper than \(Filter.maximumNesting) levels")
            }
            try advance()
            return .not(try one())
        }
        if try take(.leftParenthesis) {
            let filter = try any()
            guard try take(.rightParenthesis) else { throw error("expected AND, OR or )") }
            return filter
        }
        if try take(keyword: "TRUE") { return .and([]) }
        if try take(keyword: "FALSE") { return .or([]) }
        return try condition()
    }

    /// condition: ARRAY_CONTAINS ( column , value ) | column (comparison value | IS [NOT] NULL | [NOT] (IN … | LIKE … | BETWEEN … | CONTAINS value))
    private mutating func condition() throws(FilterSyntaxError) -> Filter {
        let isFunction = isKeyword("ARRAY_CONTAINS")
        let column = try column()
        if isFunction, token == .leftParenthesis { return try arrayContains() }
        if case .comparison(let comparison) = token {
            try advance()
            return .comparison(column: column, comparison, try value())
        }
        if try take(keyword: "IS") {
            let isNegated = try take(keyword: "NOT")
            guard try take(keyword: "NULL") else { throw error("expected NULL") }
            return isNegated ? .not(.isNull(column: column)) : .isNull(column: column)
        }
        let isNegated = try take(keyword: "NOT")
        let filter: Filter
        if try take(keyword: "IN") {
            filter = .membership(column: column, try list())
        } else if try take(keyword: "LIKE") {
            guard case .text(let pattern) = token else { throw error("expected a pattern in single quotes") }
            try advance()
            filter = .like(column: column, pattern: pattern)
        } else if try take(keyword: "BETWEEN") {
            let first = try value()
            guard try take(keyword: "AND") else { throw error("expected AND and the last value") }
            filter = Column(column).between(first, try value())
        } else if try take(keyword: "CONTAINS") {
            filter = .contains(column: column, try value())
        } else {
            throw error(
                isNegated
                    ? "expected IN, LIKE, BETWEEN or CONTAINS"
                    : "expected a comparison, IN, LIKE, BETWEEN, CONTAINS or IS after a column")
        }
        return isNegated ? .not(filter) : filter
    }

    /// What follows ARRAY_CONTAINS.
    private mutating func arrayContains() throws(FilterSyntaxError) -> Filter {
        try advance()
        let column = try column()
        guard try take(.comma) else { throw error("expected , and a value") }
        let filter = Filter.contains(column: column, try value())
        guard try take(.rightParenthesis) else { throw error("expected )") }
        return filter
    }

    private mutating func column() throws(FilterSyntaxError) -> ColumnPath {
        switch token {
        case .quotedName(let name):
            try advance()
            return ColumnPath(name)
        case .place(let path):
            try advance()
            return path
        case .word(let word) where !FilterLexer.keywords.contains(word.uppercased()):
            try advance()
            return ColumnPath(word)
        case .text:
            throw error("expected a column; columns are written bare or in double quotes")
        default:
            throw error("expected a column")
        }
    }

    private mutating func list() throws(FilterSyntaxError) -> [Value] {
        guard try take(.leftParenthesis) else { throw error("expected ( and a list of values") }
        if try take(.rightParenthesis) { return [] }
        var values = [try value()]
        while try take(.comma) { values.append(try value()) }
        guard try take(.rightParenthesis) else { throw error("expected , or )") }
        return values
    }

    private mutating func value() throws(FilterSyntaxError) -> Value {
        let value: Value
        switch token {
        case .text(let text): value = .text(text)
        case .integer(let number): value = .integer(number)
        case .real(let number): value = .real(number)
        case .blob(let bytes): value = .blob(bytes)
        case .word(let word):
            switch word.uppercased() {
            case "TRUE": value = .boolean(true)
            case "FALSE": value = .boolean(false)
            case "NULL": throw error("nothing compares with NULL; write IS NULL or IS NOT NULL")
            case "TIMESTAMP", "DATE":
                try advance()
                guard case .text(let text) = token else { throw error("expected a moment in single quotes") }
                if word.uppercased() == "DATE", let date = CalendarDate(text) {
                    value = .date(date)
                    break
                }
                guard let date = Timestamp.parse(text) else {
                    throw error("'\(text.prefix(40))' is no moment such as 2024-05-01 or 2024-05-01T09:30:00Z")
                }
                value = .timestamp(date)
            default: throw error("expected a value; texts are written in single quotes")
            }
        case .quotedName, .place: throw error("expected a value; texts are written in single quotes")
        default: throw error("expected a value")
        }
        try advance()
        return value
    }

    // MARK: - Tokens

    private func error(_ reason: String) -> FilterSyntaxError {
        lexer.error(at: position, reason)
    }

    private mutating func advance() throws(FilterSyntaxError) {
        (token, position) = try lexer.next()
    }

    private mutating func take(_ expected: FilterLexer.Token) throws(FilterSyntaxError) -> Bool {
        guard token == expected else { return false }
        try advance()
        return true
    }

    private func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = token { word.uppercased() == keyword } else { false }
    }

    private mutating func take(keyword: String) throws(FilterSyntaxError) -> Bool {
        guard isKeyword(keyword) else { return false }
        try advance()
        return true
    }
}
