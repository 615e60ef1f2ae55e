import Foundation
import GRDB

extension Store {
    /// Registers a source under a name; its files are the table `NAME_files`, empty until the first
    /// ``Volume/refresh(options:)``.
    ///
    /// A folder is opened by its name alone from then on; any other source the program has to give again.
    /// - Throws: ``StoreError``: `objectExists`, `tableExists`.
    public func createVolume(
        _ name: ObjectName, source: any DocumentSource, comment: String? = nil
    ) throws -> Volume {
        let filesName = try name.suffixed("_files")
        let (definition, files) = try write { transaction in
            let objects = ObjectCatalog(database: transaction.database)
            let log = AuditLog(database: transaction.database, principal: principal)
            // The volume first: its name is what the caller knows.
            try objects.add(.volume, name, comment: comment)
            let files = try transaction.createTable(filesName, schema: Volume.schema)
            let definition = VolumeDefinition(name, over: source, files: files)
            try objects.set(.volume, name, "definition", Catalog.json(definition))
            try log.append(.create, .volume, name)
            return (definition, files)
        }
        return Volume(name, definition, source: source, files: files, store: self)
    }

    /// Opens a volume.
    ///
    /// - Parameter source: The one that it was made with; nil for a folder.
    /// - Throws: ``StoreError``: `objectNotFound`; ``IngestError``: `volumeSource` where the source must be given, or is
    ///   another.
    public func volume(_ name: ObjectName, source: (any DocumentSource)? = nil) throws -> Volume {
        let definition = try VolumeDefinition(object(name, kind: .volume))
        var own: (any DocumentSource)?
        if let folder = definition.folder {
            own = FolderSource(
                URL(fileURLWithPath: folder, isDirectory: true), identity: definition.source,
                maximumBytes: definition.maximumBytes ?? 64 << 20)
        }
        guard let given = source ?? own else {
            throw IngestError.volumeSource(
                name, reason: "its source is the program's own, and has to be given")
        }
        guard given.identity == definition.source else {
            throw IngestError.volumeSource(
                name, reason: "it is over \(definition.source), and \(given.identity) was given")
        }
        return Volume(
            name, definition, source: given, files: try filesTable(definition, of: name), store: self)
    }

    /// Forgets a volume with its table of files; the files themselves, and what collections made of them, stay.
    ///
    /// - Throws: ``StoreError``: `objectNotFound`.
    public func dropVolume(_ name: ObjectName) throws {
        let definition = try VolumeDefinition(object(name, kind: .volume))
        try drop(name, kind: .volume)
        try dropTable(filesTable(definition, of: name).name)
    }

    private func filesTable(_ definition: VolumeDefinition, of name: ObjectName) throws -> Table {
        let entry = try withStoreErrors {
            try database.read { try Catalog(database: $0).entry(id: definition.files) }
        }
        guard let entry else {
            throw IngestError.volumeSource(
                name, reason: "its table of files was dropped; drop the volume and make it anew")
        }
        return Table(store: self, name: entry.name, layout: entry.layout)
    }
}
