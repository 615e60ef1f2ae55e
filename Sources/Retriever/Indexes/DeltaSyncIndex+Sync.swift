import Foundation
import GRDB
import ModelServing
import VectorCore

extension DeltaSyncIndex {
    /// Brings the index to its table's present version.
    ///
    /// Syncs of one index wait for each other. Cancelling the task ends it before the commit, or after it before the
    /// vectors are in their final place; what was embedded so far is kept for the next sync.
    /// - Parameter progress: Called after each batch of texts, on no particular thread.
    /// - Returns: What was done; a row that the index could not take is named in it and does not hold up the others.
    /// - Throws: What the model throws, ``IndexError``, ``StoreError``, `CancellationError`. The index then stays as it
    ///   was and ``status()`` has the error.
    @discardableResult
    public func sync(progress: @Sendable (SyncProgress) -> Void = { _ in }) async throws -> SyncReport {
        try await syncs.run {
            do {
                return try await withIndexErrors { try await self.syncNow(progress) }
            } catch {
                self.note(error)
                throw error
            }
        }
    }

    private func syncNow(_ progress: @Sendable (SyncProgress) -> Void) async throws -> SyncReport {
        var embedded = 0
        while true {
            let modelID = try await store.database.write { [entry] in try EmbeddingCache.modelID(entry.model, in: $0) }
            var plan = try await store.database.read { try self.plan($0, modelID: modelID) }
            try await takeGiven(&plan, modelID: modelID)
            embedded += try await embed(&plan, modelID: modelID, progress)
            try Task.checkCancellation()
            let finished = plan
            // Another process may have synced meanwhile; then this plan is for another index, and is made anew.
            guard var report = try await store.database.write({ try self.apply(finished, $0, modelID: modelID) }) else {
                continue
            }
            report.embeddedTexts = embedded
            try vectors.catchUp(store, entry: entry, layout: layout)
            try vectors.merge()
            // A file spares the next opening the replay. Without it nothing is lost, and the commit stands.
            do { try save(always: false) } catch { note(error) }
            return report
        }
    }

    private func note(_ error: any Error) {
        // The error itself is what the caller gets; that it could not be noted as well would hide it.
        try? store.database.write { try IndexCatalog(database: $0).setLastError(String(describing: error), of: entry) }
    }

    // MARK: - Planning

    /// What one sync has to do, in terms of one version of the table.
    private struct Plan: Sendable {
        var from: IndexCatalog.State
        var to: Int64
        /// The source's numbers of the rows that are new or other, with their text's hash; nil for no text.
        var written: [(rowID: Int64, hash: Data?)] = []
        var removed: [Int64] = []
        /// Hashes that the cache lacks, each with a row that has the text, in the order of the rows.
        var missing: [(hash: Data, rowID: Int64)] = []
        /// Hashes of the vectors that rows bring themselves and the cache lacks, each with such a row.
        var given: [(hash: Data, rowID: Int64)] = []
        /// How many rows bring a vector.
        var vectors = 0
        /// Why a text has no vector.
        var refusals: [Data: String] = [:]
    }

    private func plan(_ database: Database, modelID: Int64) throws -> Plan {
        let reader = try TableReader(database, name: source.name, layout: source.layout)
        let state = try IndexCatalog(database: database).state(of: entry)
        let net = try reader.netChanges(since: state.cursor, ofCopy: layout.rows)
        var plan = Plan(from: state, to: reader.version)
        plan.removed = net.deleted
        let cache = EmbeddingCache(database: database, modelID: modelID, dimension: entry.model.dimension)
        var asked: Set<Data> = []
        for rowID in net.inserted + net.updated {
            if let vector = try vector(of: rowID, at: plan.to, database) {
                let hash = EmbeddingCache.hash(ofVector: vector)
                plan.written.append((rowID, hash))
                plan.vectors += 1
                if try asked.insert(hash).inserted && cache.id(of: hash) == nil { plan.given.append((hash, rowID)) }
                continue
            }
            guard let text = try text(of: rowID, at: plan.to, database) else {
                plan.written.append((rowID, nil))
                continue
            }
            let hash = EmbeddingCache.hash(of: text)
            plan.written.append((rowID, hash))
            if try asked.insert(hash).inserted && cache.id(of: hash) == nil { plan.missing.append((hash, rowID)) }
        }
        return plan
    }

    /// The text to embed of a row as it was at a version; nil for one that has none.
    private func text(of rowID: Int64, at version: Int64, _ database: Database) throws -> String? {
        let statement = try database.cachedStatement(
            sql: images(columns: TableLayout.quoted(definition.embeddedColumn)))
        guard
            let text = try Optional<String>.fetchOne(statement, arguments: ["row": rowID, "version": version]) ?? nil,
            text.contains(where: { !$0.isWhitespace })
        else { return nil }
        return text
    }

    /// The vector that a row brought itself as it was at a version.
    private func vector(of rowID: Int64, at version: Int64, _ database: Database) throws -> Data? {
        guard let column = definition.vectorColumn else { return nil }
        let statement = try database.cachedStatement(sql: images(columns: TableLayout.quoted(column)))
        return try Optional<Data>.fetchOne(statement, arguments: ["row": rowID, "version": version]) ?? nil
    }

    /// SQL for a row of the source as it was at a version, which it may no longer be.
    private func images(columns: String) -> String {
        """
        SELECT \(columns) FROM \(source.layout.rows) WHERE _row_id = :row AND _updated <= :version
        UNION ALL
        SELECT \(columns) FROM \(source.layout.history)
        WHERE _to > :version AND _row_id = :row AND _from <= :version LIMIT 1
        """
    }

    // MARK: - Embedding

    /// Keeps the vectors that rows bring themselves and the cache lacks.
    private func takeGiven(_ plan: inout Plan, modelID: Int64) async throws {
        var done = 0
        while done < plan.given.count {
            try Task.checkCancellation()
            let batch = Array(plan.given[done..<min(done + batchSize, plan.given.count)])
            done += batch.count
            let (version, dimension) = (plan.to, entry.model.dimension)
            let vectors = try await store.database.read { database in
                try batch.map { item in
                    try self.vector(of: item.rowID, at: version, database)
                        .flatMap { VectorBytes.decode($0, dimension: dimension) }
                }
            }
            var kept: [(hash: Data, vector: [Float])] = []
            for (item, vector) in zip(batch, vectors) {
                // Gone by a vacuum: the commit will lack it, and plan anew.
                guard let vector else { continue }
                if let reason = refusal(of: vector[...]) {
                    plan.refusals[item.hash] = reason
                } else {
                    kept.append((item.hash, vector))
                }
            }
            let good = kept
            try await store.database.write { database in
                let cache = EmbeddingCache(database: database, modelID: modelID, dimension: dimension)
                for item in good { try cache.insert(item.vector, for: item.hash) }
            }
        }
    }

    /// Embeds what the cache lacks, keeping each batch as it comes.
    ///
    /// - Returns: How many texts the model was given.
    private func embed(
        _ plan: inout Plan, modelID: Int64, _ progress: @Sendable (SyncProgress) -> Void
    ) async throws -> Int {
        let total = plan.missing.count
        let rows = plan.written.count + plan.removed.count
        progress(SyncProgress(embedded: 0, toEmbed: total, rows: rows))
        var done = 0
        while done < total {
            try Task.checkCancellation()
            let asked = plan.missing[done..<min(done + batchSize, total)]
            let version = plan.to
            // What a vacuum has removed meanwhile is left out: the commit will lack it, and plan anew.
            let found = try await store.database.read { database in
                try asked.compactMap { item in
                    try self.text(of: item.rowID, at: version, database).map { (item: item, text: $0) }
                }
            }
            let (batch, texts) = (found.map(\.item), found.map(\.text))
            done += asked.count
            if batch.isEmpty { continue }
            let vectors = try await model.embed(texts, as: .passage)
            guard vectors.rows == batch.count, vectors.columns == entry.model.dimension else {
                throw IndexError(
                    .modelFailed,
                    "the model \(entry.model) gave \(vectors.rows) vectors of \(vectors.columns) components for "
                        + "\(batch.count) texts; nothing was changed")
            }
            var good: [Int] = []
            for (index, item) in batch.enumerated() {
                if let reason = refusal(of: vectors[row: index]) {
                    plan.refusals[item.hash] = reason
                } else {
                    good.append(index)
                }
            }
            let kept = good
            try await store.database.write { [entry] database in
                let cache = EmbeddingCache(database: database, modelID: modelID, dimension: entry.model.dimension)
                for index in kept { try cache.insert(vectors[row: index], for: batch[index].hash) }
            }
            progress(SyncProgress(embedded: done, toEmbed: total, rows: rows))
        }
        return done
    }

    private func refusal(of vector: ArraySlice<Float>) -> String? {
        if let position = vector.firstIndex(where: { !$0.isFinite }) {
            return "component \(position - vector.startIndex) of its vector is \(vector[position])"
        }
        if definition.metric == .cosine, !vector.contains(where: { $0 != 0 }) { return "its vector is zero" }
        return nil
    }

    // MARK: - Applying

    /// Makes the planned version visible.
    ///
    /// - Returns: nil if the index is no longer the one that was planned for.
    private func apply(_ plan: Plan, _ database: Database, modelID: Int64) throws -> SyncReport? {
        let catalog = IndexCatalog(database: database)
        var state = try catalog.state(of: entry)
        guard state == plan.from || (state.cursor, state.epoch) == (plan.from.cursor, plan.from.epoch) else {
            return nil
        }
        // A vacuum has removed rows as they were at the planned version.
        let oldest = try TableReader(database, name: source.name, layout: source.layout).oldestVersion
        guard oldest <= plan.to else { return nil }
        var report = SyncReport(version: plan.to)
        if plan.written.isEmpty, plan.removed.isEmpty {
            state.cursor = plan.to
            try catalog.set(state, of: entry)
            return report
        }
        state.cursor = plan.to
        state.epoch += 1
        for rowID in plan.removed {
            report.removed += try drop(rowID, epoch: state.epoch, database) ? 1 : 0
        }
        let cache = EmbeddingCache(database: database, modelID: modelID, dimension: entry.model.dimension)
        for (rowID, hash) in plan.written {
            _ = try drop(rowID, epoch: state.epoch, database)
            if let hash, let reason = plan.refusals[hash] {
                try refuse(rowID, reason, plan.to, database)
                continue
            }
            let embedding = try hash.flatMap { try cache.id(of: $0) }
            if hash != nil, embedding == nil { return nil }  // the cache was emptied meanwhile
            try database.cachedStatement(
                sql: """
                    INSERT INTO \(layout.rows) (_row_id, _embedding, \(layout.columnList))
                    SELECT :row, :embedding, * FROM (\(images(columns: layout.columnList)))
                    """
            ).execute(arguments: ["row": rowID, "embedding": embedding, "version": plan.to])
            report.written += 1
        }
        report.cachedTexts = plan.written.count { $0.hash != nil } - plan.vectors - plan.missing.count
        report.refused = try refusedRows(database)
        try catalog.set(state, of: entry)
        return report
    }

    /// - Returns: Whether the row was in the index.
    private func drop(_ rowID: Int64, epoch: Int64, _ database: Database) throws -> Bool {
        try database.cachedStatement(sql: "DELETE FROM \(layout.refused) WHERE _row_id = ?").execute(arguments: [rowID])
        let find = try database.cachedStatement(sql: "SELECT _id FROM \(layout.rows) WHERE _row_id = ?")
        guard let id = try Int64.fetchOne(find, arguments: [rowID]) else { return false }
        try database.cachedStatement(sql: "DELETE FROM \(layout.rows) WHERE _id = ?").execute(arguments: [id])
        try database.cachedStatement(sql: "INSERT INTO \(layout.dropped) (_id, _epoch) VALUES (?, ?)")
            .execute(arguments: [id, epoch])
        return true
    }

    private func refuse(_ rowID: Int64, _ reason: String, _ version: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO \(layout.refused) (_row_id, key, reason)
                SELECT :row, * , :reason FROM (\(images(columns: source.layout.key)))
                """
        ).execute(arguments: ["row": rowID, "reason": reason, "version": version])
    }
}
