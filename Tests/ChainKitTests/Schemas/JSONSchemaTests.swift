import ChainKit
import Foundation
import ModelServing
import Testing

@Suite struct JSONSchemaTests {
    enum Size: String, Codable, CaseIterable { case small, large }
    enum Level: Int, Codable, CaseIterable { case low = 1, high = 2 }

    struct Part: Codable {
        var url: URL
        var weight: Double?
    }

    struct Order: Codable {
        var item: String
        var count: UInt
        var size: Size
        var level: Level?
        var isGift: Bool
        var parts: [Part]
        var prices: [String: Float]
        var note: String?
        var grid: [[Int]]
    }

    @Test func aStructsPropertiesComeInTheirOrderAndOptionalOnesAreNotRequired() throws {
        let schema = try JSONSchema(of: Order.self, descriptions: ["count": "at least 1"])
        let part: JSON = [
            "type": "object",
            "properties": ["url": ["type": "string", "format": "uri"], "weight": ["type": "number"]],
            "required": ["url"], "additionalProperties": false,
        ]
        let expected: JSON = [
            "type": "object",
            "properties": [
                "item": ["type": "string"],
                "count": ["type": "integer", "minimum": 0, "description": "at least 1"],
                "size": ["type": "string", "enum": ["small", "large"]],
                "level": ["type": "integer", "enum": [1, 2]],
                "isGift": ["type": "boolean"],
                "parts": ["type": "array", "items": part],
                "prices": ["type": "object", "additionalProperties": ["type": "number"]],
                "note": ["type": "string"],
                "grid": ["type": "array", "items": ["type": "array", "items": ["type": "integer"]]],
            ],
            "required": ["item", "count", "size", "isGift", "parts", "prices", "grid"],
            "additionalProperties": false,
        ]
        #expect(schema.json == expected)
    }

    @Test func listsAndSingleValuesHaveSchemasToo() throws {
        #expect(
            try JSONSchema(of: [Size].self).json == [
                "type": "array", "items": ["type": "string", "enum": ["small", "large"]],
            ])
        #expect(try JSONSchema(of: Bool.self).json == ["type": "boolean"])
        struct Wrapped: Codable, RawRepresentable { var rawValue: Int }
        #expect(try JSONSchema(of: Wrapped.self).json == ["type": "integer"])
    }

    struct Bounded: SchemaConvertible {
        var grade: Int
        static let jsonSchema: JSONSchema = [
            "type": "object", "properties": ["grade": ["type": "integer", "maximum": 3]],
        ]
    }

    @Test func aTypesOwnSchemaCounts() throws {
        struct Outer: Decodable { var bounded: Bounded }
        #expect(try JSONSchema(of: Bounded.self) == Bounded.jsonSchema)
        #expect(try JSONSchema(of: Outer.self).json["properties"]?["bounded"] == Bounded.jsonSchema.json)
    }

    final class Tree: Codable { var children: [Tree] = [] }
    enum Shape: Codable { case circle(radius: Double) }
    enum Open: String, Codable { case one }
    struct Dated: Codable { var date: Date }

    @Test func typesThatCannotBeSeenThroughAreRefused() {
        #expect(throws: SchemaError.self) { try JSONSchema(of: Tree.self) }
        #expect(throws: SchemaError.self) { try JSONSchema(of: Shape.self) }
        #expect(throws: SchemaError.unsupported("Open")) { try JSONSchema(of: Open.self) }
        #expect(throws: SchemaError.unsupported("Date")) { try JSONSchema(of: Dated.self) }
        #expect(throws: SchemaError.unknownProperties(["x"])) { try JSONSchema(of: Part.self, descriptions: ["x": ""]) }
        #expect(throws: SchemaError.unknownProperties(["x"])) {
            try JSONSchema(of: [Part].self, descriptions: ["x": ""])
        }
    }
}
