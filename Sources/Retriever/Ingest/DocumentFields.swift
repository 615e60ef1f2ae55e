import ModelServing

/// The fields of documents' metadata that are columns of a collection's tables.
///
/// What a source says of a document and no column holds is kept as JSON.
struct DocumentFields: Sendable {
    let columns: [TableSchema.Column]

    /// - Throws: ``IngestError``: `invalidField` for a name that a table of the collection has already, and for one that may
    ///   not be null.
    init(_ columns: [TableSchema.Column]) throws(IngestError) {
        let own =
            DocumentTable.schema(fields: DocumentFields()).columns
            + ChunkTable.schema(dimension: 1, fields: DocumentFields()).columns
        let taken = Set(own.map { $0.name.lowercased() })
        for column in columns {
            if taken.contains(column.name.lowercased()) {
                throw .invalidField(column.name, reason: "documents and chunks have a column of this name already")
            }
            if !column.isNullable {
                throw .invalidField(column.name, reason: "it must be nullable, since a document may lack it")
            }
        }
        self.columns = columns
    }

    init() { columns = [] }

    /// Where it has changed, the rows' metadata are written again.
    var identity: String {
        (["1"] + columns.map { "\($0.name):\($0.type)" }.sorted()).joined(separator: ";")
    }

    /// The columns' values, null where the metadata lack one; and what does not fit.
    func values(of metadata: [String: Value]) -> (values: [String: Value], misfits: [String]) {
        var values: [String: Value] = [:]
        var misfits: [String] = []
        for column in columns {
            let given = metadata[column.name] ?? .null
            let value = Self.converted(given, for: column.type)
            let fits = value.isNull || column.type.refusal(of: value) == nil
            values[column.name] = fits ? value : .null
            if !fits { misfits.append("the field \"\(column.name)\" takes \(column.type), not \(given.typeName)") }
        }
        return (values, misfits)
    }

    /// Whole numbers and reals become each other where nothing is lost, and texts of ISO 8601 days
    /// and moments.
    private static func converted(_ value: Value, for type: ColumnType) -> Value {
        switch (type, value) {
        case (.real, .integer(let number)): .real(Double(number))
        case (.integer, .real(let real)): Int64(exactly: real).map { .integer($0) } ?? value
        case (.timestamp, .text(let text)): Timestamp.parse(text).map { .timestamp($0) } ?? value
        case (.date, .text(let text)): CalendarDate(text).map { .date($0) } ?? value
        default: value
        }
    }

    /// The metadata as a JSON object with sorted keys; nil for none.
    static func json(_ metadata: [String: Value]) -> String? {
        if metadata.isEmpty { return nil }
        return try? JSON.object(members(metadata)).text()
    }

    private static func members(_ values: [String: Value]) -> [JSON.Member] {
        values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { JSON.Member($0.key, json($0.value)) }
    }

    private static func json(_ value: Value) -> JSON {
        switch value {
        case .null: .null
        case .integer(let value): .integer(Int(value))
        case .real(let value): value.isFinite ? .number(value) : .string("\(value)")
        case .boolean(let value): .boolean(value)
        case .text(let value): .string(value)
        case .date(let value): .string(value.description)
        case .timestamp(let value): .string(Timestamp.text(value))
        case .array(let values): .array(values.map { json($0) })
        case .map(let values): .object(members(values))
        case .json(let text): (try? JSON(text: text)) ?? .string(text)
        case .blob, .vector: .string(value.description)
        }
    }
}
