import Foundation
import GRDB

/// The database file of a store: made whole or not at all, and opened only if it is one of ours.
struct StoreFile {
    let folder: URL
    let busyTimeout: TimeInterval

    private var file: URL { folder.appendingPathComponent(StoreFormat.databaseFile) }

    /// Opens the database, making it first where the folder is empty or missing.
    func open() throws -> DatabasePool {
        try makeFolder()
        if !FileManager.default.fileExists(atPath: file.path) {
            try refuseForeignFiles()
            try create()
        } else if !drafts().isEmpty, let lock = FolderLock(folder) {
            withExtendedLifetime(lock) { removeDrafts() }
        }
        try checkHeader()
        let pool = try DatabasePool(path: file.path, configuration: configuration)
        // GRDB sets NORMAL for WAL, which survives the death of the process but not of the machine. FULL syncs the log
        // at every commit, so that what was acknowledged survives both.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        let format = try pool.read { database in try Self.checkFormat(database, folder: folder) }
        if format < StoreFormat.version { try pool.write { try Migration.run($0) } }
        try pool.read { database in _ = try Catalog(database: database).entries() }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(StoreFormat.indexesFolder), withIntermediateDirectories: true)
        IndexFiles.removeAbandoned(in: folder.appendingPathComponent(StoreFormat.indexesFolder), of: pool)
        return pool
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "Tessera store"
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(busyTimeout)
        configuration.prepareDatabase { database in
            // Finds pages whose cells do not fit, instead of reading past them.
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            // A bulk write's log would otherwise keep its size for as long as the store is open.
            try database.execute(sql: "PRAGMA journal_size_limit = \(StoreFormat.logLimit)")
            database.add(function: PlaceFunctions.place)
            database.add(function: PlaceFunctions.contains)
            #if canImport(Darwin)
                try database.execute(sql: "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON")
            #endif
        }
        return configuration
    }

    private func makeFolder() throws(StoreError) {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory) {
            guard isDirectory.boolValue else {
                throw StoreError(.notAStore, "\(folder.path) is a file; a store is a folder")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.cannotOpen, "the folder \(folder.path) cannot be made: \(error.localizedDescription)")
        }
    }

    /// A folder that has no database but other things is somebody's documents, or a store that lost its truth.
    private func refuseForeignFiles() throws(StoreError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw StoreError(.cannotOpen, "the folder \(folder.path) cannot be read: \(error.localizedDescription)")
        }
        let foreign = names.filter { !$0.hasPrefix(".") }.sorted()
        guard foreign.isEmpty else {
            throw StoreError(
                .notAStore,
                "\(folder.path) has no \(StoreFormat.databaseFile) but holds \(foreign[0]); name an empty or a new folder"
            )
        }
    }

    /// Makes the database aside and links it into place, so that a crash leaves none or a whole one, and of two
    /// processes that make the same store one gives way.
    private func create() throws {
        // Without the lock, where the file system has none or its holder takes too long, drafts of the dead stay.
        let lock = FolderLock(folder, within: busyTimeout)
        defer { withExtendedLifetime(lock) {} }
        if lock != nil { removeDrafts() }
        if FileManager.default.fileExists(atPath: file.path) { return }
        let draft = folder.appendingPathComponent(Self.draftPrefix + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: draft) }
        var configuration = Configuration()
        configuration.journalMode = .default
        let queue = try DatabaseQueue(path: draft.path, configuration: configuration)
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA page_size = \(StoreFormat.pageSize)")
            // Lets a vacuum give pages back a few at a time, beside readers and writers.
            try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            try database.execute(sql: "PRAGMA synchronous = EXTRA")
        }
        try queue.write { database in
            try database.execute(sql: StoreFormat.firstTables)
            try database.execute(sql: "PRAGMA application_id = \(StoreFormat.applicationID)")
            try Migration.run(database)
        }
        try queue.close()
        do {
            try FileManager.default.linkItem(at: draft, to: file)
        } catch {
            if FileManager.default.fileExists(atPath: file.path) { return }
            // A file system without hard links.
            try FileManager.default.moveItem(at: draft, to: file)
        }
    }

    private static let draftPrefix = ".\(StoreFormat.databaseFile)-"

    /// Databases in the making, with SQLite's files beside them.
    private func drafts() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix(Self.draftPrefix) }
    }

    /// Removes what processes left that died while they made the store; the caller has the folder's lock, which the living
    /// ones hold.
    private func removeDrafts() {
        for name in drafts() { try? FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
    }

    /// SQLite would take a file of no bytes for an empty database and overwrite it.
    private func checkHeader() throws(StoreError) {
        let header: Data
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            header = try handle.read(upToCount: 100) ?? Data()
        } catch {
            throw StoreError(.cannotOpen, "\(file.path) cannot be read: \(error.localizedDescription)")
        }
        guard header.count == 100 else {
            throw StoreError(
                .damaged, "\(file.path) has only \(header.count) bytes; restore it from a copy")
        }
        guard header.starts(with: Data("SQLite format 3\0".utf8)) else {
            throw StoreError(.damaged, "\(file.path) does not begin as a database does; restore it from a copy")
        }
    }

    /// - Returns: The format, one that can be read as it is or after migrations.
    private static func checkFormat(_ database: Database, folder: URL) throws -> Int32 {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard application == StoreFormat.applicationID else {
            throw StoreError(
                .notAStore, "\(StoreFormat.databaseFile) in \(folder.path) is the database of another application")
        }
        let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard (1...StoreFormat.version).contains(version) else {
            var error = StoreError(
                .unsupportedFormat,
                "the store in \(folder.path) has format \(version), and this version of Tessera reads the formats "
                    + "1 to \(StoreFormat.version); use a later version of Tessera")
            error.expected = "1 to \(StoreFormat.version)"
            error.actual = String(version)
            throw error
        }
        return version
    }
}
