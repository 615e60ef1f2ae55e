/// A JSON text as it stands in a file: members in their order, strings byte for byte.
///
/// Model files need this rather than a decoder of Foundation's: two tokens of a vocabulary may be canonically
/// equivalent, and would be one key of a Swift dictionary.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// The first member of that name, compared by bytes; nil where there is none or the value is no object.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key.utf8.elementsEqual(name.utf8) }?.value
    }

    package var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let bool) = self { bool } else { nil }
    }

    package var double: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// A whole number, nil for a fraction or one past the exact range of a double.
    package var integer: Int? {
        guard case .number(let number) = self, number.magnitude <= 0x1p53 else { return nil }
        return Int(exactly: number)
    }

    package var array: [JSONValue]? {
        if case .array(let array) = self { array } else { nil }
    }

    package var members: [(key: String, value: JSONValue)]? {
        if case .object(let members) = self { members } else { nil }
    }

    package var isNull: Bool {
        if case .null = self { true } else { false }
    }
}
