/// Cuts a query string into its parts. Whatever it holds, all of it is in some part or between them.
struct QueryLexer {
    let scalars: [Unicode.Scalar]
    /// Where each scalar begins among the bytes, and where the last one ends.
    let offsets: [Int]
    private let columns: [[Unicode.Scalar]]
    private var position = 0
    /// Once no quote was found that closes, none is looked for: looking takes as long as the text is.
    private var hasClosingQuotes = true
    private(set) var notes: [(kind: KeywordQueryNote.Kind, range: Range<Int>)] = []

    private static let openingQuotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„"]
    private static let closingQuotes: Set<Unicode.Scalar> = ["\"", "“", "”"]
    /// What a backslash makes an ordinary character.
    static let escaped: Set<Unicode.Scalar> = ["\\", "+", "-", "\"", "“", "”", "„", "(", ")", ":", "*", "~", "^"]
    static let operators: [String: QueryToken.Kind] = ["AND": .and, "OR": .or, "NOT": .not]
    /// More digits are no number that a person means.
    private static let mostDigits = 9
    private static let mostSlop = 1_000_000

    init(_ text: String, columns: [String]) {
        scalars = Array(text.unicodeScalars)
        var offsets = [0]
        offsets.reserveCapacity(scalars.count + 1)
        for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
        self.offsets = offsets
        // The longest name first, for one may begin with another.
        self.columns = columns.map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
    }

    /// The next part; nil at the end.
    mutating func next() -> QueryToken? {
        while position < scalars.count, isSpace(position) { position += 1 }
        guard position < scalars.count else { return nil }
        let start = position
        if scalars[position] == ")" {
            position += 1
            return finished(.close, from: start, content: start..<position, boost: boost())
        }
        let sign = sign()
        let column = column()
        if scalars[position] == "(" {
            position += 1
            return finished(.open, from: start, content: start..<position, sign: sign, column: column)
        }
        if let content = quoted() {
            let slop = slop()
            return finished(
                .phrase(slop: slop), from: start, content: content, sign: sign, column: column, boost: boost())
        }
        return word(from: start, sign: sign, column: column)
    }

    private func finished(
        _ kind: QueryToken.Kind, from start: Int, content: Range<Int>, sign: QueryToken.Sign? = nil,
        column: String? = nil, boost: Double? = nil
    ) -> QueryToken {
        QueryToken(
            kind: kind, sign: sign, column: column, boost: boost, range: start..<position, content: content)
    }

    private func isSpace(_ place: Int) -> Bool { scalars[place].properties.isWhitespace }

    /// Whether what a sign or a column's name stands at may begin here.
    private func isOperand(_ place: Int) -> Bool {
        place < scalars.count && !isSpace(place) && !["+", "-", ")", ":", "*", "~", "^"].contains(scalars[place])
    }

    private mutating func sign() -> QueryToken.Sign? {
        guard scalars[position] == "+" || scalars[position] == "-", isOperand(position + 1) else { return nil }
        defer { position += 1 }
        return scalars[position] == "+" ? .must : .mustNot
    }

    /// The name of a column with its colon; a name that none has is noted.
    private mutating func column() -> String? {
        for name in columns {
            let end = position + name.count
            guard end < scalars.count, scalars[end] == ":", isOperand(end + 1),
                scalars[position..<end].elementsEqual(name)
            else { continue }
            position = end + 1
            return string(name[...])
        }
        var end = position
        while end < scalars.count, scalars[end].properties.isAlphabetic || scalars[end] == "_" { end += 1 }
        if end > position, end < scalars.count, scalars[end] == ":", isOperand(end + 1), scalars[end + 1] != "/" {
            notes.append((.unknownColumn, position..<end + 1))
        }
        return nil
    }

    private mutating func quoted() -> Range<Int>? {
        guard hasClosingQuotes, Self.openingQuotes.contains(scalars[position]) else { return nil }
        var end = position + 1
        while end < scalars.count, !Self.closingQuotes.contains(scalars[end]) || !endsPhrase(end + 1) {
            end += scalars[end] == "\\" ? 2 : 1
        }
        guard end < scalars.count else {
            hasClosingQuotes = false
            return nil
        }
        let content = position + 1..<end
        position = end + 1
        return content
    }

    /// Whether a quote in front of this place closes: an inch mark among letters does not.
    private func endsPhrase(_ place: Int) -> Bool {
        place == scalars.count || isSpace(place) || [")", "~", "^"].contains(scalars[place])
    }

    private mutating func slop() -> Int {
        guard position < scalars.count, scalars[position] == "~" else { return 0 }
        let digits = scalars[(position + 1)...].prefix { $0.value >= 0x30 && $0.value <= 0x39 }
        guard !digits.isEmpty else { return 0 }
        let range = position..<digits.endIndex
        position = digits.endIndex
        return number(digits, atMost: Self.mostSlop, range)
    }

    private mutating func number(_ digits: ArraySlice<Unicode.Scalar>, atMost most: Int, _ range: Range<Int>) -> Int {
        let value = digits.count > Self.mostDigits ? Int.max : Int(string(digits)) ?? 0
        if value > most { notes.append((.numberBounded, range)) }
        return min(value, most)
    }

    /// What is said after `^` here; nothing is taken where it is no number.
    private mutating func boost() -> Double? {
        guard position < scalars.count, scalars[position] == "^" else { return nil }
        let end = scalars[position...].firstIndex { $0.properties.isWhitespace || $0 == ")" } ?? scalars.count
        guard let factor = factor(position + 1..<end) else { return nil }
        position = end
        return factor
    }

    private mutating func factor(_ range: Range<Int>) -> Double? {
        let number = scalars[range]
        guard let first = number.first, ("0"..."9").contains(first) || first == ".", number.count <= 32,
            number.allSatisfy({ ("0"..."9").contains($0) || [".", "e", "-", "+"].contains($0) }),
            let factor = Double(string(number))
        else { return nil }
        if factor > 1e6 { notes.append((.numberBounded, range)) }
        return min(factor, 1e6)
    }

    /// What stands up to a blank or to a parenthesis that it does not open itself.
    private mutating func word(from start: Int, sign: QueryToken.Sign?, column: String?) -> QueryToken {
        let first = position
        var depth = 0
        var stars: [Int] = []
        var last: (tilde: Int?, caret: Int?)
        scan: while position < scalars.count, !isSpace(position) {
            switch scalars[position] {
            case "\\" where position + 1 < scalars.count && Self.escaped.contains(scalars[position + 1]):
                position += 1
            case "(": depth += 1
            case ")" where depth == 0: break scan
            case ")": depth -= 1
            case "*": stars.append(position)
            case "~": last.tilde = position
            case "^": last.caret = position
            default: break
            }
            position += 1
        }
        if start == first, let kind = Self.operators[string(scalars[first..<position])] {
            return finished(kind, from: start, content: first..<position)
        }
        var end = position
        var boost: Double?
        if let caret = last.caret, caret > first, let factor = factor(caret + 1..<end) {
            (boost, end) = (factor, caret)
        }
        var kind = QueryToken.Kind.word
        if stars == [end - 1], end - 1 > first {
            (kind, end) = (.prefix, end - 1)
        } else if let tilde = last.tilde, tilde > first, tilde < end {
            let digits = scalars[tilde + 1..<end]
            if digits.allSatisfy({ ("0"..."9").contains($0) }) {
                kind = .fuzzy(edits: digits.isEmpty ? 1 : number(digits, atMost: 2, tilde..<end))
                end = tilde
            }
        }
        return finished(kind, from: start, content: first..<end, sign: sign, column: column, boost: boost)
    }

    /// Scalars as text, without the backslashes that make operators of the syntax characters.
    func unescaped(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        var place = range.lowerBound
        while place < range.upperBound {
            if scalars[place] == "\\", place + 1 < range.upperBound, isEscape(place, in: range) { place += 1 }
            text.append(scalars[place])
            place += 1
        }
        return String(text)
    }

    /// Whether a backslash stands before a character of the syntax or before an operator.
    private func isEscape(_ place: Int, in range: Range<Int>) -> Bool {
        if Self.escaped.contains(scalars[place + 1]) { return true }
        guard place == range.lowerBound || isSpace(place - 1) else { return false }
        let rest = scalars[place + 1..<range.upperBound]
        return Self.operators[string(rest.prefix(4).prefix { !$0.properties.isWhitespace })] != nil
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The bytes of scalars.
    func bytes(_ range: Range<Int>) -> Range<Int> { offsets[range.lowerBound]..<offsets[range.upperBound] }
}
