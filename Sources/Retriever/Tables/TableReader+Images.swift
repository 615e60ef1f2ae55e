import GRDB

/// A row as it was between two versions.
struct RowImage: Sendable, Hashable {
    let row: Row
    /// The version that made it so.
    let from: Int64
    /// The version that replaced or removed it; nil for a present row.
    let to: Int64?
}

extension TableReader {
    /// The row of a key as it is, or as it last was where it is gone; nil if no version has it that can still be read.
    ///
    /// - Complexity: Reads the whole history for a row that is gone.
    func lastImage(key: Value) throws -> RowImage? {
        let decoder = try RowDecoder(schema)
        let stored = try storedKey(key)
        let present = try GRDB.Row.fetchOne(
            database, sql: "SELECT _updated, \(decoder.columnList) FROM \(layout.rows) WHERE \(layout.key) = ?",
            arguments: [stored])
        if let present { return RowImage(row: try decoder.decode(present, offset: 1), from: present[0], to: nil) }
        return try GRDB.Row.fetchOne(
            database,
            sql: """
                SELECT _from, _to, \(decoder.columnList) FROM \(layout.history) WHERE \(layout.key) = ?
                ORDER BY _to DESC LIMIT 1
                """, arguments: [stored]
        ).map { RowImage(row: try decoder.decode($0, offset: 2), from: $0[0], to: $0[1]) }
    }
}
