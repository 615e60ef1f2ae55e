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
            try graph.checkRest()
            var target = try IndexFileWriter(file.path, kind: Self.fileKind, fileSystem: fileSystem)
            let header = IndexHeader(
                dimension: dimension, metric: metric, slots: writer.next.slotCount, count: writer.next.count,
                defaults: searchDefaults)
            try header.write(to: &target, metadata: metadata)
            try writer.write(to: &target)
            try target.finish()
        }
    }

    public static func open(_ file: URL, checking: FileChecking) throws(VectorIndexError) -> HNSWIndex {
        try open(file, checking: checking, fileSystem: PosixFileSystem())
    }

    package static func open(
        _ file: URL, checking: FileChecking, fileSystem: any FileSystem
    ) throws(VectorIndexError) -> HNSWIndex {
        try HNSWIndex(IndexFileReader(file, kind: fileKind, fileSystem: fileSystem), checking: checking)
    }

    convenience init(_ reader: IndexFileReader, checking: FileChecking) throws(VectorIndexError) {
        let (header, metadata) = try IndexHeader.read(reader)
        self.init(try GraphWriter.open(header, from: reader, checking: checking), metadata: metadata)
        searchDefaults = header.defaults
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

    fileprivate static func open(
        _ header: IndexHeader, from reader: IndexFileReader, checking: FileChecking
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

        let ids = SegmentedRows<Int64>(width: 1)
        try ids.open(header.slots, section: Section.ids, from: reader) { _ in nil }?.checkAll(threads: 1)
        try reader.checks.throwIfDamaged()
        let levels = try reader.numbers(Section.levels, of: UInt8.self, count: header.slots)
        let states = try reader.numbers(Section.states, of: UInt8.self, count: header.slots)
        guard states.reduce(0, max) < SlotState.pending.rawValue, levels.reduce(0, max) <= HNSWParameters.maximumLevel
        else { throw .damaged(reader.path, "a slot has a state or level that there is not") }
        let graph = try Graph(
            dimension: header.dimension, metric: header.metric, parameters: parameters,
            storage: try VectorStore.storage(Section.storage, reader), kernels: .current)
        var writer = GraphWriter(graph)
        if let broken = try writer.restore(levels: levels, states: states, entry: entry, drawn: drawn) {
            throw .damaged(reader.path, broken)
        }
        guard writer.next.count == header.count, writer.next.topLevel == topLevel else {
            throw .damaged(reader.path, "it holds \(writer.next.count) vectors, not \(header.count)")
        }
        // A thread opens the links and checks those of the upper layers while another writes what is known of the slots, as
        // many of them at once as have their records on one huge page.
        let together = MappedMemory.hugePage / graph.recordRows.bytes(rows: 1)
        let parts = (header.slots + together - 1) / together
        let opened = parallelMap(count: 1 + parts, threads: 2) { part in
            Result { () throws(VectorIndexError) in
                if part == 0 { return try writer.openRows(levels, from: reader, isRead: checking == .onOpen) }
                let slots = (part - 1) * together..<min(part * together, header.slots)
                writer.fill(slots, ids: ids, levels: levels, states: states)
            }
        }
        for part in opened { try part.get() }
        let checks = GraphChecks(reader.checks, links: Section.bottom, of: writer.next, graph.records)
        reader.checks.adviseRandom()
        if checking == .onOpen { try checks.checkAll() } else { graph.check(by: checks) }
        writer.commit()
        return writer
    }

    /// Takes links and vectors from a file.
    ///
    /// - Parameter isRead: Whether what a search walks over beside floats is read and not mapped: huge pages make walks faster.
    private func openRows(
        _ levels: [UInt8], from reader: IndexFileReader, isRead: Bool
    ) throws(VectorIndexError) {
        let (bottom, upper) = linkRules(levels)
        try graph.bottom.open(levels.count, section: Section.bottom, from: reader, isRead: isRead) {
            bottom.brokenBottom($0)
        }
        // So few are the upper layers' links that they are checked at once.
        try graph.upper.open(upperRows, section: Section.upper, from: reader) { _ in nil }?.checkAll(threads: 1)
        try reader.checks.throwIfDamaged()
        if let broken = upper.brokenUpper() { throw .damaged(reader.path, broken) }
        try graph.vectors.open(levels.count, section: Section.storage, from: reader, readsCodes: isRead)
    }
}
