import Foundation
import ModelServing
public import Retriever
import Synchronization

/// Swift functions under the names that they have in a store's catalog, for models to call as tools.
///
///     let functions = FunctionRegistry(in: store)
///     try functions.register("support.weather", "The weather in a city, now.") { (city: City) in
///         Forecast(degrees: try await thermometer(city.name))
///     }
///     chain.generator = ToolLoop(model: model, tools: try functions.tools("support.weather"))
///
/// The catalog keeps what a function is: its comment, which is what models read of it, and as its definition the JSON schemas of its arguments
/// and its result. What it does is code, so each process registers what it calls; ``tools(_:)`` refuses names whose code is not here.
public final class FunctionRegistry: Sendable {
    /// The store of the catalog.
    public let store: Store
    private let functions = Mutex<[ObjectName: Function]>([:])

    private struct Function: Sendable {
        let parameters: JSONSchema
        /// As in the catalog.
        let definition: String
        /// The result's JSON, of the arguments' JSON.
        let body: @Sendable (String) async throws -> String
    }

    public init(in store: Store) { self.store = store }

    /// Gives a function a name, in this process and in the catalog; one that the registry has under the name is replaced.
    ///
    /// The catalog's entry is written where it says something else.
    /// - Parameters:
    ///   - comment: What it does and when to call it; nil leaves the catalog's.
    ///   - descriptions: What models read of the arguments, by their names.
    /// - Throws: ``SchemaError`` where a type's schema cannot be made, ``FunctionError/noComment(_:)``, `StoreError`.
    public func register<Arguments: Decodable & Sendable, Output: Codable & Sendable>(
        _ name: ObjectName, _ comment: String? = nil, descriptions: [String: String] = [:],
        _ body: @escaping @Sendable (Arguments) async throws -> Output
    ) throws {
        let parameters = try JSONSchema(of: Arguments.self, descriptions: descriptions)
        let definition: JSON = ["parameters": parameters.json, "returns": try JSONSchema(of: Output.self).json]
        let function = Function(parameters: parameters, definition: try definition.text()) { arguments in
            let output = try await body(ToolArgumentError.read(Arguments.self, from: arguments))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(output), as: UTF8.self)
        }
        let known = try store.objects(kind: .function).first { $0.name == name }
        guard comment ?? known?.comment != nil else { throw FunctionError.noComment(name) }
        if known?.definition != function.definition || (comment ?? known?.comment) != known?.comment {
            try store.createObject(
                .function, name, definition: function.definition, comment: comment, replaces: true)
        }
        functions.withLock { $0[name] = function }
    }

    /// Functions as tools, described as the catalog describes them now.
    ///
    /// - Throws: `StoreError` of code `objectNotFound` for a name that the catalog does not have; ``FunctionError``.
    public func tools(_ names: ObjectName...) throws -> [any Tool] { try tools(names) }

    /// As ``tools(_:)-(ObjectName...)``, of names that are data.
    public func tools(_ names: [ObjectName]) throws -> [any Tool] {
        let registered = functions.withLock { $0 }
        var owners: [String: ObjectName] = [:]
        return try names.map { name in
            let object = try store.object(name, kind: .function)
            guard let function = registered[name] else { throw FunctionError.notRegistered(name) }
            guard object.definition == function.definition else { throw FunctionError.otherDefinition(name) }
            if let other = owners.updateValue(name, forKey: name.toolName) {
                throw FunctionError.sameToolName(other, name)
            }
            return CatalogTool(
                definition: ToolDefinition(
                    name: name.toolName, description: object.comment ?? "", parameters: function.parameters),
                body: function.body)
        }
    }

    private struct CatalogTool: Tool {
        let definition: ToolDefinition
        let body: @Sendable (String) async throws -> String

        func call(_ arguments: String, in context: ToolContext) async throws -> ToolOutput {
            ToolOutput(try await body(arguments))
        }
    }
}

extension ObjectName {
    /// The name that models call a function by: its levels between double underscores, of the characters that servers agree
    /// on, the last 64 of them.
    ///
    ///     let name: ObjectName = "support.weather"
    ///     name.toolName  // main__support__weather
    public var toolName: String {
        let name = [catalog, schema, object].joined(separator: "__").unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
                ? Character(scalar) : "_"
        }
        return String(name.suffix(64))
    }
}

/// Why a function of the catalog cannot be registered, or be a tool.
public enum FunctionError: Error, Hashable, CustomStringConvertible {
    /// Neither the call nor the catalog says what the function does.
    case noComment(ObjectName)
    /// The catalog has the function, and this process has no code for it.
    case notRegistered(ObjectName)
    /// The catalog's entry was changed since the function was registered: its arguments or its result are others now.
    case otherDefinition(ObjectName)
    /// Models would call both by one name.
    case sameToolName(ObjectName, ObjectName)

    /// What to do about it.
    public var description: String {
        switch self {
        case .noComment(let name): "nobody says what the function \(name) does; register it with a comment"
        case .notRegistered(let name):
            "the catalog has the function \(name), and this process has no code for it; register it first"
        case .otherDefinition(let name):
            "the catalog's function \(name) is not the one that was registered here; register it again, or update the program"
        case .sameToolName(let first, let second):
            "models would call \(first) and \(second) both by \(first.toolName); rename one"
        }
    }
}
