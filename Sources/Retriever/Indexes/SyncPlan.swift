import Foundation
import GRDB
import ModelServing
import VectorCore

/// What one sync has to do, in terms of one version of the table.
struct SyncPlan: Sendable {
    /// What a row is found by beside its keywords.
    enum Content: Sendable {
        case nothing
        /// The vector that it brings.
        case vector
        /// Its text, by the hash.
        case text(Data)
    }

    var from: IndexCatalog.State
    var to: Int64
    /// The source's numbers of the rows that are new or other.
    var written: [(rowID: Int64, content: Content)] = []
    var removed: [Int64] = []
    /// Hashes that the cache lacks, each with a row that has the text, in the order of the rows.
    var missing: [(hash: Data, rowID: Int64)] = []
    /// How many rows are found by their text.
    var texts = 0
    /// Why a text has no vector.
    var refusedTexts: [Data: String] = [:]
    /// Why a row's own vector cannot be.
    var refusedRows: [Int64: String] = [:]
}

extension IndexGeneration {
    /// Plans what brings the index to the reader's version.
    ///
    /// - Parameter modelID: The number of the model in the cache; nil where the index embeds nothing.
    func plan(_ reader: TableReader, modelID: Int64?) throws -> SyncPlan {
        let database = reader.database
        guard reader.layout.schemaVersion == source.layout.schemaVersion else { throw StaleGeneration() }
        let state = try IndexCatalog(database: database).state(of: entry)
        let net =
            try state.cursor >= reader.oldestVersion
            ? reader.netChanges(since: state.cursor) : differences(from: reader, since: state.cursor)
        var plan = SyncPlan(from: state, to: reader.version)
        plan.removed = net.deleted
        let cache = modelID.map { EmbeddingCache(database: database, modelID: $0, dimension: dimension) }
        var asked: Set<Data> = []
        for rowID in net.inserted + net.updated {
            if let vector = try vector(of: rowID, at: plan.to, database) {
                plan.written.append((rowID, .vector))
                if let reason = refusal(of: vector[...]) { plan.refusedRows[rowID] = reason }
                continue
            }
            guard let cache, let text = try text(of: rowID, at: plan.to, database) else {
                plan.written.append((rowID, .nothing))
                continue
            }
            let hash = EmbeddingCache.hash(of: text)
            plan.written.append((rowID, .text(hash)))
            plan.texts += 1
            if try asked.insert(hash).inserted && cache.id(of: hash) == nil { plan.missing.append((hash, rowID)) }
        }
        return plan
    }

    /// What the feed would have told, had a vacuum left it: the rows that were written since then are marked, and those that
    /// were deleted are missing.
    private func differences(from reader: TableReader, since cursor: Int64) throws -> NetChanges {
        var net = NetChanges()
        let rows = source.layout.rows
        net.updated = try Int64.fetchAll(
            reader.database, sql: "SELECT _row_id FROM \(rows) WHERE _updated > ? ORDER BY _row_id", arguments: [cursor]
        )
        net.deleted = try Int64.fetchAll(
            reader.database,
            sql: """
                SELECT _row_id FROM (SELECT _row_id FROM \(layout.rows) UNION SELECT _row_id FROM \(layout.refused))
                WHERE _row_id NOT IN (SELECT _row_id FROM \(rows)) ORDER BY _row_id
                """)
        return net
    }

    /// The text to embed of a row as it was at a version; nil for one that has none.
    func text(of rowID: Int64, at version: Int64, _ database: Database) throws -> String? {
        guard let column = definition.embeddedColumn else { return nil }
        let statement = try database.cachedStatement(sql: images(columns: TableLayout.quoted(column)))
        guard
            let text = try Optional<String>.fetchOne(statement, arguments: ["row": rowID, "version": version]) ?? nil,
            text.contains(where: { !$0.isWhitespace })
        else { return nil }
        return text
    }

    /// The vector that a row brought itself as it was at a version.
    private func vector(of rowID: Int64, at version: Int64, _ database: Database) throws -> [Float]? {
        guard let column = definition.vectorColumn else { return nil }
        let statement = try database.cachedStatement(sql: images(columns: TableLayout.quoted(column)))
        let bytes = try Optional<Data>.fetchOne(statement, arguments: ["row": rowID, "version": version]) ?? nil
        guard let bytes else { return nil }
        guard let vector = VectorBytes.decode(bytes, dimension: dimension) else {
            throw StoreError(.damaged, "a vector of \(source.name) cannot be read; restore the store from a copy")
        }
        return vector
    }

    /// SQL for a row of the source as it was at a version, which it may no longer be.
    func images(columns: String) -> String {
        """
        SELECT \(columns) FROM \(source.layout.rows) WHERE _row_id = :row AND _updated <= :version
        UNION ALL
        SELECT \(columns) FROM \(source.layout.history)
        WHERE _to > :version AND _row_id = :row AND _from <= :version LIMIT 1
        """
    }

    /// Why an index cannot take a vector; nil for one that it can.
    func refusal(of vector: ArraySlice<Float>) -> String? {
        if let position = vector.firstIndex(where: { !$0.isFinite }) {
            return "component \(position - vector.startIndex) of its vector is \(vector[position])"
        }
        if definition.metric == .cosine, !vector.contains(where: { $0 != 0 }) { return "its vector is zero" }
        return nil
    }
}
