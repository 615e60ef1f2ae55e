/// How a table lies in SQLite.
///
/// The rows are in one table, and the images that updates and deletions replaced in another, each with the versions
/// between which it was the row. Nothing is stored twice: the feed's insertions and post-images are read from the
/// images themselves.
///
/// | `table_N` | |
/// |---|---|
/// | `_row_id` | the row's number, never given to another row |
/// | `_inserted` | the version that added the row |
/// | `_updated` | the version since which it is as it is |
///
/// | `table_N_history` | |
/// |---|---|
/// | `_row_id`, `_inserted` | as above |
/// | `_from`, `_to` | the version that made the image, and the one that replaced it |
/// | `_deleted` | 1 if `_to` removed the row, 0 if it updated it |
package struct TableLayout: Sendable, Hashable {
    /// The table's number in the store, never given to another table.
    package let id: Int64
    package let schema: TableSchema
    /// How often columns were added, renamed or dropped.
    package var schemaVersion: Int64 = 0

    /// The SQL name of the table of the present rows.
    package var rows: String { "table_\(id)" }
    var history: String { "table_\(id)_history" }

    /// The columns' SQL names, in the schema's order, with a comma between.
    var columnList: String { schema.columns.map { Self.quoted($0.name) }.joined(separator: ", ") }

    /// The primary key's SQL name.
    package var key: String { Self.quoted(schema.primaryKey) }

    package static func quoted(_ name: String) -> String {
        Quotation.text(name, in: "\"")
    }

    var creation: String {
        let columns = schema.columns.map { column in
            "\(Self.quoted(column.name)) \(column.type.affinity)\(column.isNullable ? "" : " NOT NULL")"
        }.joined(separator: ", ")
        return """
            CREATE TABLE \(rows) (
                _row_id INTEGER PRIMARY KEY AUTOINCREMENT,
                _inserted INTEGER NOT NULL, _updated INTEGER NOT NULL, \(columns)
            ) STRICT;
            CREATE UNIQUE INDEX \(rows)_key ON \(rows) (\(key));
            CREATE INDEX \(rows)_updated ON \(rows) (_updated);
            CREATE TABLE \(history) (
                _id INTEGER PRIMARY KEY, _row_id INTEGER NOT NULL, _inserted INTEGER NOT NULL,
                _from INTEGER NOT NULL, _to INTEGER NOT NULL, _deleted INTEGER NOT NULL, \(columns)
            ) STRICT;
            CREATE INDEX \(history)_from ON \(history) (_from);
            CREATE INDEX \(history)_to ON \(history) (_to, _row_id);
            """
    }

    var removal: String { "DROP TABLE \(rows); DROP TABLE \(history);" }
}

extension ColumnType {
    var affinity: String {
        switch self {
        case .integer, .boolean, .date, .timestamp: "INTEGER"
        case .real: "REAL"
        case .text, .array, .map, .json: "TEXT"
        case .blob, .vector: "BLOB"
        }
    }
}
