import GRDB

extension TableReader {
    /// The feed's entries of the versions after `start` up to `end`, in order, holding one row at a time.
    ///
    /// - Throws: ``StoreError``: `versionNotFound`.
    package func forEachChange(
        since start: Int64, to end: Int64?, _ body: (Change) throws -> Void
    ) throws {
        let end = end ?? version
        for asked in [start, end] where !(oldestVersion...version).contains(asked) {
            throw StoreError.versionNotFound(asked, of: name, oldest: oldestVersion, latest: version)
        }
        guard start <= end else {
            throw StoreError.versionNotFound(start, of: name, oldest: oldestVersion, latest: end)
        }
        let decoder = try RowDecoder(schema)
        let present = try database.makeStatement(
            sql: "SELECT \(decoder.columnList) FROM \(layout.rows) WHERE _row_id = ?")
        let past = try database.makeStatement(
            sql: "SELECT \(decoder.columnList) FROM \(layout.history) WHERE _id = ?")
        let timestamps = try timestamps(after: start, through: end)
        // Sorting the images themselves would copy every row; places are small.
        for place in try places(after: start, through: end) {
            let image = try GRDB.Row.fetchOne(place.isPast ? past : present, arguments: [place.image])
            guard let image, let timestamp = timestamps[place.version] else {
                throw StoreError(.damaged, "the change data feed of \(name) lacks a part of version \(place.version)")
            }
            try body(
                Change(
                    type: place.type, row: try decoder.decode(image), version: place.version,
                    timestamp: Timestamp.date(microseconds: timestamp), rowID: place.rowID))
        }
    }

    /// What has to be done to bring a copy of the table from version `start` to this one, in terms of rows as they are now:
    /// however often a row was changed in between, it counts once.
    ///
    /// - Throws: ``StoreError``: `versionNotFound`, also for a version before ``oldestVersion``.
    package func netChanges(since start: Int64) throws -> NetChanges {
        guard (oldestVersion...version).contains(start) else {
            throw StoreError.versionNotFound(start, of: name, oldest: oldestVersion, latest: version)
        }
        var net = try netWritten(since: start)
        net.deleted = try Int64.fetchAll(
            database,
            sql: """
                SELECT _row_id FROM \(layout.history) WHERE _to > ? AND _deleted = 1 AND _inserted <= ? ORDER BY _row_id
                """,
            arguments: [start, start])
        return net
    }

    /// As ``netChanges(since:)``, for a copy in this database that may be further behind than ``oldestVersion``: what it
    /// has and the table has no more was deleted, whether or not the history still tells.
    ///
    /// - Parameter rows: The copy's SQL table, with a `_row_id`.
    package func netChanges(since start: Int64, ofCopy rows: String) throws -> NetChanges {
        guard (0..<oldestVersion).contains(start) else { return try netChanges(since: start) }
        var net = try netWritten(since: start)
        net.deleted = try Int64.fetchAll(
            database,
            sql:
                "SELECT _row_id FROM \(rows) WHERE _row_id NOT IN (SELECT _row_id FROM \(layout.rows)) ORDER BY _row_id"
        )
        return net
    }

    private func netWritten(since start: Int64) throws -> NetChanges {
        let written = try GRDB.Row.fetchAll(
            database, sql: "SELECT _row_id, _inserted FROM \(layout.rows) WHERE _updated > ? ORDER BY _row_id",
            arguments: [start])
        var net = NetChanges()
        for row in written {
            let rowID: Int64 = row[0]
            let inserted: Int64 = row[1]
            if inserted > start { net.inserted.append(rowID) } else { net.updated.append(rowID) }
        }
        return net
    }

    /// Where an entry of the feed has its row.
    private struct Place {
        let version: Int64
        let type: Change.Kind
        let rowID: Int64
        let isPast: Bool
        /// The image's key in the rows or in the history.
        let image: Int64
    }

    private func places(after start: Int64, through end: Int64) throws -> [Place] {
        // Ranks: 0 delete, 1 pre-image, 2 post-image, 3 insert. Updates are sorted by row before they are by rank, so
        // that a pre-image and its post-image stand together.
        let sql = """
            SELECT _updated AS version, CASE WHEN _inserted = _updated THEN 3 ELSE 2 END AS rank, _row_id, 0, _row_id
            FROM \(layout.rows) WHERE _updated > ?1 AND _updated <= ?2
            UNION ALL
            SELECT _from, CASE WHEN _inserted = _from THEN 3 ELSE 2 END, _row_id, 1, _id
            FROM \(layout.history) WHERE _from > ?1 AND _from <= ?2
            UNION ALL
            SELECT _to, 1 - _deleted, _row_id, 1, _id
            FROM \(layout.history) WHERE _to > ?1 AND _to <= ?2
            """
        var places: [Place] = []
        let cursor = try GRDB.Row.fetchCursor(
            database,
            sql: "SELECT * FROM (\(sql)) ORDER BY version, CASE rank WHEN 0 THEN 0 WHEN 3 THEN 2 ELSE 1 END, 3, rank",
            arguments: [start, end])
        let types: [Change.Kind] = [.delete, .updatePreimage, .updatePostimage, .insert]
        while let row = try cursor.next() {
            let rank: Int = row[1]
            guard types.indices.contains(rank) else {
                throw StoreError(.damaged, "the change data feed of \(name) cannot be read")
            }
            places.append(
                Place(version: row[0], type: types[rank], rowID: row[2], isPast: row[3], image: row[4]))
        }
        return places
    }

    private func timestamps(after start: Int64, through end: Int64) throws -> [Int64: Int64] {
        var timestamps: [Int64: Int64] = [:]
        let cursor = try GRDB.Row.fetchCursor(
            database,
            sql: "SELECT version, timestamp FROM tessera_commits WHERE table_id = ? AND version > ? AND version <= ?",
            arguments: [layout.id, start, end])
        while let row = try cursor.next() { timestamps[row[0]] = row[1] }
        return timestamps
    }
}

/// The rows that differ between two versions of a table, by the store's row numbers, each once and ascending.
package struct NetChanges: Sendable, Hashable {
    package var inserted: [Int64] = []
    package var updated: [Int64] = []
    package var deleted: [Int64] = []

    package init() {}
}

extension StoreError {
    static func versionNotFound(
        _ version: Int64, of table: ObjectName, oldest: Int64, latest: Int64
    ) -> StoreError {
        let gone =
            (0..<oldest).contains(version)
            ? "a vacuum has removed version \(version)" : "version \(version) is none of them"
        var error = StoreError(
            .versionNotFound, "\(table) has the versions \(oldest) to \(latest) to read from; \(gone)")
        error.table = table
        error.expected = "\(oldest) to \(latest)"
        error.actual = String(version)
        return error
    }
}
