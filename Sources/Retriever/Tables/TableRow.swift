/// A Swift type whose values are rows of a table.
///
/// Its coding keys are columns: numbers, texts, `Bool`, `Date`, ``CalendarDate``, `Data`, and whatever encodes itself as
/// one of these (enumerations with raw values, `UUID`, `URL`); arrays and dictionaries of them in columns of arrays and
/// maps; arrays of `Float` or `Double` in columns of vectors; anything that is `Codable` in columns of JSON; optionals in
/// nullable columns.
///
///     struct Page: TableRow {
///         static let schema = TableSchema(
///             columns: [.text("id"), .text("lang"), .date("day", isNullable: true), .vector("embedding", dimension: 384)],
///             primaryKey: "id")
///         var id: String
///         var lang: Language  // enum Language: String, Codable
///         var day: CalendarDate?
///         var embedding: [Float]
///         static var columnNames: [PartialKeyPath<Self>: String] { [\.id: "id", \.lang: "lang", \.day: "day"] }
///     }
///
///     let pages = try store.table("docs.pages", of: Page.self)
///     try pages.merge([page])
///     for page in try pages.rows(where: \.lang == .japanese) { print(page.id) }
public protocol TableRow: Codable, Sendable {
    static var schema: TableSchema { get }

    /// The columns of the properties that filters are made of; of none where the type does not say it. See ``RowFilter``.
    static var columnNames: [PartialKeyPath<Self>: String] { get }
}

extension TableRow {
    public static var columnNames: [PartialKeyPath<Self>: String] { [:] }
}

extension Store {
    /// Opens the table of a Swift type, making it first where there is none of the name.
    ///
    /// - Throws: ``StoreError``: `invalidSchema` if the table that is there lacks a column of the type's schema, has it
    ///   with another type, has another primary key, or a column more that is not nullable.
    public func table<Content: TableRow>(
        _ name: ObjectName, of type: Content.Type
    ) throws(StoreError) -> TypedTable<Content> {
        let table: Table
        do {
            table = try self.table(name)
        } catch  where error.code == .tableNotFound {
            return TypedTable(table: try createTable(name, schema: Content.schema))
        }
        try table.schema.refuseOther(than: Content.schema, of: name)
        return TypedTable(table: table)
    }
}

extension TableSchema {
    fileprivate func refuseOther(than wanted: TableSchema, of name: ObjectName) throws(StoreError) {
        func refusal(_ column: String, _ reason: String) -> StoreError {
            var error = StoreError(.invalidSchema, "\(name) is no table of such rows: \(reason)")
            error.table = name
            error.column = column
            return error
        }
        guard primaryKey == wanted.primaryKey else {
            throw refusal(primaryKey, "its primary key is \"\(primaryKey)\", not \"\(wanted.primaryKey)\"")
        }
        for column in wanted.columns {
            guard let present = self.column(column.name) else {
                throw refusal(column.name, "it has no column \"\(column.name)\"; add it with addColumns")
            }
            guard present.type == column.type, column.isNullable || !present.isNullable else {
                let actual = "\(present.type)\(present.isNullable ? ", nullable" : "")"
                throw refusal(column.name, "its column \"\(column.name)\" is \(actual), not \(column.type)")
            }
        }
        if let other = columns.first(where: { !$0.isNullable && wanted.column($0.name) == nil }) {
            throw refusal(other.name, "its column \"\(other.name)\" needs a value, which such rows do not have")
        }
    }
}
