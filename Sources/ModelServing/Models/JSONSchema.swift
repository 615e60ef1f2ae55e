/// What a JSON value must look like: the arguments of a tool, or a whole answer.
///
///     let grade: JSONSchema = [
///         "type": "object",
///         "properties": ["reason": ["type": "string"], "grade": ["type": "integer", "minimum": 0, "maximum": 3]],
///         "required": ["reason", "grade"], "additionalProperties": false,
///     ]
///
/// It is passed on as it stands; which of its words are heeded is the server's affair. It is encoded as one string,
/// its JSON text, since encoders do not keep the order of properties.
public struct JSONSchema: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    public var json: JSON

    public init(_ json: JSON) {
        self.json = json
    }

    /// - Throws: ``ModelError`` for a text that is no JSON.
    public init(text: String) throws(ModelError) {
        json = try JSON(text: text)
    }

    public init(dictionaryLiteral elements: (String, JSON)...) {
        json = .object(elements.map { JSON.Member($0.0, $0.1) })
    }

    /// An object without properties: the arguments of a tool that takes none.
    public static let emptyObject: JSONSchema = ["type": "object", "properties": [:]]
}

extension JSONSchema: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(text: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(try json.text())
    }
}
