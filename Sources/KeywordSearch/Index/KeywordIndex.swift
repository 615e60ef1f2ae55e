import Synchronization
public import VectorCore

/// Documents found by their words: an inverted index with ``BM25`` scores.
///
///     let index = try KeywordIndex(columns: [KeywordColumn("title", weight: 2), KeywordColumn("text")])
///     try index.upsert([KeywordDocument(id: 7, texts: ["Lighthouses", "How a lamp is seen from far away"])])
///     try index.search("lamps far away", k: 10)  // [KeywordHit(id: 7, score: 0.72)]
///     try index.save(to: file, metadata: ["version": "3"])
///
/// Searches are synchronous, run on any number of threads, and take a snapshot: a change is in all of it or not at all, and a
/// search that has begun does not see it. Changes and saves take turns; no search waits for them. Scores and their order are
/// the same on every processor, whatever the number of segments: equal scores are ordered by id.
///
/// An index is a set of immutable segments. Each change adds one, and those of about the same size are merged, eight at a time, by the change
/// that brings the eighth.
public final class KeywordIndex: Sendable {
    public let columns: [KeywordColumn]
    public let analyzer: KeywordAnalyzer
    /// What the file that the index was opened from was stamped with; empty for a new one.
    public let metadata: [String: String]
    let current: ReadWriteLock<KeywordSnapshot>
    /// Held by whoever changes or saves.
    let changes = ReadWriteLock(())
    let scratch: ScratchPool<KeywordScratch>
    /// What is left to be checked of the file that the index is mapped from.
    let checks: FileChecks?
    let kernels: KeywordKernels

    /// An empty index.
    ///
    /// - Throws: ``VectorIndexError`` for no column, more than 32, a name that comes twice, or a weight that is no number.
    public convenience init(
        columns: [KeywordColumn], analyzer: KeywordAnalyzer = KeywordAnalyzer()
    ) throws(VectorIndexError) {
        try self.init(columns: columns, analyzer: analyzer, kernels: .current)
    }

    package convenience init(
        columns: [KeywordColumn], analyzer: KeywordAnalyzer, kernels: KeywordKernels
    ) throws(VectorIndexError) {
        try Self.check(columns)
        self.init(
            columns: columns, analyzer: analyzer, metadata: [:], snapshot: KeywordSnapshot([], columns: columns.count),
            checks: nil, kernels: kernels)
    }

    init(
        columns: [KeywordColumn], analyzer: KeywordAnalyzer, metadata: [String: String], snapshot: KeywordSnapshot,
        checks: FileChecks?, kernels: KeywordKernels = .current,
        scratch: ScratchPool<KeywordScratch> = ScratchPool { KeywordScratch() }
    ) {
        self.columns = columns
        self.analyzer = analyzer
        self.metadata = metadata
        self.checks = checks
        self.kernels = kernels
        self.scratch = scratch
        current = ReadWriteLock(snapshot)
    }

    /// An index of its own that has what this one has, and shares its segments: neither sees what is changed in the other.
    package func copy() -> KeywordIndex {
        KeywordIndex(
            columns: columns, analyzer: analyzer, metadata: metadata, snapshot: snapshot, checks: checks,
            kernels: kernels,
            scratch: scratch)
    }

    static let mostColumns = 32

    static func check(_ columns: [KeywordColumn]) throws(VectorIndexError) {
        guard (1...mostColumns).contains(columns.count) else {
            throw VectorIndexError(.invalidParameter, "a keyword index has 1 to 32 columns, not \(columns.count)")
        }
        for (index, column) in columns.enumerated() {
            if columns[..<index].contains(where: { $0.name == column.name }) {
                throw VectorIndexError(
                    .invalidParameter, "the column \(column.name) is there twice; give each a name of its own")
            }
            guard isWeight(column.weight) else {
                throw VectorIndexError(
                    .invalidParameter, "the weight of \(column.name) is \(column.weight); it must be 0 to 1e6")
            }
        }
    }

    static func isWeight(_ weight: Double) -> Bool { weight >= 0 && weight <= 1e6 }

    var snapshot: KeywordSnapshot { current.read { $0 } }

    /// Documents that can be found.
    public var count: Int { snapshot.count }

    /// Bytes of all segments, in memory or mapped.
    public var byteCount: Int { snapshot.views.reduce(0) { $0 + $1.segment.bytes } }

    public var segmentCount: Int { snapshot.views.count }

    public func contains(_ id: Int64) -> Bool { snapshot.place(of: id) != nil }

    /// The ids of all documents, ascending.
    public var ids: [Int64] {
        snapshot.views.flatMap { view in
            (0..<view.segment.count).lazy.filter(view.contains).map { view.segment.ids[$0] }
        }.sorted()
    }
}
