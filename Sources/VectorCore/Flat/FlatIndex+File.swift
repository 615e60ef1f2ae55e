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
                var writer = try IndexFileWriter(file.path, kind: Self.fileKind, fileSystem: fileSystem)
                try checks?.checkAll()
                let header = IndexHeader(
                    dimension: dimension, metric: metric, slots: rows.count, count: rows.count,
                    defaults: searchDefaults)
                try header.write(to: &writer, metadata: metadata)
                try writer.section("ids", numbers: rows.ids)
                try rows.store.write(rows.count, section: Self.storageSection, to: &writer)
                try writer.finish()
            }
        }
    }

    public static func open(_ file: URL, checking: FileChecking) throws(VectorIndexError) -> FlatIndex {
        try open(file, checking: checking, fileSystem: PosixFileSystem())
    }

    package static func open(
        _ file: URL, checking: FileChecking, fileSystem: any FileSystem
    ) throws(VectorIndexError) -> FlatIndex {
        try FlatIndex(IndexFileReader(file, kind: fileKind, fileSystem: fileSystem), checking: checking)
    }

    convenience init(_ reader: IndexFileReader, checking: FileChecking) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        let ids = try reader.numbers("ids", of: Int64.self, count: header.slots)
        let storage = try VectorStore.storage(Self.storageSection, reader)
        let store = VectorStore(
            dimension: header.dimension, metric: header.metric, storage: storage, kernels: .current)
        try store.open(header.slots, section: Self.storageSection, from: reader)
        let rows = FlatRows(store: store, ids: ids)
        guard header.count == header.slots, rows.slots.count == ids.count else {
            throw .damaged(reader.path, "an id occurs twice")
        }
        if checking == .onOpen { try reader.checks.checkAll() }
        self.init(rows: rows, metadata: metadata, checks: checking == .lazily ? reader.checks : nil)
        searchDefaults = header.defaults
    }
}
