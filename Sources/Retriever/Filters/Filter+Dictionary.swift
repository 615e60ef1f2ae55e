extension Filter {
    /// Reads the dictionary form that clients of Vector Search send, as JSON.
    ///
    ///     let filter = try Filter(dictionary: #"{"price <": 5, "lang": ["ja", "en"], "title LIKE": "lamp"}"#, for: schema)
    ///
    /// Members, and the dictionaries of a list, are joined by AND. A name is a column, for itself or with an operator behind it:
    ///
    /// | name | value | means |
    /// |---|---|---|
    /// | `c` | value, list | equal; one of |
    /// | `c NOT` | value, list | not equal; none of |
    /// | `c <`, `c <=`, `c >`, `c >=` | value | as it says |
    /// | `c LIKE`, `c NOT LIKE` | text, list | has the text as a word between white space; with `%` or `_` in it, fits that pattern; any of a list |
    /// | `c`, `c NOT` | `null` | is null; is not null |
    /// | `a OR b <` | list, one for each | any of them holds |
    ///
    /// A column of arrays is asked for an element. A column can be a place within another (`meta:author.name`), as in the string form. A text
    /// stands for a date or a moment where the column holds such.
    /// - Throws: ``FilterSyntaxError`` with the position of the mistake.
    public init(dictionary text: String, for schema: TableSchema) throws(FilterSyntaxError) {
        do {
            self = try DictionaryReader(json: JSONText(text), schema: schema).filter()
        } catch {
            throw FilterSyntaxError(text: text, position: error.position, reason: error.reason)
        }
    }
}

private struct DictionaryReader {
    typealias Mistake = JSONText.Mistake

    let json: JSONText
    let schema: TableSchema

    /// A value of the JSON, and where it begins.
    private struct Operand {
        let value: Value
        let position: Int
        /// The elements, where it is a list.
        var elements: [Operand]?
    }

    private enum Operator: String, CaseIterable {
        // Those that end like another come before it.
        case notLike = "NOT LIKE"
        case like = "LIKE"
        case not = "NOT"
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    func filter() throws(Mistake) -> Filter {
        var json = json
        var parts: [Filter] = []
        if json.next == UInt8(ascii: "[") {
            try json.forEachElement { json throws(Mistake) in
                parts += try members(&json)
                return true
            }
        } else {
            parts = try members(&json)
        }
        guard json.next == nil else { throw json.mistake("expected the end") }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private func members(_ json: inout JSONText) throws(Mistake) -> [Filter] {
        guard json.next == UInt8(ascii: "{") else { throw json.mistake("expected a dictionary of conditions") }
        var parts: [Filter] = []
        try json.forEachMember { name, position, json throws(Mistake) in
            parts.append(try condition(name, at: position, operand(&json)))
            return true
        }
        return parts
    }

    private func operand(_ json: inout JSONText, depth: Int = 0) throws(Mistake) -> Operand {
        let isList = json.next == UInt8(ascii: "[")
        let position = json.position
        guard isList else {
            let value = try json.value()
            if case .json = value { throw json.mistake("expected a value or a list of values", at: position) }
            return Operand(value: value, position: position)
        }
        // Alternatives of one column each are lists in a list.
        guard depth < 2 else { throw json.mistake("expected a value", at: position) }
        var elements: [Operand] = []
        try json.forEachElement { json throws(Mistake) in
            elements.append(try operand(&json, depth: depth + 1))
            return true
        }
        return Operand(value: .null, position: position, elements: elements)
    }

    // MARK: - Conditions

    private func condition(_ name: String, at position: Int, _ operand: Operand) throws(Mistake) -> Filter {
        // A column may have OR in its own name.
        if schema.column(name) == nil {
            let names = Self.alternatives(name)
            if names.count > 1 {
                guard let values = operand.elements, values.count == names.count else {
                    throw json.mistake(
                        "expected a list of \(names.count) values, one for each column", at: operand.position)
                }
                var parts: [Filter] = []
                for (name, value) in zip(names, values) { parts.append(try single(name, at: position, value)) }
                return .or(parts)
            }
        }
        return try single(name, at: position, operand)
    }

    private static func alternatives(_ name: String) -> [String] {
        var parts: [[Substring]] = [[]]
        for word in name.split(separator: " ") {
            if word == "OR" { parts.append([]) } else { parts[parts.count - 1].append(word) }
        }
        return parts.map { $0.joined(separator: " ") }
    }

    private func single(_ name: String, at position: Int, _ operand: Operand) throws(Mistake) -> Filter {
        let (path, comparison) = try place(name, at: position)
        guard let column = schema.column(path.name) else {
            let known = schema.columns.map(\.name).joined(separator: ", ")
            throw json.mistake("there is no column \"\(path.name)\"; there are \(known)", at: position)
        }
        guard let type = path.type(in: column.type) else {
            throw json.mistake("a column of type \(column.type) has no place \(path)", at: position)
        }
        let filter: Filter
        switch comparison {
        case nil: filter = try equal(path, type, operand)
        case .not: filter = .not(try equal(path, type, operand))
        case .like: filter = try like(path, operand)
        case .notLike: filter = .not(try like(path, operand))
        case .less: filter = .comparison(column: path, .less, try value(operand, type))
        case .lessOrEqual: filter = .comparison(column: path, .lessOrEqual, try value(operand, type))
        case .greater: filter = .comparison(column: path, .greater, try value(operand, type))
        case .greaterOrEqual: filter = .comparison(column: path, .greaterOrEqual, try value(operand, type))
        }
        do {
            try filter.check(against: schema)
        } catch {
            throw json.mistake("\(error)", at: operand.position)
        }
        return filter
    }

    /// A column's own name is the whole of it, whatever it ends with.
    private func place(_ name: String, at position: Int) throws(Mistake) -> (ColumnPath, Operator?) {
        if schema.column(name) != nil { return (ColumnPath(name), nil) }
        for candidate in Operator.allCases where name.hasSuffix(" " + candidate.rawValue) {
            let column = String(name.dropLast(candidate.rawValue.count + 1))
            return (try path(column, at: position), candidate)
        }
        return (try path(name, at: position), nil)
    }

    private func path(_ text: String, at position: Int) throws(Mistake) -> ColumnPath {
        if schema.column(text) != nil { return ColumnPath(text) }
        var lexer = FilterLexer(text)
        if let (token, _) = try? lexer.next(), case .place(let path) = token, let (end, _) = try? lexer.next(),
            end == .end
        {
            return path
        }
        return ColumnPath(text)
    }

    private func equal(_ path: ColumnPath, _ type: ColumnType, _ operand: Operand) throws(Mistake) -> Filter {
        let wanted = operand.elements ?? [operand]
        if case .array(let element) = type {
            var parts: [Filter] = []
            for one in wanted { parts.append(.contains(column: path, try value(one, element))) }
            return parts.count == 1 ? parts[0] : .or(parts)
        }
        guard operand.elements != nil else {
            if operand.value.isNull { return .isNull(column: path) }
            return .comparison(column: path, .equal, try value(operand, type))
        }
        var values: [Value] = []
        for one in wanted { values.append(try value(one, type)) }
        return .membership(column: path, values)
    }

    private func value(_ operand: Operand, _ type: ColumnType) throws(Mistake) -> Value {
        guard operand.elements == nil else { throw json.mistake("expected one value", at: operand.position) }
        guard case .text(let text) = operand.value else { return operand.value }
        switch type {
        case .date:
            guard let date = CalendarDate(text) else {
                throw json.mistake("expected a day such as 2024-05-01", at: operand.position)
            }
            return .date(date)
        case .timestamp:
            if let date = CalendarDate(text) { return .date(date) }
            guard let moment = Timestamp.parse(text) else {
                throw json.mistake("expected a moment such as 2024-05-01T09:30:00Z", at: operand.position)
            }
            return .timestamp(moment)
        default: return operand.value
        }
    }

    /// Any of the texts as a word, or as a pattern where it is one.
    private func like(_ path: ColumnPath, _ operand: Operand) throws(Mistake) -> Filter {
        var parts: [Filter] = []
        for one in operand.elements ?? [operand] {
            guard case .text(let text) = one.value else {
                throw json.mistake("expected a text or a list of texts", at: one.position)
            }
            if text.contains(where: { $0 == "%" || $0 == "_" }) {
                parts.append(.like(column: path, pattern: text))
                continue
            }
            let word = text.replacing("\\", with: "\\\\")
            parts.append(.like(column: path, pattern: word))
            for space in [" ", "\n", "\t"] {
                parts.append(.like(column: path, pattern: "\(word)\(space)%"))
                parts.append(.like(column: path, pattern: "%\(space)\(word)"))
                for other in [" ", "\n", "\t"] {
                    parts.append(.like(column: path, pattern: "%\(space)\(word)\(other)%"))
                }
            }
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }
}
