import GRDB

/// The table into which an index writes the vectors of its rows, for whoever wants to read them.
struct WritebackTable {
    let name: ObjectName
    private let index: ObjectName
    private let schema: TableSchema
    /// So many rows are held at once.
    private static let batch = 512

    /// - Parameter source: The schema of the index's source.
    init(of index: ObjectName, key source: TableSchema, dimension: Int) throws {
        self.index = index
        name = try Self.name(of: index)
        let key = source.columns.filter { $0.name == source.primaryKey }
        schema = TableSchema(
            columns: key + [.vector(Self.vectorColumn(beside: source.primaryKey), dimension: dimension)],
            primaryKey: source.primaryKey)
    }

    static func name(of index: ObjectName) throws -> ObjectName {
        do {
            return try ObjectName(parsing: index.description + "_writeback")
        } catch {
            throw StoreError(error)
        }
    }

    private static func vectorColumn(beside key: String) -> String {
        key.lowercased() == "vector" ? "embedding" : "vector"
    }

    @discardableResult
    func create(in transaction: WriteTransaction) throws -> Table {
        let table = try transaction.createTable(name, schema: schema)
        try Lineage(database: transaction.database).record(
            ObjectReference(.index, index), ObjectReference(.table, name), process: "sync")
        return table
    }

    /// Brings the table to the index's rows; one that is missing is made and filled.
    ///
    /// - Parameters:
    ///   - lastID: Rows after this one are new; nil if none are.
    ///   - gone: Keys of rows that the index no longer has, or has anew.
    func follow(
        _ generation: IndexGeneration, _ transaction: WriteTransaction, after lastID: Int64?, gone: Set<Value>
    ) throws {
        guard let table = try find(in: transaction, generation.store) else {
            try fill(generation, transaction)
            return
        }
        guard let lastID else { return }
        let written = try write(generation, transaction, into: table, after: lastID)
        try transaction.delete(keys: Array(gone.subtracting(written)), from: table)
    }

    /// Makes the table the index's rows, whatever it was.
    func fill(_ generation: IndexGeneration, _ transaction: WriteTransaction) throws {
        if let table = try find(in: transaction, generation.store) {
            if table.schema == schema {
                let written = try write(generation, transaction, into: table, after: 0)
                let keys = try transaction.rows(in: table, columns: [schema.primaryKey])
                    .compactMap { $0[schema.primaryKey] }
                try transaction.delete(keys: keys.filter { !written.contains($0) }, from: table)
                return
            }
            try Catalog(database: transaction.database).drop(name)
        }
        let table = try create(in: transaction)
        _ = try write(generation, transaction, into: table, after: 0)
    }

    static func drop(of index: ObjectName, _ database: Database) throws {
        let catalog = Catalog(database: database)
        if try catalog.entry(try name(of: index)) != nil { try catalog.drop(try name(of: index)) }
    }

    private func find(in transaction: WriteTransaction, _ store: Store) throws -> Table? {
        try Catalog(database: transaction.database).entry(name)
            .map { Table(store: store, name: name, layout: $0.layout) }
    }

    /// - Returns: The keys of the rows written.
    private func write(
        _ generation: IndexGeneration, _ transaction: WriteTransaction, into table: Table, after id: Int64
    ) throws -> Set<Value> {
        let layout = generation.layout
        let statement = try transaction.database.cachedStatement(
            sql: """
                \(layout.vectorRows("r._id, r.\(layout.key)"))
                WHERE r._id > ? AND \(layout.hasVector("r.")) ORDER BY r._id LIMIT \(Self.batch)
                """)
        var keys: Set<Value> = []
        var lastID = id
        while true {
            let found = try GRDB.Row.fetchAll(statement, arguments: [lastID])
            guard let last = found.last else { return keys }
            lastID = last[0]
            let rows = try found.map { row -> Row in
                var values: [String: Value] = [:]
                for (index, column) in schema.columns.enumerated() {
                    guard let value = column.type.value(row[index + 1]) else {
                        throw StoreError(
                            .damaged, "a row of index_\(layout.id) cannot be read; restore the store from a copy")
                    }
                    values[column.name] = value
                }
                return Row(values)
            }
            keys.formUnion(rows.compactMap { $0[schema.primaryKey] })
            try transaction.merge(rows, into: table)
        }
    }
}
