/// What a condition asks about: a column, or a place within a column of maps, arrays or JSON.
///
/// Its written form is that of a filter: `price`, `attributes['color']`, `scores[0]`, `meta['author']['name']`; for JSON also
/// `meta:author.name`.
public struct ColumnPath: Sendable, Hashable {
    /// A way into a value.
    public enum Step: Sendable, Hashable {
        /// The value of a map or of an object of JSON, by its key; of several of one key, the first.
        case key(String)
        /// An element of an array, from 0.
        case index(Int)
    }

    /// The column.
    public var name: String
    /// From the column's value inwards; none for the value itself.
    public var steps: [Step]

    public init(_ name: String, _ steps: [Step] = []) {
        self.name = name
        self.steps = steps
    }

    /// So that a place may be deep, and no filter is endless.
    static let maximumSteps = 32
}

extension ColumnPath: ExpressibleByStringLiteral {
    /// A column of this name, whatever characters it has.
    public init(stringLiteral name: String) { self.init(name) }
}

extension ColumnPath: CustomStringConvertible {
    public var description: String {
        steps.reduce(Self.written(name)) { text, step in
            switch step {
            case .key(let key): "\(text)[\(Quotation.text(key, in: "'"))]"
            case .index(let index): "\(text)[\(index)]"
            }
        }
    }

    /// In double quotes where the bare name would be read as something else.
    private static func written(_ name: String) -> String {
        let isBare =
            name.unicodeScalars.first?.properties.isAlphabetic == true
            && name.unicodeScalars.allSatisfy {
                $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
            }
            && !FilterLexer.keywords.contains(name.uppercased())
        return isBare ? name : TableLayout.quoted(name)
    }
}

extension ColumnPath: Codable {
    /// A column is its name, a place within one a list of the name, the keys and the indexes.
    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.init(name)
            return
        }
        var list = try decoder.unkeyedContainer()
        self.init(try list.decode(String.self))
        while !list.isAtEnd {
            if let index = try? list.decode(Int.self) {
                steps.append(.index(index))
            } else {
                steps.append(.key(try list.decode(String.self)))
            }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        guard !steps.isEmpty else {
            var container = encoder.singleValueContainer()
            return try container.encode(name)
        }
        var list = encoder.unkeyedContainer()
        try list.encode(name)
        for step in steps {
            switch step {
            case .key(let key): try list.encode(key)
            case .index(let index): try list.encode(index)
            }
        }
    }
}

extension ColumnPath {
    /// What a comparison with the place compares: a column's type, the type of a map's values or an array's elements, `json`
    /// for a place within JSON, whose values each have a type of their own; nil where the column has no such places.
    func type(in column: ColumnType) -> ColumnType? {
        switch (column, steps.count, steps.first) {
        case (_, 0, _), (.json, _, _): column
        case (.map(let element), 1, .key), (.array(let element), 1, .index): element
        default: nil
        }
    }

    /// The elements of the array at the place; nil where there is none.
    func elements(in row: Row) -> [Value]? {
        switch row[name] ?? .null {
        case .array(let values): steps.isEmpty ? values : nil
        case .json(let text): (try? JSONText(text).elements(at: steps)) ?? nil
        default: nil
        }
    }

    /// The value at the place; null where there is none.
    func value(in row: Row) -> Value {
        let value = row[name] ?? .null
        guard let first = steps.first else { return value }
        switch (value, first) {
        case (.map(let values), .key(let key)) where steps.count == 1:
            return values.first { $0.key.utf8.elementsEqual(key.utf8) }?.value ?? .null
        case (.array(let values), .index(let index)) where steps.count == 1:
            return values.indices.contains(index) ? values[index] : .null
        case (.json(let text), _):
            return ((try? JSONText(text).value(at: steps)) ?? nil) ?? .null
        default: return .null
        }
    }
}
