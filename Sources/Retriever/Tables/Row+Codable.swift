import Foundation

extension Row {
    /// The row of a value whose coding keys are columns.
    ///
    /// - Throws: ``StoreError``: `typeMismatch` for a value that its column's type has no form for, `unknownColumn` for a
    ///   key that is no column. What the form holds is checked when it is written.
    public init(_ content: some Encodable, schema: TableSchema) throws(StoreError) {
        let encoder = RowEncoder(schema: schema)
        do {
            try content.encode(to: encoder)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.typeMismatch, "the value has no form as a row: \(error)")
        }
        self.init(encoder.storage.values)
    }

    /// The value that has this row.
    ///
    /// - Throws: ``StoreError``: `typeMismatch` with the column for a value that the type cannot take.
    public func decoded<Content: Decodable>(
        as type: Content.Type, schema: TableSchema
    ) throws(StoreError) -> Content {
        do {
            return try Content(from: RowValueDecoder(row: self, schema: schema))
        } catch let error as StoreError {
            throw error
        } catch {
            var refusal = StoreError(.typeMismatch, "a row cannot be read as \(type): \(Self.reason(error))")
            refusal.column = (error as? DecodingError)?.path.first?.stringValue
            throw refusal
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return String(describing: error) }
        let path = error.path.map(\.stringValue).joined(separator: ".")
        return switch error {
        case .keyNotFound(let key, _): "there is no column \"\(key.stringValue)\""
        case .valueNotFound: "\"\(path)\" is null"
        case .typeMismatch(let type, _): "\"\(path)\" is no \(type)"
        case .dataCorrupted(let context): "\"\(path)\": \(context.debugDescription)"
        @unknown default: String(describing: error)
        }
    }
}

extension DecodingError {
    fileprivate var path: [any CodingKey] {
        switch self {
        case .keyNotFound(_, let context), .valueNotFound(_, let context), .typeMismatch(_, let context),
            .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }
}

extension StoreError {
    static func noForm(_ column: String, _ type: ColumnType, _ actual: Any.Type) -> StoreError {
        var error = StoreError(
            .typeMismatch, "the column \"\(column)\" takes \(type), and \(actual) has no form as that")
        error.column = column
        error.expected = type.description
        error.actual = String(describing: actual)
        return error
    }
}
