import Synchronization

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension IVFFlatIndex {
    static let fileKind = "ivfflat"

    public func save(to file: URL, metadata: [String: String]) throws(VectorIndexError) {
        try save(to: file, metadata: metadata, fileSystem: PosixFileSystem())
    }

    package func save(
        to file: URL, metadata: [String: String], fileSystem: any FileSystem
    ) throws(VectorIndexError) {
        // Changes wait, searches do not.
        try changes.withLock { (_) throws(VectorIndexError) in
            try lists.read { (lists) throws(VectorIndexError) in
                var writer = try IndexFileWriter(file.path, kind: Self.fileKind, fileSystem: fileSystem)
                let header = IndexHeader(
                    dimension: dimension, metric: metric, slots: lists.count, count: lists.count,
                    defaults: searchDefaults)
                try header.write(to: &writer, metadata: metadata)
                try lists.write(to: &writer)
                try writer.finish()
            }
        }
    }

    public static func open(_ file: URL, checking: FileChecking) throws(VectorIndexError) -> IVFFlatIndex {
        try IVFFlatIndex(IndexFileReader(file, kind: fileKind, fileSystem: PosixFileSystem()), checking: checking)
    }

    /// - Parameter checking: Of no meaning: lists are read, not mapped, and all is checked.
    convenience init(_ reader: IndexFileReader, checking: FileChecking) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        self.init(try IVFFlatLists.read(header, from: reader), metadata: metadata)
        searchDefaults = header.defaults
    }
}

extension IVFFlatLists {
    private typealias Section = IVFFile.Section

    /// Vectors and ids a list after the other.
    func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        var encoder = ByteEncoder()
        parameters.encode(to: &encoder)
        encoder.append(UInt64(centroids?.count ?? 0))
        try writer.section(Section.parameters, encoder.bytes)
        if let centroids { try centroids.write(to: &writer) }
        try writer.section(Section.sizes, numbers: (0..<rows.listCount).map { UInt32(rows.size($0)) })
        var slots: [Int] = []
        slots.reserveCapacity(count)
        rows.forEachSlot { slots.append($0) }
        try writer.section(Section.ids, numbers: slots.map { rows.ids[$0] })
        try writer.begin(Section.vectors, bytes: slots.count * rows.vectors.stride * 4)
        for slot in slots {
            // SAFETY: a row has `stride` floats.
            let bytes = unsafe UnsafeRawBufferPointer(
                start: rows.vectors.address(slot), count: rows.vectors.stride * 4)
            try writer.append(unsafe RawSpan(_unsafeBytes: bytes))
        }
        writer.end()
    }

    static func read(_ header: IndexHeader, from reader: IndexFileReader) throws(VectorIndexError) -> IVFFlatLists {
        let bytes = try reader.bytes(of: Section.parameters)
        var decoder = ByteDecoder(bytes[...])
        guard let parameters = IVFParameters(&decoder), let listCount = decoder.count(), listCount < 1 << 32,
            decoder.isAtEnd, header.count == header.slots
        else { throw .damaged(reader.path, "its section \(Section.parameters) is not understood") }
        var result: IVFFlatLists
        do {
            result = try IVFFlatLists(
                dimension: header.dimension, metric: header.metric, parameters: parameters, kernels: .current)
        } catch { throw .damaged(reader.path, error.description) }
        let centroids =
            listCount > 0 ? try Centroids.read(listCount, dimension: header.dimension, from: reader) : nil
        let sizes = try reader.numbers(Section.sizes, of: UInt32.self, count: max(listCount, 1))
        let ids = try reader.numbers(Section.ids, of: Int64.self, count: header.slots)
        guard sizes.reduce(0, { $0 + Int($1) }) == header.slots, Set(ids).count == ids.count else {
            throw .damaged(reader.path, "its lists do not hold each of its \(header.slots) vectors once")
        }
        var rows = ListedRows(
            dimension: header.dimension, metric: header.metric, lists: sizes.count, kernels: .current)
        guard try reader.length(of: Section.vectors) == header.slots * rows.vectors.stride * 4 else {
            throw .damaged(reader.path, "its section \(Section.vectors) does not hold \(header.slots) vectors")
        }
        try rows.reserve(more: header.slots)
        var stream = try reader.stream(Section.vectors)
        var next = 0
        for (list, size) in sizes.enumerated() {
            for _ in 0..<size {
                try rows.append(ids[next], from: &stream, to: list)
                next += 1
            }
        }
        try stream.finish()
        try rows.check(reader.path)
        result.restore(rows: rows, centroids: centroids)
        return result
    }
}

extension ListedRows {
    /// Makes sure that each component is finite and the padding zero.
    fileprivate borrowing func check(_ path: String) throws(VectorIndexError) {
        var unsound: Int?
        forEachSlot { if unsound == nil, !vectors.isSound($0) { unsound = $0 } }
        if let unsound {
            throw .damaged(path, "the vector in slot \(unsound) is not finite, or not padded with zeros")
        }
    }
}
