/// The three-level name of a thing in the store: `catalog.schema.object`.
///
/// A name with fewer levels is completed with the defaults: `chunks` means `main.default.chunks`. Names are the same
/// whatever their case, and are kept in lower case, as Unity Catalog does.
///
///     let name: ObjectName = "docs.pages"
///     print(name)  // main.docs.pages
public struct ObjectName: Sendable, Hashable {
    public let catalog: String
    public let schema: String
    public let object: String

    /// - Throws: ``ObjectNameError`` for more than three levels, and for a level that is empty, longer than 255
    ///   characters, or holds white space, a control character, a quote, a slash or a backslash.
    public init(parsing text: String) throws(ObjectNameError) {
        let levels = text.split(separator: ".", omittingEmptySubsequences: false).map { $0.lowercased() }
        guard levels.count <= 3 else {
            throw ObjectNameError(name: text, reason: "it has \(levels.count) levels, and three are the most")
        }
        for level in levels {
            if level.isEmpty { throw ObjectNameError(name: text, reason: "one of its levels is empty") }
            if level.count > 255 {
                throw ObjectNameError(name: text, reason: "a level has \(level.count) characters, and 255 are the most")
            }
            if let refused = level.unicodeScalars.first(where: Self.isRefused) {
                throw ObjectNameError(
                    name: text, reason: "it holds \(refused.debugDescription); use letters, digits, _ and -")
            }
        }
        object = levels[levels.count - 1]
        schema = levels.count > 1 ? levels[levels.count - 2] : "default"
        catalog = levels.count > 2 ? levels[levels.count - 3] : "main"
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            || ".\"'`/\\".unicodeScalars.contains(scalar)
    }
}

extension ObjectName: CustomStringConvertible {
    public var description: String { "\(catalog).\(schema).\(object)" }
}

extension ObjectName: ExpressibleByStringLiteral {
    /// - Parameter value: A name that ``init(parsing:)`` takes.
    public init(stringLiteral value: String) {
        do {
            try self.init(parsing: value)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

extension ObjectName: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A text that is no ``ObjectName``.
public struct ObjectNameError: Error, Hashable, CustomStringConvertible {
    public let name: String
    public let reason: String

    public var description: String { "\"\(name)\" is no name of the form catalog.schema.object: \(reason)" }
}
