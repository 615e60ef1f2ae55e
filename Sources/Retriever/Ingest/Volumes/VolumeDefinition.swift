import Foundation

/// What the catalog keeps of a volume, as its object's definition.
struct VolumeDefinition: Codable {
    /// `/Volumes/catalog/schema/name`, as it was when the volume was made; documents are known by it for ever.
    var identity: String
    /// The number of the table of files, which stays when the table is renamed.
    var files: Int64
    /// The folder that a volume is opened over by its name alone; nil where the program has to give the source.
    var folder: String?
    var maximumBytes: Int?
    /// The identity of the source that the volume was made with.
    var source: String

    init(_ name: ObjectName, over source: any DocumentSource, files: Table) {
        identity = "/Volumes/\(name.catalog)/\(name.schema)/\(name.object)"
        self.files = files.layout.id
        self.source = source.identity
        if let folder = source as? FolderSource {
            self.folder = folder.folder.standardizedFileURL.path
            maximumBytes = folder.maximumBytes
        }
    }

    init(_ object: CatalogObject) throws(IngestError) {
        guard let json = object.definition,
            let definition = try? JSONDecoder().decode(VolumeDefinition.self, from: Data(json.utf8))
        else {
            throw .volumeSource(
                object.name, reason: "it was made by createObject; make it by createVolume")
        }
        self = definition
    }
}
