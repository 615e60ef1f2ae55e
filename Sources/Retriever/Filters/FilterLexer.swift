import Foundation

/// The words of a filter's string form, one at a time.
struct FilterLexer {
    enum Token: Hashable {
        /// A bare word: a keyword or a column.
        case word(String)
        /// A column in double quotes or backticks.
        case quotedName(String)
        /// A place within a column.
        case place(ColumnPath)
        case text(String)
        case integer(Int64)
        case real(Double)
        case blob(Data)
        case comparison(Filter.Comparison)
        case leftParenthesis, rightParenthesis, comma
        case end
    }

    /// Columns of these names are written in quotes.
    static let keywords: Set<String> = [
        "AND", "OR", "NOT", "IN", "LIKE", "BETWEEN", "IS", "NULL", "TRUE", "FALSE", "TIMESTAMP", "DATE",
    ]

    private let text: String
    private let scalars: String.UnicodeScalarView
    private var index: String.UnicodeScalarView.Index

    init(_ text: String) {
        self.text = text
        scalars = text.unicodeScalars
        index = scalars.startIndex
    }

    /// In UTF-8 bytes.
    private var position: Int { text.utf8.distance(from: text.startIndex, to: index) }

    func error(at position: Int, _ reason: String) -> FilterSyntaxError {
        FilterSyntaxError(text: text, position: position, reason: reason)
    }

    /// The next token and where it begins.
    mutating func next() throws(FilterSyntaxError) -> (token: Token, position: Int) {
        while let scalar = peek, scalar.properties.isWhitespace { advance() }
        let start = position
        guard let scalar = peek else { return (.end, start) }
        switch scalar {
        case "(":
            advance()
            return (.leftParenthesis, start)
        case ")":
            advance()
            return (.rightParenthesis, start)
        case ",":
            advance()
            return (.comma, start)
        case "'": return (.text(try quoted("'", start, "a text")), start)
        case "\"", "`":
            let name = try quoted(scalar, start, "a column's name")
            let steps = try steps()
            return (steps.isEmpty ? .quotedName(name) : .place(ColumnPath(name, steps)), start)
        case "=", "<", ">", "!": return (.comparison(try comparison(start)), start)
        case "0"..."9", "+", "-", ".": return (try number(start), start)
        default:
            guard Self.isWordStart(scalar) else {
                throw error(at: start, "the character \(scalar.debugDescription) has no meaning")
            }
            let word = take { Self.isWordStart($0) || $0.properties.numericType != nil }
            if word == "X" || word == "x", peek == "'" {
                let digits = try quoted("'", position, "bytes")
                guard let bytes = Hexadecimal.bytes(digits) else {
                    throw error(at: start, "bytes are written as pairs of hexadecimal digits: X'0aff'")
                }
                return (.blob(bytes), start)
            }
            let steps = try steps()
            return (steps.isEmpty ? .word(word) : .place(ColumnPath(word, steps)), start)
        }
    }

    /// What stands behind a column without a space: `['key']`, `[0]`, `:key`, and behind such a key `.key`.
    private mutating func steps() throws(FilterSyntaxError) -> [ColumnPath.Step] {
        var steps: [ColumnPath.Step] = []
        var mayDot = false
        while let scalar = peek {
            let start = position
            switch scalar {
            case "[":
                advance()
                steps.append(try bracketed(start))
            case ":" where steps.isEmpty, "." where mayDot:
                advance()
                mayDot = true
                if let quote = peek, quote == "\"" || quote == "`" {
                    steps.append(.key(try quoted(quote, position, "a key")))
                } else {
                    let key = take { Self.isWordStart($0) || $0.properties.numericType != nil }
                    guard !key.isEmpty else { throw error(at: position, "expected a key") }
                    steps.append(.key(key))
                }
            default: return steps
            }
            if steps.count > ColumnPath.maximumSteps {
                throw error(at: start, "a place is at most \(ColumnPath.maximumSteps) steps deep")
            }
        }
        return steps
    }

    private mutating func bracketed(_ start: Int) throws(FilterSyntaxError) -> ColumnPath.Step {
        let step: ColumnPath.Step
        let inside = position
        if peek == "'" {
            step = .key(try quoted("'", inside, "a key"))
        } else {
            guard let index = Int(take { ("0"..."9").contains($0) }) else {
                throw error(at: inside, "expected a key in single quotes or a number")
            }
            step = .index(index)
        }
        guard peek == "]" else { throw error(at: position, "expected ]") }
        advance()
        return step
    }

    private var peek: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

    private mutating func advance() { index = scalars.index(after: index) }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while let scalar = peek, condition(scalar) { advance() }
        return String(scalars[start..<index])
    }

    private static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    /// A quote within is written twice.
    private mutating func quoted(
        _ quote: Unicode.Scalar, _ start: Int, _ what: String
    ) throws(FilterSyntaxError) -> String {
        var content = String.UnicodeScalarView()
        advance()
        while let scalar = peek {
            advance()
            if scalar == quote {
                guard peek == quote else { return String(content) }
                advance()
            }
            content.append(scalar)
        }
        throw error(at: start, "\(what) that begins here is not closed with \(quote)")
    }

    private mutating func comparison(_ start: Int) throws(FilterSyntaxError) -> Filter.Comparison {
        switch take(while: { "=<>!".unicodeScalars.contains($0) }) {
        case "=", "==": return .equal
        case "<>", "!=": return .notEqual
        case "<": return .less
        case "<=": return .lessOrEqual
        case ">": return .greater
        case ">=": return .greaterOrEqual
        case let other: throw error(at: start, "\(other) is no comparison; there are =, <>, <, <=, > and >=")
        }
    }

    private mutating func number(_ start: Int) throws(FilterSyntaxError) -> Token {
        var digits = ""
        if peek == "+" || peek == "-" { digits = take { $0 == "+" || $0 == "-" } }
        digits += take { ("0"..."9").contains($0) || $0 == "." }
        if peek == "e" || peek == "E" {
            digits += take { $0 == "e" || $0 == "E" }
            digits += take { $0 == "+" || $0 == "-" }
            digits += take { ("0"..."9").contains($0) }
        }
        if let scalar = peek, Self.isWordStart(scalar) { throw error(at: start, "a number ends before a letter") }
        if let integer = Int64(digits) { return .integer(integer) }
        guard digits.contains(where: { "0123456789".contains($0) }), let real = Double(digits), real.isFinite else {
            throw error(at: start, "\(digits) is no number")
        }
        return .real(real)
    }
}
