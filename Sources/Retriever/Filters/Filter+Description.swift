extension Filter: CustomStringConvertible {
    /// The string form, which ``init(parsing:)`` reads back as a filter of the same meaning; only infinity has none.
    public var description: String {
        switch self {
        case .comparison(let column, let comparison, let value):
            "\(column) \(comparison.rawValue) \(Self.literal(value))"
        case .membership(let column, let values):
            "\(column) IN (\(values.map(Self.literal).joined(separator: ", ")))"
        case .like(let column, let pattern): "\(column) LIKE \(Self.literal(.text(pattern)))"
        case .isNull(let column): "\(column) IS NULL"
        case .contains(let column, let value): "\(column) CONTAINS \(Self.literal(value))"
        case .not(let part): "NOT (\(part))"
        case .and(let parts): Self.chain(parts, " AND ", empty: "TRUE")
        case .or(let parts): Self.chain(parts, " OR ", empty: "FALSE")
        }
    }

    private static func chain(_ parts: [Filter], _ connective: String, empty: String) -> String {
        if parts.isEmpty { return empty }
        return parts.map { part in
            switch part {
            case .and, .or: "(\(part))"
            default: part.description
            }
        }.joined(separator: connective)
    }

    private static func literal(_ value: Value) -> String {
        switch value {
        case .text(let text): Quotation.text(text, in: "'")
        case .blob(let bytes): "X'\(Hexadecimal.text(bytes))'"
        default: value.description
        }
    }
}
