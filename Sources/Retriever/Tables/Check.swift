/// A condition that every row of a table must keep; one whose truth is unknown, because of a null, is kept, as in SQL.
///
///     let schema = TableSchema(
///         columns: [.text("id"), .integer("page")], primaryKey: "id",
///         checks: [Check("page_is_positive", Column("page") > 0)])
public struct Check: Sendable, Hashable {
    /// By which errors name it; each once in a table.
    public let name: String
    public let condition: Filter

    public init(_ name: String, _ condition: Filter) {
        self.name = name
        self.condition = condition
    }
}

extension Check: Codable {
    private enum Key: String, CodingKey {
        case name, condition
    }

    /// The condition is written in its string form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        condition = try Filter(parsing: try container.decode(String.self, forKey: .condition))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(condition.description, forKey: .condition)
    }
}

extension TableSchema {
    /// Why these checks cannot be, or nil.
    func checksRefusal() -> String? {
        var names: Set<String> = []
        for check in checks {
            if check.name.isEmpty { return "a check has no name" }
            if !names.insert(check.name).inserted { return "the check \"\(check.name)\" occurs twice" }
            do {
                try check.condition.check(against: self)
                _ = try Filter(parsing: check.condition.description)
            } catch {
                return "the check \"\(check.name)\" cannot be used: \(error)"
            }
        }
        return nil
    }
}

extension StoreError {
    static func checkFailed(_ check: Check, key: Value?, in table: ObjectName) -> StoreError {
        let row = key.map { "the row \($0)" } ?? "a row"
        var error = StoreError(
            .checkFailed, "\(row) of \(table) fails the check \"\(check.name)\": \(check.condition)")
        error.table = table
        error.key = key
        error.expected = check.condition.description
        return error
    }
}
