import GRDB

/// A step from one format of the store to the next: what a store of the older one lacks.
///
/// All steps that a store needs run in one transaction, so that a store has the one format or the other; a new store is
/// the first format taken through all of them, so that old and new stores are made by the same statements. A step that
/// was released is never changed.
struct Migration: Sendable {
    /// The format that it leads to.
    let format: Int32
    let apply: @Sendable (Database) throws -> Void

    /// By ascending format, none left out.
    static let all = [Migration(format: 2) { try catalog($0) }, Migration(format: 3) { try keywords($0) }]

    /// Brings the database to today's format, within a transaction of the caller's.
    static func run(_ database: Database) throws {
        let format = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for step in all where step.format > format { try step.apply(database) }
        try database.execute(sql: "PRAGMA user_version = \(StoreFormat.version)")
    }

    // MARK: - The steps

    /// Catalog objects of all kinds with comments and tags, lineage, an audit log; what each commit did; schemas that
    /// change, and versions that end.
    private static func catalog(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE tessera_tables ADD COLUMN oldest INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE tessera_tables ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE tessera_commits ADD COLUMN operation TEXT;
                ALTER TABLE tessera_commits ADD COLUMN inserted INTEGER;
                ALTER TABLE tessera_commits ADD COLUMN updated INTEGER;
                ALTER TABLE tessera_commits ADD COLUMN deleted INTEGER;
                CREATE TABLE tessera_objects (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    kind TEXT NOT NULL,
                    name TEXT NOT NULL,
                    comment TEXT,
                    tags TEXT NOT NULL DEFAULT '{}',
                    definition TEXT,
                    created INTEGER NOT NULL,
                    updated INTEGER NOT NULL,
                    UNIQUE (kind, name)
                ) STRICT;
                CREATE INDEX tessera_objects_name ON tessera_objects (name);
                CREATE TABLE tessera_lineage (
                    source_kind TEXT NOT NULL,
                    source TEXT NOT NULL,
                    target_kind TEXT NOT NULL,
                    target TEXT NOT NULL,
                    process TEXT NOT NULL,
                    updated INTEGER NOT NULL,
                    PRIMARY KEY (source_kind, source, target_kind, target, process)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX tessera_lineage_target ON tessera_lineage (target_kind, target);
                CREATE TABLE tessera_audit (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    timestamp INTEGER NOT NULL,
                    principal TEXT,
                    action TEXT NOT NULL,
                    kind TEXT,
                    name TEXT,
                    detail TEXT
                ) STRICT;
                """)
        let now = Timestamp.now
        try database.execute(
            sql: """
                INSERT INTO tessera_objects (kind, name, created, updated)
                SELECT 'table', name, coalesce((SELECT min(timestamp) FROM tessera_commits WHERE table_id = id), ?1), ?1
                FROM tessera_tables
                """, arguments: [now])
        guard try database.hasTable("tessera_indexes") else { return }
        try database.execute(
            sql: """
                INSERT INTO tessera_objects (kind, name, created, updated)
                SELECT 'index', name, ?1, ?1 FROM tessera_indexes;
                """, arguments: [now])
        try database.execute(
            sql: """
                INSERT INTO tessera_lineage (source_kind, source, target_kind, target, process, updated)
                SELECT 'table', source, 'index', name, 'sync', ? FROM tessera_indexes
                """, arguments: [now])
    }
}
