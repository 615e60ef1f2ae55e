import VectorCore

/// Cuts the sections of a file into its segments.
struct SegmentOpener {
    private let path: String
    private let isLazy: Bool
    private var memory: [String: SegmentMemory] = [:]
    private var lengths: [String: Int] = [:]
    /// How much of each section is taken.
    private var positions: [String: Int] = [:]

    init(_ reader: IndexFileReader, isLazy: Bool) throws(VectorIndexError) {
        path = reader.path
        self.isLazy = isLazy
        for name in KeywordIndex.sections {
            let section = try SegmentMemory(name, of: reader)
            let length = try reader.length(of: name)
            if name != "postings", name != "positions" { try section.check(0..<length) }
            memory[name] = section
            lengths[name] = length
        }
    }

    mutating func view(
        _ part: KeywordFileHeader.Segment, columns: [KeywordColumn]
    ) throws(VectorIndexError) -> SegmentView {
        let offsets = try take(part.count * part.idWidth, of: "ids")
        guard let ids = DocumentIDs(count: part.count, first: part.firstID, width: part.idWidth, offsets: offsets)
        else {
            throw damaged("its ids do not ascend")
        }
        let live = try take(part.liveBytes, of: "live")
        var parts: [SegmentColumn] = []
        for (column, definition) in zip(part.columns, columns) {
            let lengths = try take(part.count * column.lengthWidth, of: "lengths")
            let bytes = try take(column.termBytes, of: "terms")
            let index = try take(column.indexBytes, of: "term-index")
            let postings = try take(column.postingBytes, of: "postings")
            let positions = try take(column.positionBytes, of: "positions")
            guard let documentLengths = DocumentLengths(width: column.lengthWidth, bytes: lengths, count: part.count),
                let terms = TermDictionary(count: column.terms, bytes: bytes, index: index),
                definition.storesPositions || column.positionBytes == 0
            else { throw damaged("the parts of a column do not fit each other") }
            parts.append(
                SegmentColumn(
                    terms: terms, postings: postings, positions: definition.storesPositions ? positions : nil,
                    lengths: documentLengths, totalLength: column.totalLength,
                    checked: isLazy ? CheckedTerms(count: column.terms) : nil, path: path))
            guard (0..<part.count).reduce(0, { $0 + UInt64(documentLengths[$1]) }) == column.totalLength else {
                throw damaged("its lengths do not add up")
            }
        }
        let segment = KeywordSegment(ids: ids, columns: parts)
        return part.hasDeleted ? try view(segment, live) : SegmentView(segment)
    }

    private func view(_ segment: KeywordSegment, _ live: SegmentBytes) throws(VectorIndexError) -> SegmentView {
        var reader = live.reader()
        var removed: [Int] = []
        var document = 0
        while let word = reader.fixed(UInt64.self) {
            for bit in 0..<64 {
                let isLive = word >> UInt64(bit) & 1 != 0
                if document < segment.count {
                    if !isLive { removed.append(document) }
                } else if isLive {
                    throw damaged("it counts documents that it does not have")
                }
                document += 1
            }
        }
        return SegmentView(segment).removing(removed)
    }

    private mutating func take(_ count: Int, of section: String) throws(VectorIndexError) -> SegmentBytes {
        let start = positions[section] ?? 0
        guard let memory = memory[section], count >= 0, count <= (lengths[section] ?? 0) - start else {
            throw damaged("its section \(section) is too short")
        }
        positions[section] = start + count
        return SegmentBytes(memory, start..<start + count)
    }

    /// Makes sure that all of every section was taken.
    func finish() throws(VectorIndexError) {
        for (name, length) in lengths where positions[name] ?? 0 != length {
            throw damaged("its section \(name) is too long")
        }
    }

    private func damaged(_ reason: String) -> VectorIndexError { .damaged(path, reason) }
}
