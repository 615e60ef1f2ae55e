package import GRDB

/// Writes to any number of tables that are committed together: all of them or none.
///
/// Each table that is changed gets one new version, however many calls changed it. Reads see what was written before.
/// It lives as long as the call that gave it; using it later is a mistake that ends the program.
public struct WriteTransaction {
    package let database: Database
    private let store: Store
    private let written = Written()

    /// The tables that were written to, by their number.
    private final class Written {
        var writers: [Int64: TableWriter] = [:]
        /// What was done to each, in order and each kind of call once, and its sums.
        var operations: [Int64: (names: [String], summary: WriteSummary)] = [:]
    }

    fileprivate init(database: Database, store: Store) {
        self.database = database
        self.store = store
    }

    /// As ``Store/createTable(_:schema:)``.
    @discardableResult
    public func createTable(_ name: ObjectName, schema: TableSchema) throws(StoreError) -> Table {
        let layout = try withStoreErrors {
            let layout = try Catalog(database: database).create(name, schema: schema)
            try AuditLog(database: database, principal: store.principal).append(.create, .table, name)
            return layout
        }
        return Table(store: store, name: name, layout: layout)
    }

    /// As ``Table/insert(_:)``.
    @discardableResult
    public func insert(_ rows: [Row], into table: Table) throws(StoreError) -> WriteSummary {
        try withStoreErrors { try writing(table, "insert") { try $0.insert(rows) } }
    }

    /// As ``Table/merge(_:)``.
    @discardableResult
    public func merge(_ rows: [Row], into table: Table) throws(StoreError) -> WriteSummary {
        try withStoreErrors { try writing(table, "merge") { try $0.merge(rows) } }
    }

    /// As ``Table/overwrite(_:)``.
    @discardableResult
    public func overwrite(_ table: Table, with rows: [Row]) throws(StoreError) -> WriteSummary {
        try withStoreErrors { try writing(table, "overwrite") { try $0.overwrite(rows) } }
    }

    /// As ``Table/update(where:set:)``.
    @discardableResult
    public func update(
        _ table: Table, where filter: Filter?, set values: [String: Value]
    ) throws(StoreError) -> WriteSummary {
        try withStoreErrors { try writing(table, "update") { try $0.update(where: filter, set: values) } }
    }

    /// As ``Table/delete(keys:)``.
    @discardableResult
    public func delete(keys: [some ValueConvertible], from table: Table) throws(StoreError) -> WriteSummary {
        let keys = keys.map(\.value)
        return try withStoreErrors { try writing(table, "delete") { try $0.delete(keys: keys) } }
    }

    /// As ``Table/delete(where:)``.
    @discardableResult
    public func delete(where filter: Filter, from table: Table) throws(StoreError) -> WriteSummary {
        try withStoreErrors { try writing(table, "delete") { try $0.delete(where: filter) } }
    }

    /// As ``Table/row(key:columns:)``, with what was written before.
    public func row(
        key: some ValueConvertible, in table: Table, columns: [String]? = nil
    ) throws(StoreError) -> Row? {
        try withStoreErrors { try reader(table).row(key: key.value, columns: columns) }
    }

    /// As ``Table/rows(where:orderedBy:limit:offset:columns:)``, with what was written before.
    public func rows(
        in table: Table, where filter: Filter? = nil, orderedBy order: [RowOrder] = [], limit: Int? = nil,
        offset: Int = 0, columns: [String]? = nil
    ) throws(StoreError) -> [Row] {
        let query = RowQuery(where: filter, orderedBy: order, limit: limit, offset: offset, columns: columns)
        return try withStoreErrors { try reader(table).rows(query) }
    }

    /// As ``Table/count(where:)``, with what was written before.
    public func count(in table: Table, where filter: Filter? = nil) throws(StoreError) -> Int {
        try withStoreErrors { try reader(table).count(where: filter) }
    }

    package func reader(_ table: Table) throws -> TableReader {
        guard table.store === store else { throw StoreError.otherStore(table.name) }
        return try TableReader(database, name: table.name, layout: table.layout)
    }

    /// - Parameter operation: The call's name, for ``Table/history(limit:)``.
    func writing(
        _ table: Table, _ operation: String, _ work: (TableWriter) throws -> WriteSummary
    ) throws -> WriteSummary {
        let writer: TableWriter
        if let known = written.writers[table.layout.id] {
            writer = known
        } else {
            let reader = try reader(table)
            writer = TableWriter(reader: reader, version: reader.version + 1)
            written.writers[table.layout.id] = writer
        }
        let summary = try work(writer)
        var done = written.operations[table.layout.id] ?? ([], WriteSummary())
        if !done.names.contains(operation) { done.names.append(operation) }
        done.summary.inserted += summary.inserted
        done.summary.updated += summary.updated
        done.summary.deleted += summary.deleted
        written.operations[table.layout.id] = done
        return summary
    }

    /// Gives the tables that were changed their new versions.
    fileprivate func finish() throws {
        for (id, writer) in written.writers where try writer.hasChanges() {
            let done = written.operations[id]
            try Catalog(database: database).commit(
                id, version: writer.version, operation: done?.names.joined(separator: ", "), summary: done?.summary)
        }
    }
}

extension Store {
    /// Writes to several tables in one commit. When it returns, the commit is on the disk; when it throws, nothing of it
    /// happened.
    ///
    ///     try store.write { transaction in
    ///         try transaction.delete(where: Column("path") == path, from: chunks)
    ///         try transaction.merge(rows, into: chunks)
    ///         try transaction.merge([file], into: files)
    ///     }
    ///
    /// Writes of one `Store` wait for each other; a write within a write is a mistake that ends the program.
    /// - Parameter body: What it throws is thrown on as it is, after the transaction was taken back.
    public func write<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        do {
            return try database.write { database in
                let transaction = WriteTransaction(database: database, store: self)
                let result = try body(transaction)
                try transaction.finish()
                return result
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}
