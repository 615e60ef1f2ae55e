import GRDB

/// What an index has in memory of its rows: those of one epoch, to which it was brought by replaying what was dropped and added.
protocol IndexPart {
    var layout: IndexLayout { get }
    /// Whose rows it has, so far as they concern it.
    var epoch: Int64 { get set }
    /// Whether it came from a file, and was not compared with the rows yet.
    var isFromFile: Bool { get set }
    var count: Int { get }

    mutating func remove(_ ids: [Int64]) throws
    /// Adds the rows after the last one it has; ids are never given twice.
    mutating func addRows(from database: Database) throws
    /// Makes it empty.
    mutating func forget() throws
    /// How many it has to have.
    static func count(in state: IndexCatalog.State) -> Int
}

extension IndexPart {
    /// Brings it to the state that the database's snapshot has.
    mutating func follow(_ state: IndexCatalog.State, _ database: Database) throws {
        guard epoch < state.epoch || isFromFile else { return }
        try remove(
            Int64.fetchAll(
                database, sql: "SELECT _id FROM \(layout.dropped) WHERE _epoch > ?", arguments: [epoch]))
        try addRows(from: database)
        if isFromFile, count != Self.count(in: state) {
            // The file was not what its stamp says.
            try forget()
            try addRows(from: database)
        }
        epoch = state.epoch
        isFromFile = false
    }
}

/// An index that came from a file, with its stamp.
struct SavedPart<Index> {
    let index: Index
    let epoch: Int64
    /// The largest id in it.
    let lastID: Int64
}
