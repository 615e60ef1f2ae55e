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
    public init(_ file: URL) throws(VectorIndexError) { try self.init(file, fileSystem: PosixFileSystem()) }

    /// - Parameter fileSystem: The system's own, but for tests.
    package init(_ file: URL, fileSystem: any FileSystem) throws(VectorIndexError) {
        let reader = try IndexFileReader(file.path, fileSystem: fileSystem)
        let (header, metadata) = try IndexHeader.read(reader)
        kind = reader.kind
        dimension = header.dimension
        metric = header.metric
        count = header.count
        self.metadata = metadata
    }

    /// Opens an index of whatever kind the file holds.
    ///
    /// - Parameter checking: When the vectors, links and codes are checked.
    /// - Throws: ``VectorIndexError`` for a file that is missing, damaged, or of an unknown kind or version.
    public static func open(
        _ file: URL, checking: FileChecking = .onOpen
    ) throws(VectorIndexError) -> any VectorIndex {
        try open(file, checking: checking, fileSystem: PosixFileSystem())
    }

    /// - Parameter fileSystem: The system's own, but for tests.
    package static func open(
        _ file: URL, checking: FileChecking = .onOpen, fileSystem: any FileSystem
    ) throws(VectorIndexError) -> any VectorIndex {
        let reader = try IndexFileReader(file.path, fileSystem: fileSystem)
        switch reader.kind {
        case FlatIndex.fileKind: return try FlatIndex(reader, checking: checking)
        case HNSWIndex.fileKind: return try HNSWIndex(reader, checking: checking)
        case IVFFlatIndex.fileKind: return try IVFFlatIndex(reader, checking: checking)
        case IVFPQIndex.fileKind: return try IVFPQIndex(reader, checking: checking)
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
    init(_ file: URL, kind: String, fileSystem: any FileSystem) throws(VectorIndexError) {
        try self.init(file.path, fileSystem: fileSystem)
        guard self.kind == kind else {
            throw VectorIndexError(
                .fileUnsupported,
                "\(path) holds an index of kind \(self.kind), not \(kind); IndexFile.open opens any kind")
        }
    }
}
