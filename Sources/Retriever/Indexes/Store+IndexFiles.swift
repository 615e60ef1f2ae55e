import Foundation
import GRDB

/// A file of an index that the next opening will not use; vectors or words are read from the table's rows instead.
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
            try database.read { database in
                let catalog = IndexCatalog(database: database)
                return try catalog.names().flatMap { name -> [IndexFileFinding] in
                    guard let entry = try catalog.entry(name) else { return [] }
                    return try findings(of: entry, catalog)
                }
            }
        }
    }

    private func findings(of entry: IndexCatalog.Entry, _ catalog: IndexCatalog) throws -> [IndexFileFinding] {
        guard let source = try Catalog(database: catalog.database).entry(id: entry.sourceID),
            let dimension = try? IndexGeneration.dimension(of: entry, in: source.layout.schema)
        else {
            return [
                IndexFileFinding(index: entry.name, file: nil, reason: IndexError.sourceMissing(entry).description)
            ]
        }
        let files = try IndexFiles(store: self, entry: entry, dimension: dimension)
        let folder = "\(StoreFormat.indexesFolder)/\(files.folder.lastPathComponent)"
        return files.refusals(state: try catalog.state(of: entry), catalog.database).map { refusal in
            IndexFileFinding(
                index: entry.name, file: refusal.file.map { "\(folder)/\($0)" }, reason: refusal.reason)
        }
    }
}
