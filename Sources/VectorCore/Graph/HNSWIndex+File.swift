#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension HNSWIndex {
    static let fileKind = "hnsw"

    public func save(to file: URL, metadata: [String: String]) throws(VectorIndexError) {
        try save(to: file, metadata: metadata, fileSystem: PosixFileSystem())
    }

    package func save(
        to file: URL, metadata: [String: String], fileSystem: any FileSystem
    ) throws(VectorIndexError) {
        // Changes wait, searches do not.
        try writer.write { (writer) throws(VectorIndexError) in
            writer.collect()
            var target = try IndexFileWriter(
                file.path, kind: Self.fileKind, version: storage == .float32 ? 1 : 2, fileSystem: fileSystem)
            let header = IndexHeader(
                dimension: dimension, metric: metric, slots: writer.next.slotCount, count: writer.next.count)
            try header.write(to: &target, metadata: metadata)
            try writer.write(to: &target)
            try target.finish()
        }
    }

    public static func open(_ file: URL) throws(VectorIndexError) -> HNSWIndex {
        try HNSWIndex(IndexFileReader(file, kind: fileKind))
    }

    convenience init(_ reader: IndexFileReader) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        self.init(try GraphWriter.read(header, from: reader), metadata: metadata)
    }
}

extension GraphWriter {
    private enum Section {
        static let graph = "graph"
        static let ids = "ids"
        static let levels = "levels"
        static let states = "states"
        static let bottom = "links.bottom"
        static let upper = "links.upper"
        /// Only where vectors are kept in another code than float32 alone.
        static let storage = "storage"
    }

    /// Slots that wait for the last searches count as removed, which is what they are to whoever opens the file.
    fileprivate func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        let parameters = graph.parameters
        var encoder = ByteEncoder()
        encoder.append(UInt32(parameters.m))
        encoder.append(UInt32(parameters.efConstruction))
        encoder.append(parameters.seed)
        encoder.append(drawn)
        encoder.append(next.entry)
        encoder.append(UInt32(next.topLevel))
        try writer.section(Section.graph, encoder.bytes)
        let slots = 0..<UInt32(next.slotCount)
        try writer.section(Section.ids, numbers: slots.map { graph.records.id($0) })
        try writer.section(Section.levels, numbers: slots.map { UInt8(graph.level($0)) })
        try writer.section(Section.states, numbers: slots.map { graph.records.state($0).rawValue })
        try graph.bottom.write(next.slotCount, section: Section.bottom, to: &writer)
        try graph.upper.write(upperRows, section: Section.upper, to: &writer)
        try graph.vectors.write(next.slotCount, section: Section.storage, to: &writer)
    }

    fileprivate static func read(
        _ header: IndexHeader, from reader: IndexFileReader
    ) throws(VectorIndexError) -> GraphWriter {
        let bytes = try reader.bytes(of: Section.graph)
        var decoder = ByteDecoder(bytes[...])
        guard
            let m = decoder.integer(UInt32.self), let efConstruction = decoder.integer(UInt32.self),
            let seed = decoder.integer(UInt64.self), let drawn = decoder.integer(UInt64.self),
            let entry = decoder.integer(UInt32.self), let topLevel = decoder.integer(UInt32.self), decoder.isAtEnd,
            // A level is drawn for each slot, once.
            drawn <= UInt64(UInt32.max)
        else { throw .damaged(reader.path, "its section \(Section.graph) is not understood") }
        let parameters = HNSWParameters(m: Int(m), efConstruction: Int(efConstruction), seed: seed)
        do { try parameters.check() } catch { throw .damaged(reader.path, error.description) }

        let ids = try reader.numbers(Section.ids, of: Int64.self, count: header.slots)
        let levels = try reader.numbers(Section.levels, of: UInt8.self, count: header.slots)
        let rawStates = try reader.numbers(Section.states, of: UInt8.self, count: header.slots)
        let states = rawStates.compactMap(SlotState.init(rawValue:)).filter { $0 != .pending }
        guard states.count == rawStates.count, levels.allSatisfy({ $0 <= HNSWParameters.maximumLevel }) else {
            throw .damaged(reader.path, "a slot has a state or level that there is not")
        }
        let storage = try VectorStore.storage(Section.storage, reader)
        let graph = try Graph(
            dimension: header.dimension, metric: header.metric, parameters: parameters, storage: storage,
            kernels: .current)
        var writer = GraphWriter(graph)
        try writer.restore(ids: ids, levels: levels, states: states, drawn: drawn)
        writer.next.entry = entry
        writer.next.topLevel = Int(topLevel)
        try graph.bottom.read(header.slots, section: Section.bottom, from: reader)
        try graph.upper.read(writer.upperRows, section: Section.upper, from: reader)
        try graph.vectors.read(header.slots, section: Section.storage, from: reader)
        if let broken = writer.brokenInvariant() { throw .damaged(reader.path, broken) }
        guard writer.next.count == header.count else {
            throw .damaged(reader.path, "it holds \(writer.next.count) vectors, not \(header.count)")
        }
        writer.commit()
        return writer
    }
}
