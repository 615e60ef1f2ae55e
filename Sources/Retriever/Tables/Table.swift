import GRDB

/// A table of a ``Store``: rows under a primary key, versions, and a feed of the changes that made them.
///
/// It is a light handle; any number of them may name the same table. Each call is one transaction: a write is whole or
/// not at all and makes one version, or none if it changes nothing, and a read sees one version. To have several calls
/// see or make one version, use ``Store/read(_:)`` and ``Store/write(_:)``.
public struct Table: Sendable {
    public let name: ObjectName
    package let store: Store
    package let layout: TableLayout

    init(store: Store, name: ObjectName, layout: TableLayout) {
        self.store = store
        self.name = name
        self.layout = layout
    }

    public var schema: TableSchema { layout.schema }

    /// The number of commits that have changed the table; 0 for a table just made.
    public var version: Int64 {
        get throws(StoreError) { try reading { $0.version } }
    }

    /// Work on the table as it is now, in one snapshot.
    package func reading<T>(_ work: (TableReader) throws -> T) throws(StoreError) -> T {
        try withStoreErrors {
            try store.database.read { database in
                try work(TableReader(database, name: name, layout: layout))
            }
        }
    }
}
