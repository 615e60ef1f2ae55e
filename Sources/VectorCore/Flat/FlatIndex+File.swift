import Synchronization

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension FlatIndex {
    static let fileKind = "flat"
    /// Only where vectors are kept in another code than float32 alone.
    private static let storageSection = "storage"

    public func save(to file: URL, metadata: [String: String]) throws(VectorIndexError) {
        try save(to: file, metadata: metadata, fileSystem: PosixFileSystem())
    }

    package func save(
        to file: URL, metadata: [String: String], fileSystem: any FileSystem
    ) throws(VectorIndexError) {
        // Changes wait, searches do not: the only one who could make them wait for this read is a change.
        try changes.withLock { (_) throws(VectorIndexError) in
            try rows.read { (rows) throws(VectorIndexError) in
                var writer = try IndexFileWriter(
                    file.path, kind: Self.fileKind, version: storage == .float32 ? 1 : 2, fileSystem: fileSystem)
                let header = IndexHeader(dimension: dimension, metric: metric, slots: rows.count, count: rows.count)
                try header.write(to: &writer, metadata: metadata)
                try writer.section("ids", numbers: rows.ids)
                try rows.store.write(rows.count, section: Self.storageSection, to: &writer)
                try writer.finish()
            }
        }
    }

    public static func open(_ file: URL) throws(VectorIndexError) -> FlatIndex {
        try FlatIndex(IndexFileReader(file, kind: fileKind))
    }

    convenience init(_ reader: IndexFileReader) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        let ids = try reader.numbers("ids", of: Int64.self, count: header.slots)
        guard header.count == header.slots, Set(ids).count == ids.count else {
            throw .damaged(reader.path, "an id occurs twice")
        }
        let storage = try VectorStore.storage(Self.storageSection, reader)
        let store = VectorStore(
            dimension: header.dimension, metric: header.metric, storage: storage, kernels: .current)
        try store.read(header.slots, section: Self.storageSection, from: reader)
        self.init(rows: FlatRows(store: store, ids: ids), metadata: metadata)
    }
}
