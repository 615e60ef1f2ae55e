import GRDB

/// Reads the rows of an index that a search gives back.
struct HitRows {
    private let database: Database
    private let decoder: RowDecoder
    private let key: TableSchema.Column?
    private let sql: String

    /// - Parameter columns: The columns to read; nil for all that the index has.
    init(_ layout: IndexLayout, columns: [String]?, in database: Database) throws(StoreError) {
        self.database = database
        decoder = try RowDecoder(layout.schema, columns: columns)
        key = layout.schema.column(layout.schema.primaryKey)
        sql = "SELECT \(layout.key), \(decoder.columnList) FROM \(layout.rows) WHERE _id = ?"
    }

    /// The rows of some candidates, in their order.
    func hits(of ranked: some Sequence<Fusion.Candidate>) throws -> [IndexHit] {
        guard let key else { return [] }
        let statement = try database.cachedStatement(sql: sql)
        return try ranked.map { candidate in
            let row = try row(candidate.id, statement)
            return IndexHit(
                key: key.type.value(row[0]) ?? .null, score: candidate.score, row: try decoder.decode(row, offset: 1))
        }
    }

    /// The values of some candidates in the columns, by their ids.
    func values(of ranked: some Sequence<Fusion.Candidate>) throws -> CandidateValues {
        let statement = try database.cachedStatement(sql: sql)
        var values: [Int64: [Value]] = [:]
        for candidate in ranked {
            values[candidate.id] = try decoder.values(try row(candidate.id, statement), offset: 1)
        }
        return CandidateValues(columns: decoder.columns.map(\.name), rows: values)
    }

    /// Memory and rows are of one commit: what the one finds the other has.
    private func row(_ id: Int64, _ statement: Statement) throws -> GRDB.Row {
        if let row = try GRDB.Row.fetchOne(statement, arguments: [id]) { return row }
        throw StoreError(.damaged, "a row that the index found is missing; restore the store from a copy")
    }
}
