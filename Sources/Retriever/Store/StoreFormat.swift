/// What marks a SQLite file as a store, and which layouts this version reads.
enum StoreFormat {
    /// SQLite's application id in the file's header: "TSRA".
    static let applicationID: Int32 = 0x5453_5241
    /// SQLite's user version in the file's header: the layout of the store's own tables. Raised by a change that an
    /// older version of the library would misread; see ``Migration``.
    static let version: Int32 = 3
    /// The database in the store's folder.
    static let databaseFile = "store.sqlite"
    /// The folder of the files that are derived from it.
    static let indexesFolder = "indexes"

    /// Rows of 384-d vectors have 1.5 to 3 kB: of a page of 4 kB they leave a third empty, of 16 kB a tenth.
    static let pageSize = 16_384

    /// To which the log beside the database is cut when it has grown beyond it.
    static let logLimit = 64 << 20

    /// The store's own tables as the first format had them; the migrations make them today's. Those of the user's
    /// are made by ``TableLayout``.
    static let firstTables = """
        CREATE TABLE tessera_tables (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            schema TEXT NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE tessera_commits (
            table_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            timestamp INTEGER NOT NULL,
            PRIMARY KEY (table_id, version)
        ) STRICT, WITHOUT ROWID;
        """
}
