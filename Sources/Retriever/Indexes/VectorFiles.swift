import Foundation
import GRDB
import ModelServing
import VectorCore

/// The files of an index in the store's folder for derived files: believed only if their stamp and checksums fit.
struct VectorFiles: Sendable {
    /// `indexes/index-N`.
    let folder: URL
    let entry: IndexCatalog.Entry
    private let dimension: Int
    /// Tells this index from those of other stores and from earlier ones of its name.
    private let stamp: String

    init(store: Store, entry: IndexCatalog.Entry, dimension: Int) throws {
        folder = Self.folder(of: entry.id, in: store.indexesFolder)
        self.entry = entry
        self.dimension = dimension
        stamp = "\(entry.uuid) \(try IndexCatalog.json(entry.model)) \(try IndexCatalog.json(entry.definition))"
    }

    /// The newest file that can be trusted; every other is left for the next save to remove.
    ///
    /// - Parameter state: The index's state in the store; a file from its future is not its own.
    func newest(state: IndexCatalog.State, _ database: Database) -> SavedVectors? {
        let candidates = files().compactMap { file in epoch(of: file).map { (file, $0) } }
        for (file, _) in candidates.sorted(by: { $0.1 > $1.1 }) {
            if let saved = try? open(file, state, database) { return saved }
        }
        return nil
    }

    /// Why a file is not taken; for people.
    struct Refusal: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    /// - Throws: ``Refusal``.
    private func open(
        _ file: URL, _ state: IndexCatalog.State, _ database: Database
    ) throws(Refusal) -> SavedVectors {
        let index = try Self.index(in: file)
        guard index.metadata["index"] == stamp, index.dimension == dimension, index.metric == entry.definition.metric
        else { throw Refusal("is of another index, or of other columns, model or kind than it has now") }
        guard let epoch = index.metadata["epoch"].flatMap({ Int64($0) }),
            let lastID = index.metadata["lastID"].flatMap({ Int64($0) }),
            let version = index.metadata["tableVersion"].flatMap({ Int64($0) })
        else { throw Refusal("does not say of which state it is") }
        guard epoch <= state.epoch, let moment = try? moment(of: version, database), index.metadata["moment"] == moment
        else { throw Refusal("is of a state that the store has not been in") }
        guard epoch >= state.prunedEpoch else { throw Refusal("is too old to be brought up to date") }
        return SavedVectors(index: index, epoch: epoch, lastID: lastID)
    }

    private static func index(in file: URL) throws(Refusal) -> any VectorIndex {
        do {
            switch file.pathExtension {
            case "flat": return try FlatIndex.open(file)
            case "hnsw": return try HNSWIndex.open(file)
            case "ivf": return try IVFFlatIndex.open(file)
            case "ivfpq": return try IVFPQIndex.open(file)
            default: throw Refusal("is no file of an index")
            }
        } catch let error as Refusal {
            throw error
        } catch {
            throw Refusal("is damaged: \(error)")
        }
    }

    /// What the next opening would not use, by the names of files, and why; nil for none at all.
    func refusals(state: IndexCatalog.State, _ database: Database) -> [(file: String?, reason: String)] {
        let files = files().filter { $0.pathExtension != Self.partial }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        if files.isEmpty, state.epoch > 0 { return [(nil, "has no file")] }
        return files.compactMap { file in
            do throws(Refusal) {
                _ = try open(file, state, database)
                return nil
            } catch {
                return (file.lastPathComponent, error.reason)
            }
        }
    }

    /// Writes a file beside the others and then removes them, but for those that are newer or in the making elsewhere.
    ///
    /// - Parameter tableVersion: The source's, which the epoch or a later one shows.
    func save(
        _ index: any VectorIndex, epoch: Int64, tableVersion: Int64, lastID: Int64, _ database: DatabasePool
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let kind =
            switch index {
            case is FlatIndex: "flat"
            case is IVFFlatIndex: "ivf"
            case is IVFPQIndex: "ivfpq"
            default: "hnsw"
            }
        let file = folder.appendingPathComponent("\(epoch).\(kind)")
        try index.save(
            to: file,
            metadata: [
                "index": stamp, "name": entry.name.description, "epoch": String(epoch), "lastID": String(lastID),
                "tableVersion": String(tableVersion), "model": entry.model?.description ?? "none",
                "moment": try database.read { try moment(of: tableVersion, $0) },
            ])
        for old in files() where old.lastPathComponent != file.lastPathComponent {
            if old.pathExtension == Self.partial {
                PosixFileSystem().removeAbandoned(old.path)
            } else if !isOwn(old, after: epoch) {
                try? FileManager.default.removeItem(at: old)
            }
        }
    }

    /// When the source got a version. A store that was restored from a copy goes through the same versions and epochs
    /// again, but not at the same moments: so files of the other course are told apart.
    private func moment(of version: Int64, _ database: Database) throws -> String {
        let moment = try Int64.fetchOne(
            database, sql: "SELECT timestamp FROM tessera_commits WHERE table_id = ? AND version = ?",
            arguments: [entry.sourceID, version])
        return moment.map { String($0) } ?? "none"
    }

    private func epoch(of file: URL) -> Int64? { Int64(file.deletingPathExtension().lastPathComponent) }

    /// Whether another process has saved a later epoch of this very index.
    private func isOwn(_ file: URL, after epoch: Int64) -> Bool {
        guard let other = self.epoch(of: file), other > epoch else { return false }
        return (try? IndexFile(file))?.metadata["index"] == stamp
    }

    private func files() -> [URL] { Self.items(of: folder) }

    private static func items(of folder: URL) -> [URL] {
        (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }

    // MARK: - What the dead have left

    static func removeAll(of id: Int64, in store: Store) {
        try? FileManager.default.removeItem(at: folder(of: id, in: store.indexesFolder))
    }

    /// Removes files that nobody is saving any more, and folders of indexes that are no more.
    ///
    /// - Parameter indexes: The folder of all indexes' folders.
    /// - Returns: How many files are gone.
    @discardableResult
    static func removeAbandoned(in indexes: URL, of database: DatabasePool) -> Int {
        // In this order: an index has its entry before it has a folder, and its number is never given again.
        let folders = items(of: indexes)
        let known = try? database.read { database in
            Set(try IndexCatalog(database: database).allIDs().map { folder(of: $0, in: indexes).lastPathComponent })
        }
        var removed = 0
        for folder in folders where folder.lastPathComponent.hasPrefix(prefix) {
            let files = items(of: folder)
            if let known, !known.contains(folder.lastPathComponent) {
                removed += files.count
                try? FileManager.default.removeItem(at: folder)
                continue
            }
            for file in files where file.pathExtension == partial {
                PosixFileSystem().removeAbandoned(file.path)
            }
        }
        return removed
    }

    private static let prefix = "index-"
    /// The ending of files that are being saved.
    private static let partial = "partial"

    private static func folder(of id: Int64, in indexes: URL) -> URL {
        indexes.appendingPathComponent("\(prefix)\(id)")
    }
}
