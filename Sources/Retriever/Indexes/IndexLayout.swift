/// How an index lies in SQLite: a copy of its source's rows as they were at the version it shows, so that text,
/// keywords and vectors of a change become visible in one commit.
///
/// | table | |
/// |---|---|
/// | `index_N_rows` | the source's columns; `_id`, given to no other image of a row, is the vectors' id; `_row_id` is the source's number of the row; `_embedding` names its vector |
/// | `index_N_terms` | FTS5 over the keyword columns of `index_N_rows`, kept by triggers |
/// | `index_N_dropped` | the `_id`s removed by each epoch, for vector indexes that are behind |
/// | `index_N_refused` | rows that could not be taken, and why |
struct IndexLayout: Sendable {
    let id: Int64
    let definition: IndexDefinition
    let schema: TableSchema

    init(entry: IndexCatalog.Entry, schema: TableSchema) {
        id = entry.id
        definition = entry.definition
        self.schema = schema
    }

    var rows: String { "index_\(id)_rows" }
    var terms: String { "index_\(id)_terms" }
    var dropped: String { "index_\(id)_dropped" }
    var refused: String { "index_\(id)_refused" }

    /// The source's columns in SQL, with a comma between.
    var columnList: String { schema.columns.map { TableLayout.quoted($0.name) }.joined(separator: ", ") }

    /// The weights as the arguments of `bm25`.
    var weights: String { definition.keywordColumns.map { String($0.weight) }.joined(separator: ", ") }

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
            \(termsCreation)
            """
    }

    private var termsCreation: String {
        let names = definition.keywordColumns.map { TableLayout.quoted($0.name) }
        let list = names.joined(separator: ", ")
        return """
            CREATE VIRTUAL TABLE \(terms) USING fts5(
                \(list), content='\(rows)', content_rowid='_id', tokenize='\(KeywordTokenizer.name)');
            CREATE TRIGGER \(rows)_added AFTER INSERT ON \(rows) BEGIN
                INSERT INTO \(terms) (rowid, \(list)) VALUES (new._id, \(names.map { "new.\($0)" }.joined(separator: ", ")));
            END;
            CREATE TRIGGER \(rows)_removed AFTER DELETE ON \(rows) BEGIN
                INSERT INTO \(terms) (\(terms), rowid, \(list))
                VALUES ('delete', old._id, \(names.map { "old.\($0)" }.joined(separator: ", ")));
            END;
            """
    }

    static func removal(of id: Int64) -> String {
        ["terms", "rows", "dropped", "refused"].map { "DROP TABLE index_\(id)_\($0);" }.joined(separator: " ")
    }

    /// Makes the keyword index anew from the rows.
    var termsRebuild: String { "INSERT INTO \(terms) (\(terms)) VALUES ('rebuild')" }
}
