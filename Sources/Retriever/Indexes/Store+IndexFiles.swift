import Foundation
import GRDB
import VectorCore

/// A file of an index that the next opening will not use; the vectors are read from the table's rows instead.
public struct IndexFileFinding: Sendable, Hashable, Codable, CustomStringConvertible {
    public let index: ObjectName
    /// Within the store's folder; nil where there is none.
    public let file: String?
    public let reason: String

    public var description: String { "\(index): \(file.map { "\($0) " } ?? "")\(reason)" }
}

extension Store {
    /// Reads the files of all indexes with their checksums, and says which would be made anew, and why.
    ///
    /// Nothing of it is a loss: an index without a file that fits is made from the rows when it is opened.
    /// - Complexity: Reads the files whole.
    public func checkIndexFiles() throws -> [IndexFileFinding] {
        try withIndexErrors {
            let indexes = try database.read { database in
                try IndexCatalog(database: database).names().compactMap { name -> IndexFilesCheck? in
                    let catalog = IndexCatalog(database: database)
                    guard let entry = try catalog.entry(name) else { return nil }
                    return IndexFilesCheck(
                        name: name, uuid: entry.uuid, number: entry.id, state: try catalog.state(of: entry))
                }
            }
            return indexes.flatMap { $0.findings(in: self) }
        }
    }
}

/// The files of one index.
private struct IndexFilesCheck {
    let name: ObjectName
    let uuid: String
    let number: Int64
    let state: IndexCatalog.State

    func findings(in store: Store) -> [IndexFileFinding] {
        let folder = "index-\(number)"
        let place = store.indexesFolder.appendingPathComponent(folder)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []).sorted()
            .filter { !$0.hasPrefix(".") }
        if names.isEmpty, state.epoch > 0 { return [finding(nil, "has no file")] }
        return names.compactMap { name in
            fault(of: place.appendingPathComponent(name)).map { finding("\(folder)/\(name)", $0) }
        }
    }

    private func finding(_ file: String?, _ reason: String) -> IndexFileFinding {
        IndexFileFinding(
            index: name, file: file.map { "\(StoreFormat.indexesFolder)/\($0)" }, reason: reason)
    }

    /// nil for a file that an opening takes.
    private func fault(of file: URL) -> String? {
        let index: any VectorIndex
        do {
            switch file.pathExtension {
            case "flat": index = try FlatIndex.open(file)
            case "hnsw": index = try HNSWIndex.open(file)
            case "ivf": index = try IVFFlatIndex.open(file)
            case "ivfpq": index = try IVFPQIndex.open(file)
            default: return "is no file of an index"
            }
        } catch {
            return "is damaged: \(error)"
        }
        guard index.metadata["index"]?.hasPrefix(uuid) == true else { return "is of another index" }
        guard let epoch = index.metadata["epoch"].flatMap({ Int64($0) }), epoch <= state.epoch else {
            return "is of a later state than the store's"
        }
        return epoch >= state.prunedEpoch ? nil : "is too old to be brought up to date"
    }
}
