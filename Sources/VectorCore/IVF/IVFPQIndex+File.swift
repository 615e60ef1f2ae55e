import Synchronization

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension IVFPQIndex {
    static let fileKind = "ivfpq"

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

    public static func open(_ file: URL, checking: FileChecking) throws(VectorIndexError) -> IVFPQIndex {
        try IVFPQIndex(IndexFileReader(file, kind: fileKind, fileSystem: PosixFileSystem()), checking: checking)
    }

    /// - Parameter checking: Of no meaning: lists are read, not mapped, and all is checked.
    convenience init(_ reader: IndexFileReader, checking: FileChecking) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        self.init(try IVFPQLists.read(header, from: reader), metadata: metadata)
        searchDefaults = header.defaults
    }
}

extension IVFPQLists {
    private typealias Section = IVFFile.Section

    func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        var encoder = ByteEncoder()
        parameters.encode(to: &encoder)
        codes.encode(to: &encoder)
        encoder.append(keep?.rawValue ?? "", width: 16)
        encoder.append(UInt64(coder == nil ? 0 : lists.count))
        encoder.append(UInt64(rotationRows))
        try writer.section(Section.parameters, encoder.bytes)
        try writer.section(Section.ids, numbers: slots.ids)
        try vectors?.write(count, section: Section.storage, to: &writer)
        guard let coder else { return }
        try coder.centroids.write(to: &writer)
        if case .optimized(let matrix) = coder.quantizer.rotation {
            try writer.section(Section.rotation, floats: matrix.values)
        }
        try writer.section(Section.codebook, floats: coder.quantizer.entries)
        try lists.write(to: &writer)
    }

    private var rotationRows: Int {
        if case .optimized(let matrix)? = coder?.quantizer.rotation { return matrix.rows }
        return 0
    }

    static func read(_ header: IndexHeader, from reader: IndexFileReader) throws(VectorIndexError) -> IVFPQLists {
        let bytes = try reader.bytes(of: Section.parameters)
        var decoder = ByteDecoder(bytes[...])
        guard let parameters = IVFParameters(&decoder), let codes = PQParameters(&decoder),
            let keepName = decoder.text(width: 16), keepName.isEmpty || VectorCode(rawValue: keepName) != nil,
            let listCount = decoder.count(), listCount < 1 << 32, let rotationRows = decoder.count(), decoder.isAtEnd,
            header.count == header.slots
        else { throw .damaged(reader.path, "its section \(Section.parameters) is not understood") }
        var result: IVFPQLists
        do {
            result = try IVFPQLists(
                dimension: header.dimension, metric: header.metric, parameters: parameters, codes: codes,
                keep: VectorCode(rawValue: keepName), kernels: .current)
        } catch { throw .damaged(reader.path, error.description) }
        let ids = try reader.numbers(Section.ids, of: Int64.self, count: header.slots)
        guard let slots = DenseSlots(ids) else { throw .damaged(reader.path, "an id occurs twice") }
        let isTrained = listCount > 0
        if !isTrained || keepName != "" {
            try result.vectors?.open(header.slots, section: Section.storage, from: reader)
            try reader.checks.checkAll()
        }
        guard isTrained else {
            result.restore(
                slots: slots, coder: nil, lists: PostingLists(count: 0, blockBytes: result.shape.blockBytes), places: []
            )
            return result
        }
        let coder = try result.coder(lists: listCount, rotationRows: rotationRows, from: reader)
        let lists = try PostingLists.read(
            listCount, vectors: header.slots, blockBytes: result.shape.blockBytes, from: reader)
        guard let places = lists.places(of: header.slots) else {
            throw .damaged(reader.path, "its lists do not hold each vector once")
        }
        result.restore(slots: slots, coder: coder, lists: lists, places: places)
        return result
    }

    private func coder(
        lists: Int, rotationRows: Int, from reader: IndexFileReader
    ) throws(VectorIndexError) -> ListCoder {
        let centroids = try Centroids.read(lists, dimension: dimension, from: reader)
        let rotation: PQRotation
        // An optimized rotation may have turned out to be none, where the sample had no components that vary.
        if rotationRows > 0 {
            guard codes.rotation == .optimized, rotationRows <= min(shape.parts * shape.width, dimension) else {
                throw .damaged(reader.path, "its rotation has \(rotationRows) rows")
            }
            let values = try reader.floats(Section.rotation, count: rotationRows * dimension)
            rotation = .optimized(Matrix(rows: rotationRows, columns: dimension, values: values))
        } else if codes.rotation == .random {
            rotation = .random(Rotation(dimension: dimension, seed: parameters.seed, kernels: kernels))
        } else {
            guard shape.turned >= dimension else { throw .damaged(reader.path, "it has no rotation") }
            rotation = .none
        }
        let entries = try reader.floats(Section.codebook, count: shape.parts * shape.entries * shape.width)
        let quantizer = ProductQuantizer(shape: shape, rotation: rotation, entries: entries, kernels: kernels)
        return ListCoder(centroids: centroids, quantizer: quantizer, metric: metric)
    }
}
