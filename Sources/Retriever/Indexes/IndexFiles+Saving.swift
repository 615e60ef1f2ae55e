import Foundation
import GRDB
import KeywordSearch
import ModelServing
import VectorCore

extension IndexFiles {
    /// What both files of an epoch say of it.
    struct Stamp {
        let epoch: Int64
        fileprivate let metadata: [String: String]
    }

    func stamp(epoch: Int64, _ database: Database) throws -> Stamp {
        // The source's version, which the epoch or a later one shows.
        let version = try IndexCatalog(database: database).state(of: entry).cursor
        return Stamp(
            epoch: epoch,
            metadata: [
                "index": identity, "name": entry.name.description, "epoch": String(epoch),
                "tableVersion": String(version), "model": entry.model?.description ?? "none",
                "moment": try moment(of: version, database),
            ])
    }

    /// Writes a file beside the others and then removes those, but for the newer ones and those in the making elsewhere.
    func save(_ vectors: any VectorIndex, _ stamp: Stamp, lastID: Int64, tunedFor: Int) throws {
        let kind =
            switch vectors {
            case is FlatIndex: "flat"
            case is IVFFlatIndex: "ivf"
            case is IVFPQIndex: "ivfpq"
            default: "hnsw"
            }
        try save(kind, stamp, lastID) {
            try vectors.save(to: $0, metadata: $1.merging([Self.tunedFor: String(tunedFor)]) { $1 })
        }
    }

    /// The key under which a file of vectors says for how many its search was tuned.
    static let tunedFor = "tunedFor"

    /// The same for words.
    func save(_ keywords: KeywordIndex, _ stamp: Stamp, lastID: Int64) throws {
        try save(Self.keywords, stamp, lastID) { try keywords.save(to: $0, metadata: $1) }
    }

    private func save(
        _ kind: String, _ stamp: Stamp, _ lastID: Int64, _ write: (URL, [String: String]) throws -> Void
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("\(stamp.epoch).\(kind)")
        try write(file, stamp.metadata.merging(["lastID": String(lastID)]) { $1 })
        for old in files() where old.lastPathComponent != file.lastPathComponent {
            if old.pathExtension == Self.partial {
                PosixFileSystem().removeAbandoned(old.path)
            } else if isOfKeywords(old) == isOfKeywords(file), !isOwn(old, after: stamp.epoch) {
                try? FileManager.default.removeItem(at: old)
            }
        }
    }

    /// Whether another process has saved a later epoch of this very index.
    private func isOwn(_ file: URL, after epoch: Int64) -> Bool {
        guard let other = self.epoch(of: file), other > epoch else { return false }
        let metadata = try? isOfKeywords(file) ? KeywordIndex.metadata(of: file) : IndexFile(file).metadata
        return metadata?["index"] == identity
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
}
