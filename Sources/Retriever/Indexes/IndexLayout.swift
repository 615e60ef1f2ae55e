import KeywordSearch

/// How an index lies in SQLite: a copy of its source's rows as they were at the version it shows, so that text,
/// keywords and vectors of a change become visible in one commit.
///
/// | table | |
/// |---|---|
/// | `index_N_rows` | the copied columns of the source; `_id`, given to no other image of a row, is its vector's and its words' id; `_row_id` is the source's number of the row; `_embedding` names the vector of its text |
/// | `index_N_dropped` | the `_id`s removed by each epoch, for memory and files that are behind |
/// | `index_N_refused` | rows that could not be taken, and why |
struct IndexLayout: Sendable {
    let id: Int64
    let definition: IndexDefinition
    /// The columns that the index has of its source.
    let schema: TableSchema
    let questions: QuestionAnalysis

    init(entry: IndexCatalog.Entry, source: TableSchema) {
        id = entry.id
        definition = entry.definition
        schema = TableSchema(columns: entry.definition.copied(from: source), primaryKey: source.primaryKey)
        questions = QuestionAnalysis(entry.definition.analyzer)
    }

    var rows: String { "index_\(id)_rows" }
    var dropped: String { "index_\(id)_dropped" }
    var refused: String { "index_\(id)_refused" }

    /// The copied columns in SQL, with a comma between.
    var columnList: String { schema.columns.map { TableLayout.quoted($0.name) }.joined(separator: ", ") }

    /// The source's key in SQL.
    var key: String { TableLayout.quoted(schema.primaryKey) }

    /// The one of the inverted index, in which the words of all keyword columns are.
    static let words = KeywordColumn("words")

    var weights: KeywordWeights {
        KeywordWeights(definition.keywordColumns.map(\.weight), scoring: definition.scoring)
    }

    var hasKeywords: Bool { !definition.keywordColumns.isEmpty }

    /// SQL that holds for rows with a vector.
    ///
    /// - Parameter prefix: The name of the rows in the query with a dot, where it has other tables too.
    func hasVector(_ prefix: String = "") -> String {
        guard let column = definition.vectorColumn else { return "\(prefix)_embedding IS NOT NULL" }
        let own = "\(prefix)\(TableLayout.quoted(column)) IS NOT NULL"
        return definition.embeddedColumn == nil ? own : "(\(prefix)_embedding IS NOT NULL OR \(own))"
    }

    /// SQL for the rows `r` with their vectors `vector`.
    func vectorRows(_ columns: String) -> String {
        let own = definition.vectorColumn.map { "r.\(TableLayout.quoted($0))" }
        if definition.embeddedColumn == nil, let own { return "SELECT \(columns), \(own) AS vector FROM \(rows) r" }
        let vector = own.map { "coalesce(\($0), e.vector)" } ?? "e.vector"
        return """
            SELECT \(columns), \(vector) AS vector
            FROM \(rows) r LEFT JOIN tessera_embeddings e ON e.id = r._embedding
            """
    }

    var creation: String {
        let columns = schema.columns.map { "\(TableLayout.quoted($0.name)) \($0.type.affinity)" }.joined(
            separator: ", ")
        return """
            CREATE TABLE \(rows) (
                _id INTEGER PRIMARY KEY AUTOINCREMENT, _row_id INTEGER NOT NULL UNIQUE, _embedding INTEGER, \(columns)
            ) STRICT;
            CREATE TABLE \(dropped) (_id INTEGER PRIMARY KEY, _epoch INTEGER NOT NULL) STRICT;
            CREATE INDEX \(dropped)_epoch ON \(dropped) (_epoch);
            CREATE TABLE \(refused) (_row_id INTEGER PRIMARY KEY, key ANY, reason TEXT NOT NULL) STRICT;
            """
    }

    static func removal(of id: Int64) -> String {
        ["rows", "dropped", "refused"].map { "DROP TABLE IF EXISTS index_\(id)_\($0);" }.joined(separator: " ")
    }
}
