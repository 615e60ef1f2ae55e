public import VectorCore

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension KeywordIndex {
    static let fileKind = "keyword"
    static let sections = ["ids", "live", "lengths", "terms", "term-index", "postings", "positions"]

    /// Writes a file of all segments in place of the old one, when it is whole and durable.
    ///
    /// Changes wait meanwhile, searches do not.
    /// - Parameter metadata: What ``metadata`` of the opened index will be.
    /// - Throws: ``VectorIndexError``; the old file is as it was then.
    public func save(to file: URL, metadata: [String: String] = [:]) throws(VectorIndexError) {
        try save(to: file, metadata: metadata, fileSystem: PosixFileSystem())
    }

    package func save(
        to file: URL, metadata: [String: String], fileSystem: any FileSystem
    ) throws(VectorIndexError) {
        try changes.write { (_) throws(VectorIndexError) in
            try checks?.checkAll()
            let views = snapshot.views
            var writer = try IndexFileWriter(file.path, kind: Self.fileKind, fileSystem: fileSystem)
            try KeywordFileHeader(
                analyzer: analyzer, columns: columns, metadata: metadata, segments: views.map(Self.part)
            ).write(to: &writer)
            for section in Self.sections {
                let parts = views.flatMap { Self.parts($0, section) }
                try writer.begin(section, bytes: parts.reduce(0) { $0 + $1.count })
                for part in parts {
                    try part.withSpan { (span) throws(VectorIndexError) in try writer.append(span) }
                }
                writer.end()
            }
            try writer.finish()
        }
    }

    private static func part(_ view: SegmentView) -> KeywordFileHeader.Segment {
        let segment = view.segment
        return KeywordFileHeader.Segment(
            count: segment.count, firstID: segment.ids.first, idWidth: segment.ids.width, hasDeleted: view.live != nil,
            columns: segment.columns.map { column in
                KeywordFileHeader.Column(
                    terms: column.terms.count, termBytes: column.terms.bytes.count,
                    indexBytes: column.terms.index.count, postingBytes: column.postings.count,
                    positionBytes: column.positions?.count ?? 0, lengthWidth: column.lengths.width,
                    totalLength: column.totalLength)
            })
    }

    /// What a segment has of a section.
    private static func parts(_ view: SegmentView, _ section: String) -> [SegmentBytes] {
        let columns = view.segment.columns
        switch section {
        case "ids": return [view.segment.ids.offsets]
        case "live":
            var bytes: [UInt8] = []
            for word in view.live?.words ?? [] { bytes.append(fixed: word) }
            return [SegmentBytes(bytes)]
        case "lengths": return columns.map(\.lengths.bytes)
        case "terms": return columns.map(\.terms.bytes)
        case "term-index": return columns.map(\.terms.index)
        case "postings": return columns.map(\.postings)
        default: return columns.compactMap(\.positions)
        }
    }

    /// What a file was stamped with, read without the index.
    package static func metadata(of file: URL) throws(VectorIndexError) -> [String: String] {
        try KeywordFileHeader.metadata(IndexFileReader(file.path, fileSystem: PosixFileSystem()))
    }

    /// Opens what ``save(to:metadata:)`` wrote. Large sections are mapped, and their memory is the file's.
    ///
    /// - Parameter checking: When postings and positions are checked: all at once, or a term's when a search first asks for it.
    ///   Dictionaries, ids and lengths are checked at once.
    /// - Parameter analyzer: The one that the file must have been made with. Only a file whose analyzer has a word breaker needs it: any
    ///   other says all of its analyzer.
    /// - Throws: ``VectorIndexError`` for a file that is missing, damaged, of another kind, or made by another analyzer, or by one that this
    ///   library does not have.
    public static func open(
        _ file: URL, checking: FileChecking = .onOpen, analyzer: KeywordAnalyzer? = nil
    ) throws(VectorIndexError) -> KeywordIndex {
        try open(file, checking: checking, analyzer: analyzer, fileSystem: PosixFileSystem())
    }

    package static func open(
        _ file: URL, checking: FileChecking, analyzer: KeywordAnalyzer? = nil, fileSystem: any FileSystem
    ) throws(VectorIndexError) -> KeywordIndex {
        let reader = try IndexFileReader(file.path, fileSystem: fileSystem)
        guard reader.kind == fileKind else {
            throw VectorIndexError(
                .fileUnsupported, "\(reader.path) holds an index of kind \(reader.kind), not \(fileKind)")
        }
        let header = try KeywordFileHeader(reader, analyzer: analyzer)
        var opener = try SegmentOpener(reader, isLazy: checking == .lazily)
        var views: [SegmentView] = []
        for part in header.segments { views.append(try opener.view(part, columns: header.columns)) }
        try opener.finish()
        if checking == .onOpen {
            try reader.checks.checkAll()
            for view in views {
                for column in view.segment.columns { try column.checkAll(documentCount: view.segment.count) }
            }
        }
        return KeywordIndex(
            columns: header.columns, analyzer: header.analyzer, metadata: header.metadata,
            snapshot: KeywordSnapshot(views, columns: header.columns.count),
            checks: checking == .lazily ? reader.checks : nil)
    }
}

extension KeywordIndex: LazilyChecked {
    package func checkRest() throws(VectorIndexError) { try checks?.checkAll() }
}
