import Synchronization

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
        // Changes wait, searches do not: the only one who could make them wait for this read is a change.
        try changes.withLock { (_) throws(VectorIndexError) in
            try graph.read { (graph) throws(VectorIndexError) in
                var writer = try IndexFileWriter(file.path, kind: Self.fileKind, fileSystem: fileSystem)
                let header = IndexHeader(
                    dimension: dimension, metric: metric, slots: graph.slotCount, count: graph.count)
                try header.write(to: &writer, metadata: metadata)
                try graph.write(to: &writer)
                try writer.finish()
            }
        }
    }

    public static func open(_ file: URL) throws(VectorIndexError) -> HNSWIndex {
        try HNSWIndex(IndexFileReader(file, kind: fileKind))
    }

    convenience init(_ reader: IndexFileReader) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        self.init(graph: try Graph.read(header, from: reader), metadata: metadata)
    }
}

extension Graph {
    private enum Section {
        static let graph = "graph"
        static let ids = "ids"
        static let levels = "levels"
        static let states = "states"
        static let bottom = "links.bottom"
        static let upper = "links.upper"
    }

    fileprivate func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        var encoder = ByteEncoder()
        encoder.append(UInt32(parameters.m))
        encoder.append(UInt32(parameters.efConstruction))
        encoder.append(parameters.seed)
        encoder.append(drawn)
        encoder.append(entry ?? LinkList.none)
        encoder.append(UInt32(topLevel))
        try writer.section(Section.graph, encoder.bytes)
        try writer.section(Section.ids, numbers: ids)
        try writer.section(Section.levels, numbers: levels)
        try writer.section(Section.states, numbers: states.map(\.rawValue))
        try bottom.write(slotCount, section: Section.bottom, to: &writer)
        try upper.write(upperRows, section: Section.upper, to: &writer)
        try vectors.write(slotCount, to: &writer)
    }

    fileprivate static func read(
        _ header: IndexHeader, from reader: IndexFileReader
    ) throws(VectorIndexError) -> Graph {
        let bytes = try reader.bytes(of: Section.graph)
        var decoder = ByteDecoder(bytes[...])
        guard
            let m = decoder.integer(UInt32.self), let efConstruction = decoder.integer(UInt32.self),
            let seed = decoder.integer(UInt64.self), let drawn = decoder.integer(UInt64.self),
            let entry = decoder.integer(UInt32.self), let topLevel = decoder.integer(UInt32.self), decoder.isAtEnd
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
        var graph = Graph(
            dimension: header.dimension, metric: header.metric, parameters: parameters, kernels: .current)
        try graph.bottom.reserve(header.slots)
        try graph.upper.reserve(levels.reduce(0) { $0 + Int($1) })
        for level in levels { _ = graph.newSlot(level: Int(level)) }
        graph.restore(ids: ids, states: states, drawn: drawn)
        graph.entry = entry == LinkList.none ? nil : entry
        graph.topLevel = Int(topLevel)
        try graph.bottom.read(header.slots, section: Section.bottom, from: reader)
        try graph.upper.read(graph.upperRows, section: Section.upper, from: reader)
        try graph.vectors.read(header.slots, from: reader)
        if let broken = graph.brokenInvariant() { throw .damaged(reader.path, broken) }
        guard graph.count == header.count else {
            throw .damaged(reader.path, "it holds \(graph.count) vectors, not \(header.count)")
        }
        return graph
    }
}
