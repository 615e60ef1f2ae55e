import Foundation
import GRDB

extension Store {
    /// Makes a table of no rows at version 0.
    ///
    /// - Throws: ``StoreError``: `tableExists`, `invalidSchema`.
    @discardableResult
    public func createTable(_ name: ObjectName, schema: TableSchema) throws(StoreError) -> Table {
        let layout = try withStoreErrors {
            try database.write { database in try Catalog(database: database).create(name, schema: schema) }
        }
        return Table(store: self, name: name, layout: layout)
    }

    /// - Throws: ``StoreError``: `tableNotFound`.
    public func table(_ name: ObjectName) throws(StoreError) -> Table {
        guard let entry = try withStoreErrors({ try database.read { try Catalog(database: $0).entry(name) } }) else {
            throw .tableNotFound(name)
        }
        return Table(store: self, name: name, layout: entry.layout)
    }

    public func tableExists(_ name: ObjectName) throws(StoreError) -> Bool {
        try withStoreErrors { try database.read { try Catalog(database: $0).entry(name) != nil } }
    }

    /// Gives a table, and the indexes over it, further columns, empty in all rows; those it has already are passed over.
    ///
    /// It makes no version. Handles of the table and of its indexes that were opened before do not know the new columns.
    /// - Parameter columns: Nullable ones.
    /// - Throws: ``StoreError``: `tableNotFound`, `invalidSchema`.
    package func addColumns(_ columns: [TableSchema.Column], to name: ObjectName) throws(StoreError) {
        let table = try table(name)
        if columns.allSatisfy({ table.schema.column($0.name) != nil }) { return }
        try withStoreErrors { try database.write { try Catalog(database: $0).add(columns, to: name) } }
    }

    /// All tables, by name.
    public func tables() throws(StoreError) -> [Table] {
        try withStoreErrors { try database.read { try Catalog(database: $0).entries() } }
            .map { Table(store: self, name: $0.name, layout: $0.layout) }
    }

    /// Removes a table with all its versions. A table that is made under the same name later is another one.
    ///
    /// - Throws: ``StoreError``: `tableNotFound`.
    public func dropTable(_ name: ObjectName) throws(StoreError) {
        try withStoreErrors { try database.write { try Catalog(database: $0).drop(name) } }
    }
}
