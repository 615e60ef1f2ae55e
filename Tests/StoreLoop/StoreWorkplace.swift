import Chunking
package import Foundation
package import Retriever
package import TestSupport

/// A folder with a store, three tables, an index over one of them, and a document collection of the files beside it.
package final class StoreWorkplace {
    package static let schema = TableSchema(
        columns: [.integer("id"), .text("body"), .integer("group")], primaryKey: "id")
    /// So small that the index becomes a graph and merges into it often.
    package static let limits = IndexLimits(flat: 40, recent: 8)
    package static let model = HashingEmbeddingModel(dimension: 16)

    package let folder: URL
    private let busyTimeout: TimeInterval
    package private(set) var store: Store
    package private(set) var notes: Table
    /// Written by `all` alone, and always together.
    package private(set) var ledger: Table
    package private(set) var mirror: Table
    package private(set) var index: DeltaSyncIndex
    package private(set) var collection: DocumentCollection

    /// Opens it, or makes what is missing of it: a process may have been killed at any step of the making.
    package init(_ folder: URL, busyTimeout: TimeInterval = 10) throws {
        self.folder = folder
        self.busyTimeout = busyTimeout
        store = try Store(at: folder.appendingPathComponent("store"), busyTimeout: busyTimeout)
        notes = try Self.table("notes", in: store)
        ledger = try Self.table("ledger", in: store)
        mirror = try Self.table("mirror", in: store)
        index = try Self.index(in: store)
        collection = try Self.collection(in: store)
        try FileManager.default.createDirectory(at: docs, withIntermediateDirectories: true)
    }

    package var docs: URL { folder.appendingPathComponent("docs") }
    package var source: FolderSource { FolderSource(docs, identity: "docs") }

    private static func table(_ name: ObjectName, in store: Store) throws -> Table {
        if try store.tableExists(name) { return try store.table(name) }
        return try store.createTable(name, schema: schema)
    }

    private static func index(in store: Store) throws -> DeltaSyncIndex {
        if try store.indexExists("notes_index") { return try store.index("notes_index", model: model, limits: limits) }
        return try store.createIndex(
            "notes_index", over: "notes", definition: IndexDefinition(embeddedColumn: "body"), model: model,
            limits: limits)
    }

    package static func collection(in store: Store) throws -> DocumentCollection {
        try DocumentCollection(
            in: store, name: "docs", model: model, chunker: StructureChunker(size: .characters(40), overlap: 0))
    }

    package func reopen() throws {
        try store.close()
        store = try Store(at: store.folder, busyTimeout: busyTimeout)
        notes = try store.table("notes")
        ledger = try store.table("ledger")
        mirror = try store.table("mirror")
        index = try Self.index(in: store)
        collection = try Self.collection(in: store)
    }

    // MARK: - Doing

    /// - Returns: The version that a sync or a snapshot has seen.
    package func perform(_ operation: StoreOperation) async throws -> Int64? {
        switch operation {
        case .insert(let rows): try notes.insert(rows)
        case .merge(let rows): try notes.merge(rows)
        case .overwrite(let rows): try notes.overwrite(rows)
        case .update(let group, let body):
            try notes.update(where: Column("group") == group, set: ["body": .text(body)])
        case .delete(let keys): try notes.delete(keys: keys)
        case .deleteGroup(let group): try notes.delete(where: Column("group") == group)
        case .all(let rows, let keys): try changeAll(rows, without: keys)
        case .sync: return try await index.sync().version
        case .checkpoint: try index.checkpoint()
        case .query(let text): try await query(text)
        case .read: return try read()
        case .ingest(let edits):
            for (name, text) in edits { try edit(name, text) }
            _ = try await collection.ingest(source, options: IngestOptions(allowsEmptySource: true))
        case .vacuum: try store.vacuum(retention: 0)
        case .reopen: try reopen()
        }
        return nil
    }

    private func changeAll(_ rows: [Row], without keys: [Int64]) throws {
        try store.write { transaction in
            for table in [notes, ledger, mirror] {
                try transaction.merge(rows, into: table)
                try transaction.delete(keys: keys, from: table)
            }
        }
    }

    /// A snapshot has a transaction in all tables or in none, whatever is written while it is read.
    private func read() throws -> Int64 {
        try store.read { snapshot in
            let version = try snapshot.version(of: notes)
            let rows = try snapshot.rows(in: notes)
            let (left, right) = (try snapshot.rows(in: ledger), try snapshot.rows(in: mirror))
            guard left == right, try snapshot.count(in: notes) == rows.count, try snapshot.version(of: notes) == version
            else { throw Contradiction("a snapshot has a part of a commit") }
            return version
        }
    }

    private func query(_ text: String) async throws {
        for mode in RetrievalOptions.Mode.allCases {
            let hits = try await index.search(text, options: RetrievalOptions(mode: mode, k: 10))
            guard Set(hits.map(\.key)).count == hits.count, hits.allSatisfy({ $0.row["id"] == $0.key }) else {
                throw Contradiction("\(mode) hits for \(text) are not rows of their keys, each once")
            }
        }
    }

    private func edit(_ name: String, _ text: String?) throws {
        let file = docs.appendingPathComponent(name)
        guard let text else {
            try? FileManager.default.removeItem(at: file)
            return
        }
        try Data(text.utf8).write(to: file, options: .atomic)
    }

    package struct Contradiction: Error, CustomStringConvertible {
        package let description: String
        init(_ description: String) { self.description = description }
    }
}
