import Foundation
import GRDB

extension Store {
    /// Makes a table of no rows at version 0.
    ///
    /// - Throws: ``StoreError``: `tableExists`, `invalidSchema`.
    @discardableResult
    public func createTable(_ name: ObjectName, schema: TableSchema) throws(StoreError) -> Table {
        try createTable(name, schema: schema, kind: .table)
    }

    /// As ``createTable(_:schema:)``, also for a table of features.
    ///
    /// - Parameter kind: `table` or `featureTable`, which have their names in common.
    /// - Throws: ``StoreError``: `invalidValue` for a kind that is no table.
    @discardableResult
    public func createTable(
        _ name: ObjectName, schema: TableSchema, kind: ObjectKind
    ) throws(StoreError) -> Table {
        guard kind.isTable else {
            throw StoreError(.invalidValue, "a \(kind.rawValue) is no table; make it by its own call")
        }
        let layout = try withStoreErrors {
            try database.write { database in
                let layout = try Catalog(database: database).create(name, schema: schema, kind: kind)
                try AuditLog(database: database, principal: principal).append(.create, kind, name)
                return layout
            }
        }
        return Table(store: self, name: name, layout: layout)
    }

    /// - Throws: ``StoreError``: `tableNotFound`.
    public func table(_ name: ObjectName) throws(StoreError) -> Table {
        let entry = try withStoreErrors { try database.read { try Catalog(database: $0).existing(name) } }
        return Table(store: self, name: name, layout: entry.layout)
    }

    public func tableExists(_ name: ObjectName) throws(StoreError) -> Bool {
        try withStoreErrors { try database.read { try Catalog(database: $0).entry(name) != nil } }
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
        try changing { objects, log in
            let kind = try objects.objects(named: name).first { $0.kind.isTable }?.kind ?? .table
            try Catalog(database: objects.database).drop(name)
            try log.append(.drop, kind, name)
        }
    }

    // MARK: - Columns

    /// Gives a table, and the indexes over it, further columns, null in all rows; those it has already are passed over.
    ///
    /// It makes no version, and is seen by every handle at once; ``Table/schema`` is the one of the handle's opening.
    /// - Parameter columns: Nullable ones.
    /// - Throws: ``StoreError``: `tableNotFound`; `invalidSchema` for a column that is not nullable, or that is there
    ///   with another type.
    public func addColumns(_ columns: [TableSchema.Column], to name: ObjectName) throws(StoreError) {
        try changing { objects, log in
            let added = try Catalog(database: objects.database).add(columns, to: name)
            if added.isEmpty { return }
            try log.append(.addColumns, .table, name, detail: added.map(\.name).joined(separator: ", "))
        }
    }

    /// Gives a column another name, in all versions of the table.
    ///
    /// - Throws: ``StoreError``: `tableNotFound`, `unknownColumn`; `invalidSchema` for a name that is taken or that no
    ///   column can have, and for a column that a check or an index is made of.
    public func renameColumn(_ column: String, to other: String, of name: ObjectName) throws(StoreError) {
        try changing { objects, log in
            try Catalog(database: objects.database).renameColumn(column, to: other, of: name)
            try log.append(.renameColumn, .table, name, detail: "\(column) to \(other)")
        }
    }

    /// Removes a column with its values, from all versions of the table.
    ///
    /// - Throws: As ``renameColumn(_:to:of:)``, and `invalidSchema` for the primary key.
    public func dropColumn(_ column: String, of name: ObjectName) throws(StoreError) {
        try changing { objects, log in
            try Catalog(database: objects.database).dropColumn(column, of: name)
            try log.append(.dropColumn, .table, name, detail: column)
        }
    }

    // MARK: - Checks

    /// Makes a condition hold for all rows from now on.
    ///
    /// - Throws: ``StoreError``: `checkFailed` with the key of a row that is there and fails it; `tableNotFound`,
    ///   `invalidSchema`.
    public func addCheck(_ check: Check, to name: ObjectName) throws(StoreError) {
        try changing { objects, log in
            try Catalog(database: objects.database).add(check, to: name)
            try log.append(.addCheck, .table, name, detail: "\(check.name): \(check.condition)")
        }
    }

    /// - Throws: ``StoreError``: `tableNotFound`; `invalidSchema` if there is no such check.
    public func dropCheck(_ check: String, of name: ObjectName) throws(StoreError) {
        try changing { objects, log in
            try Catalog(database: objects.database).dropCheck(check, of: name)
            try log.append(.dropCheck, .table, name, detail: check)
        }
    }
}
