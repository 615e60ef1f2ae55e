#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What an index file says of itself, and how to open one without knowing what is in it.
///
///     if try IndexFile(file).metadata["model"] == model { index = try IndexFile.open(file) }
public struct IndexFile: Sendable, Hashable {
    /// `flat`, `hnsw`, `ivfflat` or `ivfpq`; grows in later versions.
    public let kind: String
    public let dimension: Int
    public let metric: Metric
    /// Vectors that can be found.
    public let count: Int
    /// What ``VectorIndex/save(to:metadata:)`` stamped into it.
    public let metadata: [String: String]

    /// Reads and checks header, directory and metadata of a file, not the vectors.
    ///
    /// - Throws: ``VectorIndexError`` for a file that is missing, damaged so far as it was read, or no index file.
    public init(_ file: URL) throws(VectorIndexError) {
        let reader = try IndexFileReader(file.path, fileSystem: PosixFileSystem())
        let (header, metadata) = try IndexHeader.read(reader)
        kind = reader.kind
        dimension = header.dimension
        metric = header.metric
        count = header.count
        self.metadata = metadata
    }

    /// Opens an index of whatever kind the file holds.
    ///
    /// - Throws: ``VectorIndexError`` for a file that is missing, damaged, or of an unknown kind or version.
    public static func open(_ file: URL) throws(VectorIndexError) -> any VectorIndex {
        let reader = try IndexFileReader(file.path, fileSystem: PosixFileSystem())
        switch reader.kind {
        case FlatIndex.fileKind: return try FlatIndex(reader)
        case HNSWIndex.fileKind: return try HNSWIndex(reader)
        case IVFFlatIndex.fileKind: return try IVFFlatIndex(reader)
        case IVFPQIndex.fileKind: return try IVFPQIndex(reader)
        default: throw .unknownKind(reader)
        }
    }
}

extension VectorIndexError {
    static func unknownKind(_ reader: IndexFileReader) -> VectorIndexError {
        VectorIndexError(
            .fileUnsupported, "\(reader.path) holds an index of kind \(reader.kind), which this library does not know")
    }
}

extension IndexFileReader {
    /// Opens a file that must hold one kind of index.
    init(_ file: URL, kind: String) throws(VectorIndexError) {
        try self.init(file.path, fileSystem: PosixFileSystem())
        guard self.kind == kind else {
            throw VectorIndexError(
                .fileUnsupported,
                "\(path) holds an index of kind \(self.kind), not \(kind); IndexFile.open opens any kind")
        }
    }
}
