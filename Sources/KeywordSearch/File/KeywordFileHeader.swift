import VectorCore

/// What a keyword index's file says of itself and of its parts; `Docs/Design/keyword-index.md` has the layout.
struct KeywordFileHeader {
    static let section = "header"
    static let metadataSection = "metadata"
    static let segmentSection = "segments"
    /// Of the sections' content; the file around them has a version of its own.
    static let version: UInt32 = 1

    var analyzer: KeywordAnalyzer
    var columns: [KeywordColumn]
    var metadata: [String: String]
    var segments: [Segment] = []

    /// One segment's part of each section.
    struct Segment {
        var count: Int
        var firstID: Int64
        var idWidth: Int
        var hasDeleted: Bool
        var columns: [Column]

        var liveBytes: Int { hasDeleted ? (count + 63) / 64 * 8 : 0 }
    }

    struct Column {
        var terms: Int
        var termBytes: Int
        var indexBytes: Int
        var postingBytes: Int
        var positionBytes: Int
        var lengthWidth: Int
        var totalLength: UInt64
    }

    func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        var encoder = ByteEncoder()
        encoder.append(Self.version)
        encoder.append(counted: analyzer.description)
        encoder.append(UInt32(KeywordAnalyzer.version))
        encoder.append(UInt32(columns.count))
        for column in columns {
            encoder.append(counted: column.name)
            encoder.append(column.weight.bitPattern)
            encoder.append(UInt8(column.storesPositions ? 1 : 0))
        }
        try writer.section(Self.section, encoder.bytes)

        encoder = ByteEncoder()
        encoder.append(UInt32(metadata.count))
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            encoder.append(counted: key)
            encoder.append(counted: value)
        }
        try writer.section(Self.metadataSection, encoder.bytes)

        encoder = ByteEncoder()
        encoder.append(UInt32(segments.count))
        for segment in segments {
            encoder.append(UInt64(segment.count))
            encoder.append(segment.firstID)
            encoder.append(UInt8(segment.idWidth))
            encoder.append(UInt8(segment.hasDeleted ? 1 : 0))
            for column in segment.columns {
                for number in [
                    column.terms, column.termBytes, column.indexBytes, column.postingBytes, column.positionBytes,
                ] {
                    encoder.append(UInt64(number))
                }
                encoder.append(UInt8(column.lengthWidth))
                encoder.append(column.totalLength)
            }
        }
        try writer.section(Self.segmentSection, encoder.bytes)
    }

    init(analyzer: KeywordAnalyzer, columns: [KeywordColumn], metadata: [String: String], segments: [Segment]) {
        self.analyzer = analyzer
        self.columns = columns
        self.metadata = metadata
        self.segments = segments
    }

    /// - Parameter expected: The analyzer that the file must have been made with; any that its description is enough for where there is
    ///   none.
    init(_ reader: IndexFileReader, analyzer expected: KeywordAnalyzer?) throws(VectorIndexError) {
        func damaged(_ section: String) -> VectorIndexError {
            .damaged(reader.path, "its section \(section) is not understood")
        }
        let bytes = try reader.bytes(of: Self.section)
        var decoder = ByteDecoder(bytes[...])
        guard let version = decoder.integer(UInt32.self) else { throw damaged(Self.section) }
        guard version == Self.version else {
            throw VectorIndexError(
                .fileUnsupported, "\(reader.path) has keyword format version \(version); this library reads version 1")
        }
        guard let stamp = decoder.countedText(), let analyzerVersion = decoder.integer(UInt32.self),
            let columnCount = decoder.integer(UInt32.self), columnCount <= KeywordIndex.mostColumns
        else { throw damaged(Self.section) }
        analyzer = try Self.analyzer(stamp, version: Int(analyzerVersion), expected, reader.path)
        columns = []
        for _ in 0..<columnCount {
            guard let name = decoder.countedText(), let weight = decoder.integer(UInt64.self),
                let keeps = decoder.integer(UInt8.self), keeps <= 1
            else { throw damaged(Self.section) }
            columns.append(KeywordColumn(name, weight: Double(bitPattern: weight), storesPositions: keeps == 1))
        }
        guard decoder.isAtEnd, (try? KeywordIndex.check(columns)) != nil else { throw damaged(Self.section) }
        metadata = try Self.metadata(reader)

        let parts = try reader.bytes(of: Self.segmentSection)
        decoder = ByteDecoder(parts[...])
        guard let segmentCount = decoder.integer(UInt32.self), Int(segmentCount) <= parts.count else {
            throw damaged(Self.segmentSection)
        }
        for _ in 0..<segmentCount {
            guard let segment = Self.segment(&decoder, columns: columns.count) else {
                throw damaged(Self.segmentSection)
            }
            segments.append(segment)
        }
        guard decoder.isAtEnd else { throw damaged(Self.segmentSection) }
    }

    private static func analyzer(
        _ stamp: String, version: Int, _ expected: KeywordAnalyzer?, _ path: String
    ) throws(VectorIndexError) -> KeywordAnalyzer {
        guard version == KeywordAnalyzer.version else {
            throw VectorIndexError(
                .fileUnsupported,
                "\(path) was made with version \(version) of its analyzer; this library has version "
                    + "\(KeywordAnalyzer.version). Build the index again")
        }
        if let expected {
            if expected.description == stamp { return expected }
            throw VectorIndexError(
                .fileUnsupported,
                "\(path) was made with the analyzer \(stamp), not with \(expected); open it with that one, or build the "
                    + "index again")
        }
        if let analyzer = KeywordAnalyzer(description: stamp) { return analyzer }
        throw VectorIndexError(
            .fileUnsupported,
            "\(path) was made with the analyzer \(stamp), which cannot be made of that alone; open it with that "
                + "analyzer, or build the index again")
    }

    /// What an index was stamped with when it was saved.
    static func metadata(_ reader: IndexFileReader) throws(VectorIndexError) -> [String: String] {
        let pairs = try reader.bytes(of: metadataSection)
        var decoder = ByteDecoder(pairs[...])
        var metadata: [String: String] = [:]
        let damaged = VectorIndexError.damaged(reader.path, "its metadata is not understood")
        guard let count = decoder.integer(UInt32.self) else { throw damaged }
        for _ in 0..<count {
            guard let key = decoder.countedText(), let value = decoder.countedText() else { throw damaged }
            metadata[key] = value
        }
        guard decoder.isAtEnd, metadata.count == Int(count) else { throw damaged }
        return metadata
    }

    private static func segment(_ decoder: inout ByteDecoder, columns: Int) -> Segment? {
        func size(_ decoder: inout ByteDecoder) -> Int? {
            decoder.integer(UInt64.self).flatMap { $0 < 1 << 48 ? Int($0) : nil }
        }
        guard let count = size(&decoder), count < UInt32.max, let first = decoder.integer(Int64.self),
            let width = decoder.integer(UInt8.self), let deleted = decoder.integer(UInt8.self), deleted <= 1
        else { return nil }
        var segment = Segment(
            count: count, firstID: first, idWidth: Int(width), hasDeleted: deleted == 1, columns: [])
        for _ in 0..<columns {
            guard let terms = size(&decoder), let termBytes = size(&decoder), let indexBytes = size(&decoder),
                let postingBytes = size(&decoder), let positionBytes = size(&decoder),
                let lengthWidth = decoder.integer(UInt8.self), let total = decoder.integer(UInt64.self)
            else { return nil }
            segment.columns.append(
                Column(
                    terms: terms, termBytes: termBytes, indexBytes: indexBytes, postingBytes: postingBytes,
                    positionBytes: positionBytes, lengthWidth: Int(lengthWidth), totalLength: total))
        }
        return segment
    }
}
