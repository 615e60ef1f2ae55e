import GRDB

/// Lists the rows that a filter lets pass, within one database snapshot: a query without questions.
struct RowListing {
    let plan: QueryPlan
    let index: IndexGeneration
    let moment: IndexMoment

    private var layout: IndexLayout { index.layout }

    func pool() throws -> QueryPool {
        let database = try moment.snapshot()
        try plan.checkPage(epoch: moment.state.epoch)
        var pool = QueryPool(epoch: moment.state.epoch, clock: StageClock(isRunning: plan.query.explains))
        var clock = pool.clock
        pool.offset = plan.position
        pool.ranked = try clock.measure("list") {
            let (condition, arguments) = try condition()
            let order = plan.query.sort.map { "\(TableLayout.quoted($0.column))\($0.isDescending ? " DESC" : "")" }
            // One more than the page tells whether there is another.
            return try Int64.fetchAll(
                database,
                sql: """
                    SELECT _id FROM \(layout.rows)\(condition)
                    ORDER BY \((order + ["_id"]).joined(separator: ", ")) LIMIT ? OFFSET ?
                    """,
                arguments: arguments + [plan.options.k + 1, plan.position]
            ).map { Fusion.Candidate(id: $0, score: 0) }
        }
        (pool.found, pool.aboveThreshold) = (pool.ranked.count, pool.ranked.count)
        if !plan.query.facets.isEmpty { pool.facets = try clock.measure("facets") { try facets() } }
        pool.clock = clock
        return pool
    }

    private func condition() throws -> (String, StatementArguments) {
        guard let filter = try plan.options.filter?.sql(for: layout.schema) else { return ("", StatementArguments()) }
        return (" WHERE \(filter.sql)", filter.arguments)
    }

    /// On the columns in memory where that can be.
    private func facets() throws -> [FacetResult] {
        var counters = plan.query.facets.map(FacetCounter.init)
        let names = plan.query.facets.map(\.column)
        let isDone = try index.filterColumns.forEachRow(
            where: plan.options.filter, columns: names, at: moment
        ) { values in
            for place in counters.indices { counters[place].count(values[place]) }
        }
        if isDone { return counters.map(\.result) }
        let decoder = try RowDecoder(layout.schema, columns: names)
        let (condition, arguments) = try condition()
        let cursor = try GRDB.Row.fetchCursor(
            moment.snapshot(), sql: "SELECT \(decoder.columnList) FROM \(layout.rows)\(condition)", arguments: arguments
        )
        while let row = try cursor.next() {
            for (place, value) in try decoder.values(row).enumerated() { counters[place].count(value) }
        }
        return counters.map(\.result)
    }
}
