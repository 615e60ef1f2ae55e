import Foundation
import GRDB

extension IndexGeneration {
    /// Brings the index to its table's version of this moment; see ``DeltaSyncIndex/sync(progress:)``.
    ///
    /// - Parameter writesBack: Whether the index's table of vectors follows; not while another generation serves.
    func sync(writesBack: Bool, _ progress: @Sendable (SyncProgress) -> Void) async throws -> SyncReport {
        try await IndexActivity.run(entry) {
            var embedded = 0
            while true {
                let modelID = try await modelID()
                var plan = try await store.database.read { database in
                    try self.plan(
                        TableReader(database, name: self.source.name, layout: self.source.layout), modelID: modelID)
                }
                if let modelID {
                    let (count, isValid) = try await embed(&plan, modelID: modelID, progress)
                    embedded += count
                    if !isValid { continue }
                }
                try Task.checkCancellation()
                // Another process may have synced meanwhile; then this plan is for another index, and is made anew.
                let report = try store.write {
                    try apply(plan, $0, modelID: modelID, writeback: writesBack ? writeback(in: $0) : nil)
                }
                guard var report else { continue }
                report.embeddedTexts = embedded
                try settle()
                return report
            }
        }
    }

    private func modelID() async throws -> Int64? {
        guard let model = entry.model else { return nil }
        return try await store.database.write { try EmbeddingCache.modelID(model, in: $0) }
    }

    /// Under the name that the index has now.
    func writeback(in transaction: WriteTransaction) throws -> WritebackTable? {
        guard definition.writesBack, let name = try IndexCatalog(database: transaction.database).name(of: entry) else {
            return nil
        }
        return try WritebackTable(of: name, key: source.schema, dimension: dimension)
    }

    /// Makes the planned version visible.
    ///
    /// - Returns: nil if the index or the table's past is no longer what was planned with; then nothing was
    ///   changed, and the plan is to be made anew.
    func apply(
        _ plan: SyncPlan, _ transaction: WriteTransaction, modelID: Int64?, writeback: WritebackTable?
    ) throws -> SyncReport? {
        let database = transaction.database
        let catalog = IndexCatalog(database: database)
        var state = try catalog.state(of: entry)
        guard (state.cursor, state.epoch) == (plan.from.cursor, plan.from.epoch) else { return nil }
        var report = SyncReport(version: plan.to)
        state.cursor = plan.to
        if !plan.written.isEmpty || !plan.removed.isEmpty {
            state.epoch += 1
            var isWhole = false
            var gone: Set<Value>? = writeback == nil ? nil : []
            let lastID = try Int64.fetchOne(database, sql: "SELECT max(_id) FROM \(layout.rows)") ?? 0
            try database.inSavepoint {
                isWhole = try write(plan, &state, database, modelID: modelID, &report, gone: &gone)
                return isWhole ? .commit : .rollback
            }
            guard isWhole else { return nil }
            try writeback?.follow(self, transaction, after: lastID, gone: gone ?? [])
        } else {
            try writeback?.follow(self, transaction, after: nil, gone: [])
        }
        report.refused = try catalog.refusedRows(of: entry, key: source.schema)
        try catalog.setSynced(state, of: entry)
        return report
    }

    /// - Parameter gone: Takes the keys of the rows that were replaced or removed, if it is not nil.
    /// - Returns: Whether everything that was planned with is still there.
    private func write(
        _ plan: SyncPlan, _ state: inout IndexCatalog.State, _ database: Database, modelID: Int64?,
        _ report: inout SyncReport, gone: inout Set<Value>?
    ) throws -> Bool {
        for rowID in plan.removed {
            guard let key = try drop(rowID, &state, database) else { continue }
            gone?.insert(key)
            report.removed += 1
        }
        let cache = modelID.map { EmbeddingCache(database: database, modelID: $0, dimension: dimension) }
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO \(layout.rows) (_row_id, _embedding, \(layout.columnList))
                SELECT :row, :embedding, * FROM (\(images(columns: layout.columnList)))
                """)
        for (rowID, content) in plan.written {
            if let key = try drop(rowID, &state, database) { gone?.insert(key) }
            var embedding: Int64?
            var reason = plan.refusedRows[rowID]
            var hasVector = true
            if case .nothing = content { hasVector = false }
            if case .text(let hash) = content {
                reason = plan.refusedTexts[hash]
                embedding = try cache?.id(of: hash)
                if embedding == nil, reason == nil { return false }
            }
            if let reason {
                try refuse(rowID, reason, plan.to, database)
            } else {
                try insertion.execute(arguments: ["row": rowID, "embedding": embedding, "version": plan.to])
                report.written += 1
                state.rows += 1
                if hasVector { state.vectors += 1 }
            }
            if database.changesCount != 1 { return false }
        }
        report.cachedTexts = plan.texts - plan.missing.count
        return true
    }

    /// - Returns: The key of the row, if it was in the index.
    private func drop(_ rowID: Int64, _ state: inout IndexCatalog.State, _ database: Database) throws -> Value? {
        try database.cachedStatement(sql: "DELETE FROM \(layout.refused) WHERE _row_id = ?").execute(arguments: [rowID])
        let find = try database.cachedStatement(
            sql: "SELECT _id, \(layout.key), \(layout.hasVector()) FROM \(layout.rows) WHERE _row_id = ?")
        guard let row = try GRDB.Row.fetchOne(find, arguments: [rowID]) else { return nil }
        let id: Int64 = row[0]
        try database.cachedStatement(sql: "DELETE FROM \(layout.rows) WHERE _id = ?").execute(arguments: [id])
        try database.cachedStatement(sql: "INSERT INTO \(layout.dropped) (_id, _epoch) VALUES (?, ?)")
            .execute(arguments: [id, state.epoch])
        state.rows -= 1
        if row[2] { state.vectors -= 1 }
        return layout.schema.column(layout.schema.primaryKey)?.type.value(row[1]) ?? .null
    }

    private func refuse(_ rowID: Int64, _ reason: String, _ version: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO \(layout.refused) (_row_id, key, reason)
                SELECT :row, * , :reason FROM (\(images(columns: layout.key)))
                """
        ).execute(arguments: ["row": rowID, "reason": reason, "version": version])
    }
}
