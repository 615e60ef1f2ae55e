import Foundation
import GRDB

extension Store {
    /// Registers a folder under a name, by which it is opened from then on; its files are the table `NAME_files`, empty
    /// until the first ``Volume/refresh(options:)``.
    ///
    /// - Throws: ``IngestError``: `volumeExists`; ``StoreError``: `tableExists`.
    public func createVolume(_ name: ObjectName, source: FolderSource) throws -> Volume {
        try createVolume(
            name, source: source,
            definition: .folder(path: source.folder.standardizedFileURL.path, maximumBytes: source.maximumBytes))
    }

    /// Registers any source under a name. Only the program can give it again; see ``volume(_:source:)``.
    public func createVolume(_ name: ObjectName, source: any DocumentSource) throws -> Volume {
        if let folder = source as? FolderSource { return try createVolume(name, source: folder) }
        return try createVolume(name, source: source, definition: .source(identity: source.identity))
    }

    private func createVolume(
        _ name: ObjectName, source: any DocumentSource, definition: VolumeCatalog.Definition
    ) throws -> Volume {
        let filesName = try name.suffixed("_files")
        let (entry, files) = try write { transaction in
            let entry = try VolumeCatalog(database: transaction.database).create(name, definition: definition)
            return (entry, try transaction.createTable(filesName, schema: Volume.schema))
        }
        return Volume(entry, source: source, files: files, store: self)
    }

    /// Opens a volume over a folder.
    ///
    /// - Throws: ``IngestError``: `volumeNotFound`, `volumeSource` for a volume over another source.
    public func volume(_ name: ObjectName) throws -> Volume {
        let entry = try volumeEntry(name)
        guard case .folder(let path, let maximumBytes) = entry.definition else {
            throw IngestError.volumeSource(name, reason: "its source is the program's own; use volume(_:source:)")
        }
        let source = FolderSource(URL(fileURLWithPath: path, isDirectory: true), maximumBytes: maximumBytes)
        return Volume(entry, source: source, files: try table(name.suffixed("_files")), store: self)
    }

    /// Opens a volume over the source that it was made with.
    ///
    /// - Throws: ``IngestError``: `volumeNotFound`, `volumeSource` for a source of another identity.
    public func volume(_ name: ObjectName, source: any DocumentSource) throws -> Volume {
        let entry = try volumeEntry(name)
        let identity =
            switch entry.definition {
            case .source(let identity): identity
            case .folder(let path, _): FolderSource(URL(fileURLWithPath: path, isDirectory: true)).identity
            }
        guard source.identity == identity else {
            throw IngestError.volumeSource(name, reason: "it is over \(identity), and \(source.identity) was given")
        }
        return Volume(entry, source: source, files: try table(name.suffixed("_files")), store: self)
    }

    /// The names of all volumes.
    public func volumes() throws -> [ObjectName] {
        try withStoreErrors { try database.read { try VolumeCatalog(database: $0).names() } }
    }

    /// Forgets a volume with its table of files; the files themselves, and what collections made of them, stay.
    ///
    /// - Throws: ``IngestError``: `volumeNotFound`.
    public func dropVolume(_ name: ObjectName) throws {
        _ = try volumeEntry(name)
        let filesName = try name.suffixed("_files")
        try withIndexErrors {
            try database.write { database in
                try VolumeCatalog(database: database).drop(name)
                try Catalog(database: database).drop(filesName)
            }
        }
    }

    private func volumeEntry(_ name: ObjectName) throws -> VolumeCatalog.Entry {
        let entry = try withStoreErrors { try database.read { try VolumeCatalog(database: $0).entry(name) } }
        guard let entry else { throw IngestError.volumeNotFound(name) }
        return entry
    }
}
