import ModelServing

extension JSON {
    /// The same with each string value changed; names of members stay.
    func mapStrings(_ change: (String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let values): .array(values.map { $0.mapStrings(change) })
        case .object(let members): .object(members.map { Member($0.name, $0.value.mapStrings(change)) })
        case .null, .boolean, .integer, .number: self
        }
    }
}
