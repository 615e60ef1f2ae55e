import GRDB
import KeywordSearch

/// Reads the texts of the rows' keyword columns in the order of their ids.
struct KeywordReader {
    let database: Database
    let layout: IndexLayout
    /// Rows and bytes of text that are read at once: the larger a batch, the fewer segments are merged later.
    private static let rows = 65_536
    private static let bytes = 32 << 20

    /// - Returns: nil when there are no more.
    func batch(after id: Int64) throws -> [KeywordDocument]? {
        let columns = layout.definition.keywordColumns.map { TableLayout.quoted($0.name) }.joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "SELECT _id, \(columns) FROM \(layout.rows) WHERE _id > ? ORDER BY _id LIMIT \(Self.rows)")
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: [id])
        let times = layout.weights.times
        var documents: [KeywordDocument] = []
        var bytes = 0
        while bytes < Self.bytes, let row = try cursor.next() {
            let texts = try (1..<row.count).map { column -> String in
                let value: DatabaseValue = row[column]
                if value.isNull { return "" }
                guard let text = String.fromDatabaseValue(value) else {
                    throw StoreError(
                        .damaged, "a text of index_\(layout.id) cannot be read; restore the store from a copy")
                }
                bytes += text.utf8.count
                return text
            }
            documents.append(KeywordDocument(id: row[0], texts: texts, times: times))
        }
        return documents.isEmpty ? nil : documents
    }
}
