/// The part of an index file that every kind of index has: what is in it and for which vectors.
struct IndexHeader {
    var dimension: Int
    var metric: Metric
    /// Slots in the file, of which some may be empty in an index that marks what it removes.
    var slots: Int
    /// Vectors that can be found.
    var count: Int
    var defaults = SearchDefaults()

    static let section = "header"
    static let metadataSection = "metadata"

    func write(to writer: inout IndexFileWriter, metadata: [String: String]) throws(VectorIndexError) {
        var encoder = ByteEncoder()
        encoder.append(UInt64(dimension))
        encoder.append(metric.rawValue, width: 8)
        encoder.append(UInt64(slots))
        encoder.append(UInt64(count))
        try writer.section(Self.section, encoder.bytes)

        var pairs = ByteEncoder()
        pairs.append(UInt32(metadata.count))
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            pairs.append(counted: key)
            pairs.append(counted: value)
        }
        try writer.section(Self.metadataSection, pairs.bytes)
        try defaults.write(to: &writer)
    }

    static func read(_ reader: IndexFileReader) throws(VectorIndexError) -> (IndexHeader, metadata: [String: String]) {
        let bytes = try reader.bytes(of: section)
        var decoder = ByteDecoder(bytes[...])
        guard
            let dimension = decoder.integer(UInt64.self), (1...65_536).contains(dimension),
            let metric = decoder.text(width: 8).flatMap(Metric.init(rawValue:)),
            let slots = decoder.integer(UInt64.self), slots < UInt64(UInt32.max),
            let count = decoder.integer(UInt64.self), count <= slots, decoder.isAtEnd
        else { throw .damaged(reader.path, "its section \(section) is not understood") }

        let pairs = try reader.bytes(of: metadataSection)
        decoder = ByteDecoder(pairs[...])
        var metadata: [String: String] = [:]
        guard let number = decoder.integer(UInt32.self) else { throw .damaged(reader.path, "its metadata is empty") }
        for _ in 0..<number {
            guard let key = decoder.countedText(), let value = decoder.countedText() else {
                throw .damaged(reader.path, "its metadata is not understood")
            }
            metadata[key] = value
        }
        guard decoder.isAtEnd, metadata.count == Int(number) else {
            throw .damaged(reader.path, "its metadata is not understood")
        }
        return (
            IndexHeader(
                dimension: Int(dimension), metric: metric, slots: Int(slots), count: Int(count),
                defaults: try SearchDefaults.read(reader)), metadata
        )
    }
}
