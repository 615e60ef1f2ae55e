import Retriever

/// One element of what `tables --json` prints; its keys are a contract.
struct TableSummary: Encodable {
    var name: String
    /// `table` or `feature_table`.
    var kind: String
    var version: Int64
    var rows: Int
    var columns: Int
    var comment: String?

    init(_ object: CatalogObject, in store: Store) throws {
        let table = try store.table(object.name)
        name = object.name.description
        kind = object.kind.rawValue
        version = try table.version
        rows = try table.count()
        columns = table.schema.columns.count
        comment = object.comment
    }

    static let header = ["NAME", "VERSION", "ROWS", "COLUMNS", "COMMENT"]
    var cells: [String] { [name, "\(version)", "\(rows)", "\(columns)", comment?.excerpt(60) ?? ""] }
}
