import Foundation

/// The words of a filter's string form, one at a time.
struct FilterLexer {
    enum Token: Hashable {
        /// A bare word: a keyword or a column.
        case word(String)
        /// A column in double quotes or backticks.
        case quotedName(String)
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
        case "\"", "`": return (.quotedName(try quoted(scalar, start, "a column's name")), start)
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
            return (.word(word), start)
        }
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
