import GRDB

/// The rows of an index that a search gives back, or looks at.
struct HitRows {
    private let index: IndexGeneration
    private let moment: IndexMoment
    private let names: [String]

    /// - Parameter columns: The columns to read; nil for all that the index has.
    init(_ index: IndexGeneration, columns: [String]?, at moment: IndexMoment) {
        self.index = index
        self.moment = moment
        names = columns ?? index.layout.schema.columns.map(\.name)
    }

    /// The rows of some candidates, in their order.
    func hits(of ranked: some Collection<Fusion.Candidate>) throws -> [IndexHit] {
        if let hits = index.rowCache.hits(of: ranked, columns: names) { return hits }
        return zip(try rows(of: ranked.map(\.id)), ranked).map { row, candidate in
            IndexHit(key: row.key, score: candidate.score, row: row.row)
        }
    }

    /// The values of some candidates in the columns, by their ids.
    func values(of ranked: some Collection<Fusion.Candidate>) throws -> CandidateValues {
        let ids = ranked.map(\.id)
        return CandidateValues(
            Dictionary(zip(ids, try rows(of: ids).map(\.row)), uniquingKeysWith: { first, _ in first }))
    }

    private func rows(of ids: [Int64]) throws -> [IndexHit] {
        let known = index.rowCache.rows(of: ids, columns: names)
        let missing = zip(ids, known).filter { $0.1 == nil }.map(\.0)
        if missing.isEmpty { return known.compactMap { $0 } }
        let read = try read(missing)
        index.rowCache.keep(Array(zip(missing, read)), columns: names)
        var next = read.makeIterator()
        return known.compactMap { $0 ?? next.next() }
    }

    private func read(_ ids: [Int64]) throws -> [IndexHit] {
        if moment.hasSnapshot { return try read(ids, in: moment.snapshot()) }
        do {
            // Later than the moment: a row that is there still is the same one.
            return try index.store.database.read { try read(ids, in: $0) }
        } catch {
            throw NeedsSnapshot()
        }
    }

    private func read(_ ids: [Int64], in database: Database) throws -> [IndexHit] {
        let layout = index.layout
        let decoder = try RowDecoder(layout.schema, columns: names)
        guard let key = layout.schema.column(layout.schema.primaryKey) else { return [] }
        let statement = try database.cachedStatement(
            sql: "SELECT \(layout.key), \(decoder.columnList) FROM \(layout.rows) WHERE _id = ?")
        return try ids.map { id in
            // The row is the statement's, and gone with the cursor.
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: [id])
            defer { withExtendedLifetime(cursor) {} }
            // Memory and rows are of one commit: what the one finds the other has.
            guard let row = try cursor.next() else {
                throw StoreError(.damaged, "a row that the index found is missing; restore the store from a copy")
            }
            return IndexHit(
                key: key.type.value(row[0]) ?? .null, score: 0, row: try decoder.decode(row, offset: 1))
        }
    }
}
