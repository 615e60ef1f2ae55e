public import ModelServing

/// A type that says its own JSON schema: for types that ``ModelServing/JSONSchema/init(of:descriptions:)`` cannot see
/// through, or whose values are more narrowly bounded than their Swift types.
///
/// As a property of another type it must be able to read itself from empty texts, zeros and lists.
public protocol SchemaConvertible: Decodable {
    static var jsonSchema: JSONSchema { get }
}

extension JSONSchema {
    /// The schema of a `Codable` type, found by letting the type read itself.
    ///
    /// Structs become objects with their properties in order; optional ones are not required. Known are Bool, whole and other
    /// numbers, String, URL, UUID, arrays, dictionaries by String, nested types, enums with raw values that are
    /// `CaseIterable`, and whatever is ``SchemaConvertible``.
    ///
    ///     struct Order: Codable { var item: String; var count: Int; var note: String? }
    ///     let schema = try JSONSchema(of: Order.self, descriptions: ["count": "how many pieces, at least 1"])
    /// - Parameter descriptions: What the model reads of the outermost properties, by their names.
    /// - Throws: ``SchemaError`` for types of any other kind, recursive ones among them.
    public init<Value: Decodable>(of type: Value.Type, descriptions: [String: String] = [:]) throws(SchemaError) {
        if let own = type as? any SchemaConvertible.Type {
            self = own.jsonSchema
        } else {
            self.init(try SchemaProbe.schema(of: type, depth: 0).value)
        }
        guard case .object(var schema) = json, !descriptions.isEmpty else { return }
        guard let place = schema.firstIndex(where: { $0.name == "properties" }),
            case .object(var properties) = schema[place].value
        else { throw .unknownProperties(descriptions.keys.sorted()) }
        let unknown = Set(descriptions.keys).subtracting(properties.map(\.name))
        if !unknown.isEmpty { throw .unknownProperties(unknown.sorted()) }
        for position in properties.indices {
            guard let text = descriptions[properties[position].name],
                case .object(let property) = properties[position].value
            else { continue }
            properties[position].value = .object(property + [JSON.Member("description", .string(text))])
        }
        schema[place].value = .object(properties)
        json = .object(schema)
    }
}

/// Why a type has no schema.
public enum SchemaError: Error, Hashable, CustomStringConvertible {
    /// A type that cannot be seen through, with the way to it.
    case unsupported(String)
    /// Descriptions of properties that the type does not have.
    case unknownProperties([String])

    /// What to do about it.
    public var description: String {
        switch self {
        case .unsupported(let type):
            "the JSON schema of \(type) cannot be told from its Decodable conformance; make it SchemaConvertible, or an "
                + "enum of raw values CaseIterable"
        case .unknownProperties(let names): "there are no properties \(names.joined(separator: ", ")) to describe"
        }
    }
}
