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
        folder = Self.folder(of: entry.id, in: store)
        self.entry = entry
        self.dimension = dimension
        stamp = "\(entry.uuid) \(try IndexCatalog.json(entry.model)) \(try IndexCatalog.json(entry.definition))"
    }

    /// The newest file that can be trusted; every other is left for the next save to remove.
    ///
    /// - Parameter state: The index's state in the store; a file from its future is not its own.
    func newest(state: IndexCatalog.State) -> SavedVectors? {
        let candidates = files().compactMap { file -> (URL, Int64)? in
            Int64(file.deletingPathExtension().lastPathComponent).map { (file, $0) }
        }
        for (file, _) in candidates.sorted(by: { $0.1 > $1.1 }) {
            if let saved = open(file), saved.epoch <= state.epoch, saved.epoch >= state.prunedEpoch { return saved }
        }
        return nil
    }

    private func open(_ file: URL) -> SavedVectors? {
        let index: (any VectorIndex)? =
            switch file.pathExtension {
            case "flat": try? FlatIndex.open(file)
            case "hnsw": try? HNSWIndex.open(file)
            case "ivf": try? IVFFlatIndex.open(file)
            case "ivfpq": try? IVFPQIndex.open(file)
            default: nil
            }
        guard let index, index.metadata["index"] == stamp, index.dimension == dimension,
            index.metric == entry.definition.metric,
            let epoch = index.metadata["epoch"].flatMap({ Int64($0) }),
            let lastID = index.metadata["lastID"].flatMap({ Int64($0) })
        else { return nil }
        return SavedVectors(index: index, epoch: epoch, lastID: lastID)
    }

    /// Writes a file beside the others and then removes them.
    func save(_ index: any VectorIndex, epoch: Int64, tableVersion: Int64, lastID: Int64) throws {
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
            ])
        for old in files() where old.lastPathComponent != file.lastPathComponent {
            try? FileManager.default.removeItem(at: old)
        }
    }

    static func removeAll(of id: Int64, in store: Store) {
        try? FileManager.default.removeItem(at: folder(of: id, in: store))
    }

    /// Removes what indexes have left that are no more: the process died before it came to that.
    static func removeLeftovers(in store: Store) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: store.indexesFolder.path)) ?? []
        let found = names.compactMap { $0.hasPrefix(prefix) ? Int64($0.dropFirst(prefix.count)) : nil }
        if found.isEmpty { return }
        // Read after the folders: an index has its entry before it has a folder, and its number is never given again.
        let known = Set(try store.database.read { try IndexCatalog(database: $0).allIDs() })
        for id in found where !known.contains(id) { removeAll(of: id, in: store) }
    }

    private static let prefix = "index-"

    private static func folder(of id: Int64, in store: Store) -> URL {
        store.indexesFolder.appendingPathComponent("\(prefix)\(id)")
    }

    private func files() -> [URL] {
        (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }
}
