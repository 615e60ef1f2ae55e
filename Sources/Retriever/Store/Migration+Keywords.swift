import Foundation
import GRDB

extension Migration {
    /// Keyword indexes leave SQLite: they are made of the indexes' rows when an index is opened, and kept in files. The list of indexes
    /// counts their rows, so that an opening needs not.
    static func keywords(_ database: Database) throws {
        guard try database.hasTable("tessera_indexes") else { return }
        // Before the columns change: SQLite then reads all triggers again, and these lead to the tables.
        database.add(tokenizer: FormerTokenizer.self)
        let indexes = try GRDB.Row.fetchAll(database, sql: "SELECT id, definition FROM tessera_indexes")
        for index in indexes {
            let id: Int64 = index[0]
            try database.execute(
                sql: """
                    DROP TRIGGER IF EXISTS index_\(id)_rows_added;
                    DROP TRIGGER IF EXISTS index_\(id)_rows_removed;
                    DROP TABLE IF EXISTS index_\(id)_terms;
                    """)
        }
        try database.execute(
            sql: """
                ALTER TABLE tessera_indexes DROP COLUMN analyzer;
                ALTER TABLE tessera_indexes ADD COLUMN row_count INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE tessera_indexes ADD COLUMN vector_count INTEGER NOT NULL DEFAULT 0;
                CREATE TABLE IF NOT EXISTS tessera_index_syncs (
                    index_id INTEGER PRIMARY KEY,
                    synced_at INTEGER NOT NULL
                ) STRICT;
                """)
        for index in indexes {
            let (id, definition): (Int64, Data) = (index[0], index[1])
            let columns = try JSONDecoder().decode(VectorColumns.self, from: definition)
            try database.execute(
                sql: """
                    UPDATE tessera_indexes SET
                        row_count = (SELECT count(*) FROM index_\(id)_rows),
                        vector_count = (SELECT count(*) FROM index_\(id)_rows WHERE \(columns.condition))
                    WHERE id = \(id)
                    """)
        }
    }

    /// What a definition says of where a row has its vector.
    private struct VectorColumns: Decodable {
        var embeddedColumn: String?
        var vectorColumn: String?

        var condition: String {
            let conditions = [
                embeddedColumn == nil ? nil : "_embedding IS NOT NULL",
                vectorColumn.map { "\(TableLayout.quoted($0)) IS NOT NULL" },
            ]
            return conditions.compactMap(\.self).joined(separator: " OR ")
        }
    }
}

/// Under the name by which FTS5 tables of earlier formats ask for theirs, without which SQLite cannot even drop them.
private final class FormerTokenizer: FTS5CustomTokenizer {
    static let name = "tessera_keywords"

    init(db: Database, arguments: [String]) throws {}

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt { 0 }
}
