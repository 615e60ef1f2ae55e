package import GRDB

/// The store at one moment: every table at one version, whatever is written meanwhile.
///
/// It lives as long as the call that gave it; using it later is a mistake that ends the program.
public struct ReadSnapshot {
    package let database: Database
    private let store: Store

    fileprivate init(database: Database, store: Store) {
        self.database = database
        self.store = store
    }

    public func version(of table: Table) throws(StoreError) -> Int64 {
        try reading(table) { $0.version }
    }

    /// As ``Table/row(key:columns:)``.
    public func row(
        key: some ValueConvertible, in table: Table, columns: [String]? = nil, at version: Int64? = nil
    ) throws(StoreError) -> Row? {
        try reading(table) { try $0.row(key: key.value, columns: columns, at: version) }
    }

    /// As ``Table/rows(where:orderedBy:limit:offset:columns:)``.
    public func rows(
        in table: Table, where filter: Filter? = nil, orderedBy order: [RowOrder] = [], limit: Int? = nil,
        offset: Int = 0, columns: [String]? = nil, at version: Int64? = nil
    ) throws(StoreError) -> [Row] {
        let query = RowQuery(
            where: filter, orderedBy: order, limit: limit, offset: offset, columns: columns, at: version)
        return try reading(table) { try $0.rows(query) }
    }

    /// As ``Table/count(where:)``.
    public func count(
        in table: Table, where filter: Filter? = nil, at version: Int64? = nil
    ) throws(StoreError) -> Int {
        try reading(table) { try $0.count(where: filter, at: version) }
    }

    /// As ``Table/changes(since:to:)``.
    public func changes(in table: Table, since start: Int64, to end: Int64? = nil) throws(StoreError) -> [Change] {
        var changes: [Change] = []
        try reading(table) { try $0.forEachChange(since: start, to: end) { changes.append($0) } }
        return changes
    }

    /// As ``Table/forEachChangeBatch(since:to:size:_:)``.
    public func forEachChangeBatch(
        in table: Table, since start: Int64, to end: Int64? = nil, size: Int = 1_000, _ body: ([Change]) throws -> Void
    ) throws {
        precondition(size > 0, "a batch has at least one entry, not \(size)")
        var batch: [Change] = []
        let reader = try reader(table)
        try reader.forEachChange(since: start, to: end) { change in
            batch.append(change)
            if batch.count == size {
                try body(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        if !batch.isEmpty { try body(batch) }
    }

    package func reader(_ table: Table) throws(StoreError) -> TableReader {
        guard table.store === store else { throw .otherStore(table.name) }
        return try withStoreErrors { try TableReader(database, name: table.name, layout: table.layout) }
    }

    private func reading<T>(_ table: Table, _ work: (TableReader) throws -> T) throws(StoreError) -> T {
        let reader = try reader(table)
        return try withStoreErrors { try work(reader) }
    }
}

extension Store {
    /// Reads of several tables, or several reads of one, that see the same moment.
    ///
    /// - Parameter body: What it throws is thrown on as it is.
    public func read<T>(_ body: (ReadSnapshot) throws -> T) throws -> T {
        do {
            return try database.read { database in
                try body(ReadSnapshot(database: database, store: self))
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}

extension StoreError {
    static func otherStore(_ name: ObjectName) -> StoreError {
        var error = StoreError(.otherStore, "the table \(name) was opened by another Store; open it with this one")
        error.table = name
        return error
    }
}
