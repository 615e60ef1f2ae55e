import GRDB

extension Store {
    /// Reads everything and says what is wrong, one sentence each; nothing for a store that is whole.
    ///
    /// SQLite's pages and indexes are checked, that every column holds its type, and that the versions of rows, feeds
    /// and commits and the counts of indexes agree. Files of indexes are checked by ``checkIndexFiles()``.
    /// - Throws: ``StoreError``: `damaged` where the damage keeps even the check from reading.
    /// - Complexity: Reads the whole file and its indexes; some hundred megabytes a second.
    public func check() throws(StoreError) -> [String] {
        try withStoreErrors {
            try database.read { database in
                var problems = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                for entry in try Catalog(database: database).entries() {
                    problems += try Self.problems(of: entry, in: database)
                    problems += try IndexCatalog(database: database).miscounts(over: entry)
                }
                return problems
            }
        }
    }

    private static func problems(of entry: Catalog.Entry, in database: Database) throws -> [String] {
        let layout = entry.layout
        var problems: [String] = []
        let commits = try Int64.fetchOne(
            database, sql: "SELECT count(*) FROM tessera_commits WHERE table_id = ? AND version > ? AND version <= ?",
            arguments: [layout.id, entry.state.oldest, entry.state.version])
        if commits != entry.state.version - entry.state.oldest {
            problems.append(
                "\(entry.name) has the versions \(entry.state.oldest) to \(entry.state.version) but \(commits ?? 0) commits"
            )
        }
        let misplaced = try Int.fetchOne(
            database,
            sql: """
                SELECT (SELECT count(*) FROM \(layout.rows) WHERE NOT (1 <= _inserted AND _inserted <= _updated AND _updated <= ?1))
                    + (SELECT count(*) FROM \(layout.history) WHERE NOT (1 <= _inserted AND _inserted <= _from AND _from < _to AND _to <= ?1))
                """, arguments: [entry.state.version])
        if let misplaced, misplaced > 0 {
            problems.append("\(entry.name) has \(misplaced) rows whose versions cannot be")
        }
        do {
            let reader = TableReader(database, name: entry.name, layout: layout, state: entry.state)
            try reader.forEachRow(RowQuery()) { _ in }
        } catch let error as StoreError {
            problems.append("\(entry.name): \(error.description)")
        }
        return problems
    }
}
