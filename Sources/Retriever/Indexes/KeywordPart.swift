import GRDB
import KeywordSearch

/// The words of an index in memory, by the rows' ids.
///
/// A change makes another index, which shares the segments of the one before: searches go on with that meanwhile.
struct KeywordPart: IndexPart {
    let layout: IndexLayout
    private(set) var index: KeywordIndex
    var epoch: Int64 = 0
    var isFromFile = false
    /// The largest id taken up so far.
    private(set) var lastID: Int64 = 0
    /// Additions and removals since it was saved.
    var unsaved = 0

    init(_ layout: IndexLayout) throws {
        self.layout = layout
        index = try KeywordIndex(columns: [IndexLayout.words], analyzer: layout.definition.analyzer)
    }

    init(_ layout: IndexLayout, saved: SavedPart<KeywordIndex>) {
        self.layout = layout
        index = saved.index
        epoch = saved.epoch
        isFromFile = true
        lastID = saved.lastID
    }

    var count: Int { index.count }

    static func count(in state: IndexCatalog.State) -> Int { state.rows }

    mutating func remove(_ ids: [Int64]) throws {
        if ids.isEmpty { return }
        let next = index.copy()
        try next.remove(ids)
        index = next
        unsaved += ids.count
    }

    mutating func addRows(from database: Database) throws {
        let reader = KeywordReader(database: database, layout: layout)
        let next = index.copy()
        while let documents = try reader.batch(after: lastID), let last = documents.last {
            try next.upsert(documents)
            lastID = last.id
            unsaved += documents.count
        }
        index = next
    }

    mutating func forget() throws { self = try KeywordPart(layout) }
}
