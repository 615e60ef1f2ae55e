extension Table {
    /// Adds rows.
    ///
    /// - Throws: ``StoreError`` with table, column and key: `duplicateKey` for a key that is there or given twice,
    ///   `unknownColumn`, `missingValue`, `typeMismatch`, `dimensionMismatch`, `notFinite`, `invalidValue`; and
    ///   `tableNotFound`, `diskFull`, `busy` and the others of the machine. Whatever it is, no row was added.
    @discardableResult
    public func insert(_ rows: [Row]) throws(StoreError) -> WriteSummary {
        try writing("insert") { try $0.insert(rows) }
    }

    /// Adds the rows whose keys are new and replaces the others; rows that are equal to what is there change nothing.
    ///
    /// - Throws: As ``insert(_:)``, but `duplicateKey` only for a key given twice.
    @discardableResult
    public func merge(_ rows: [Row]) throws(StoreError) -> WriteSummary {
        try writing("merge") { try $0.merge(rows) }
    }

    /// Makes these rows the table's only ones. Rows that stay as they are do not appear in the feed.
    ///
    /// - Throws: As ``merge(_:)``.
    @discardableResult
    public func overwrite(_ rows: [Row]) throws(StoreError) -> WriteSummary {
        try writing("overwrite") { try $0.overwrite(rows) }
    }

    /// Sets columns of the rows that a filter lets pass.
    ///
    /// - Parameters:
    ///   - filter: nil for all rows.
    ///   - values: By column; not the primary key.
    @discardableResult
    public func update(where filter: Filter?, set values: [String: Value]) throws(StoreError) -> WriteSummary {
        try writing("update") { try $0.update(where: filter, set: values) }
    }

    /// Removes the rows of these keys; keys that are not there are passed over.
    @discardableResult
    public func delete(keys: [some ValueConvertible]) throws(StoreError) -> WriteSummary {
        let keys = keys.map(\.value)
        return try writing("delete") { try $0.delete(keys: keys) }
    }

    /// Removes the rows that a filter lets pass.
    @discardableResult
    public func delete(where filter: Filter) throws(StoreError) -> WriteSummary {
        try writing("delete") { try $0.delete(where: filter) }
    }

    private func writing(
        _ operation: String, _ work: (TableWriter) throws -> WriteSummary
    ) throws(StoreError) -> WriteSummary {
        try withStoreErrors {
            try store.write { transaction in try transaction.writing(self, operation, work) }
        }
    }
}
