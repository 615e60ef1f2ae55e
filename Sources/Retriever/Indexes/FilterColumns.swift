import GRDB
import Synchronization
import VectorCore

/// What filters on an index are evaluated on: the columns they name, in memory, and the filters of the last searches as bitmaps.
///
/// An id belongs to one image of a row for ever, so values are only ever added. Ids whose rows are gone do no harm: the index does not have
/// them. A column is read when a filter first names it.
final class FilterColumns: Sendable {
    fileprivate struct Columns {
        var ids: [Int64] = []
        var values: [String: ColumnValues] = [:]
        /// Up to which commit rows were read: one that came and went before was never seen, and a snapshot before may have it.
        var epoch: Int64 = 0
        /// Columns of long texts, which stay in the database.
        var tooLarge: Set<String> = []
        var remembered: [Filter: (filter: VectorFilter, lastUse: Int)] = [:]
        var uses = 0
    }

    private let layout: IndexLayout
    private let limit: Int
    private let columns = Mutex(Columns())

    static let mostRemembered = 16

    /// - Parameter limit: How many bytes of distinct texts a column may have in memory.
    init(_ layout: IndexLayout, limit: Int = 64 << 20) {
        self.layout = layout
        self.limit = limit
    }

    /// The ids of the rows that a filter lets pass, some of rows that are gone among them.
    ///
    /// - Returns: nil where the database is to be asked.
    func allowed(
        by filter: Filter, at moment: IndexMoment
    ) throws -> VectorFilter? {
        guard filter.isOnColumns(of: layout.schema) else { return nil }
        let (current, known) = try columns.withLock { columns -> (Columns, VectorFilter?) in
            guard try columns.follow(filter.columns, moment, layout, limit) else {
                return (columns, nil)
            }
            columns.uses += 1
            columns.remembered[filter]?.lastUse = columns.uses
            return (columns, columns.remembered[filter]?.filter)
        }
        if let known { return known }
        guard current.epoch == moment.state.epoch, filter.columns.allSatisfy({ current.values[$0] != nil }) else {
            return nil
        }
        let truth = filter.truth(count: current.ids.count) { current.values[$0] }
        var ids: [Int64] = []
        ids.reserveCapacity(truth.trueCount)
        truth.forEachTrue { ids.append(current.ids[$0]) }
        let allowed = VectorFilter(allowing: ids)
        columns.withLock { $0.remember(allowed, of: filter, madeOf: current.ids.count) }
        return allowed
    }

    /// Goes through the rows that a filter lets pass, in the order of their ids.
    ///
    /// - Parameter body: Is given a row's values in the columns.
    /// - Returns: Whether it did; else the database is to be asked.
    func forEachRow(
        where filter: Filter?, columns names: [String], at moment: IndexMoment, _ body: ([Value]) -> Void
    ) throws -> Bool {
        guard names.allSatisfy({ name in layout.schema.column(name).map { ColumnValues($0.type) != nil } ?? false })
        else { return false }
        var allowed: VectorFilter?
        if let filter {
            allowed = try self.allowed(by: filter, at: moment)
            if allowed == nil { return false }
        }
        let current = try columns.withLock { columns in
            try columns.follow(Set(names), moment, layout, limit) ? columns : nil
        }
        guard let current, current.epoch == moment.state.epoch else { return false }
        let values = names.compactMap { current.values[$0] }
        guard values.count == names.count else { return false }
        // Rows that are gone still have their values.
        let isWhole = current.ids.count == moment.state.rows
        let present =
            isWhole
            ? nil : VectorFilter(allowing: try Int64.fetchAll(moment.snapshot(), sql: "SELECT _id FROM \(layout.rows)"))
        for (place, id) in current.ids.enumerated() {
            if let allowed, !allowed.contains(id) { continue }
            if let present, !present.contains(id) { continue }
            body(values.map { $0.value(at: place) })
        }
        return true
    }
}

extension FilterColumns.Columns {
    /// - Returns: false where they cannot be those of the commit.
    fileprivate mutating func follow(
        _ names: Set<String>, _ moment: IndexMoment, _ layout: IndexLayout, _ limit: Int
    ) throws -> Bool {
        let (rows, epoch) = (moment.state.rows, moment.state.epoch)
        if epoch < self.epoch || !names.isDisjoint(with: tooLarge) { return false }
        // Rows that are gone cost as much as others.
        if ids.count > 2 * rows + 4_096 { self = Self() }
        if epoch > self.epoch {
            try addRows(layout, try moment.snapshot())
            self.epoch = epoch
        }
        for name in names where values[name] == nil { try addColumn(name, layout, try moment.snapshot()) }
        for (name, column) in values where column.textBytes > limit {
            values[name] = nil
            tooLarge.insert(name)
        }
        return names.isDisjoint(with: tooLarge)
    }

    private mutating func addRows(_ layout: IndexLayout, _ database: Database) throws {
        let names = values.keys.sorted()
        let list = (["_id"] + names.map { TableLayout.quoted($0) }).joined(separator: ", ")
        let rows = try GRDB.Row.fetchCursor(
            database, sql: "SELECT \(list) FROM \(layout.rows) WHERE _id > ? ORDER BY _id", arguments: [ids.last ?? 0])
        let before = ids.count
        while let row = try rows.next() {
            ids.append(row[0])
            for (place, name) in names.enumerated() { values[name]?.append(row[place + 1]) }
        }
        if ids.count > before { remembered = [:] }
    }

    private mutating func addColumn(_ name: String, _ layout: IndexLayout, _ database: Database) throws {
        guard let type = layout.schema.column(name)?.type, var column = ColumnValues(type) else { return }
        let rows = try GRDB.Row.fetchCursor(
            database, sql: "SELECT _id, \(TableLayout.quoted(name)) FROM \(layout.rows) WHERE _id <= ? ORDER BY _id",
            arguments: [ids.last ?? 0])
        while let row = try rows.next() {
            let id: Int64 = row[0]
            // Rows that are gone have no value any more.
            while column.count < ids.count, ids[column.count] < id { column.append(.null) }
            column.append(row[1])
        }
        while column.count < ids.count { column.append(.null) }
        values[name] = column
    }

    fileprivate mutating func remember(_ allowed: VectorFilter, of filter: Filter, madeOf count: Int) {
        guard ids.count == count else { return }
        remembered[filter] = (allowed, uses)
        if remembered.count > FilterColumns.mostRemembered,
            let oldest = remembered.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
        {
            remembered[oldest] = nil
        }
    }
}
