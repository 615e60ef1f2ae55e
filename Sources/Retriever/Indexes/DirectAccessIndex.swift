import GRDB
public import ModelServing
public import VectorCore

/// An index that is written to directly: rows with vectors go in and out by its own calls, and are found at once.
///
/// Its rows are a table that belongs to it, `NAME_rows`, and each write changes table and index in one commit. So it is as
/// safe as they are: what was acknowledged is there after a crash, and what was deleted is not.
///
///     let index = try store.createDirectAccessIndex(
///         "faces", schema: TableSchema(columns: [.text("id"), .vector("face", dimension: 128)], primaryKey: "id"),
///         definition: IndexDefinition(vectorColumn: "face"))
///     try await index.upsert([["id": "ada", "face": .vector(face)]])
///     let hits = try index.search(text: nil, vector: other)
///     try await index.delete(keys: ["ada"])
public final class DirectAccessIndex: Sendable {
    private let index: DeltaSyncIndex

    fileprivate init(_ index: DeltaSyncIndex) { self.index = index }

    public var name: ObjectName { index.name }
    public var definition: IndexDefinition { index.definition }
    /// The table of its rows; to be read as any other.
    public var rows: Table { index.source }

    // MARK: - Writing

    /// Adds the rows whose keys are new and replaces the others.
    ///
    /// - Throws: ``StoreError`` as ``Table/merge(_:)``; ``IndexError``: `invalidVector` for a zero vector under the cosine
    ///   metric, with its key. Nothing was changed then.
    @discardableResult
    public func upsert(_ rows: [Row]) async throws -> WriteSummary {
        try check(rows)
        return try await write { try $0.merge(rows, into: $1) }
    }

    /// Removes the rows of these keys; keys that are not there are passed over.
    @discardableResult
    public func delete(keys: [some ValueConvertible]) async throws -> WriteSummary {
        try await write { try $0.delete(keys: keys, from: $1) }
    }

    /// Removes the rows that a filter lets pass.
    @discardableResult
    public func delete(where filter: Filter) async throws -> WriteSummary {
        try await write { try $0.delete(where: filter, from: $1) }
    }

    private func check(_ rows: [Row]) throws {
        guard definition.metric == .cosine, let column = definition.vectorColumn else { return }
        for row in rows {
            if case .vector(let vector)? = row[column], !vector.contains(where: { $0 != 0 }) {
                throw IndexError(
                    .invalidVector,
                    "the vector of the row \(row[self.rows.schema.primaryKey] ?? .null) is zero, and has no direction "
                        + "to compare under the cosine metric; leave the row out, or take another metric")
            }
        }
    }

    /// Changes the rows and brings the index to them in one commit.
    private func write(
        _ change: @escaping @Sendable (WriteTransaction, Table) throws -> WriteSummary
    ) async throws -> WriteSummary {
        try await index.syncs.run {
            try self.index.serving { generation in
                let summary = try self.index.store.write { transaction in
                    let table = generation.source
                    let before = try transaction.reader(table)
                    let summary = try change(transaction, table)
                    // The version that the commit will make.
                    let state = Catalog.State(
                        version: before.version + (summary.isChange ? 1 : 0), oldest: before.oldestVersion,
                        schemaVersion: before.layout.schemaVersion)
                    let reader = TableReader(
                        transaction.database, name: table.name, layout: before.layout, state: state)
                    let plan = try generation.plan(reader, modelID: nil)
                    guard try generation.apply(plan, transaction, modelID: nil, writeback: nil) != nil else {
                        throw StoreError(
                            .damaged, "the rows of \(table.name) cannot be read; restore the store from a copy")
                    }
                    return summary
                }
                try generation.settle()
                return summary
            }
        }
    }

    // MARK: - Reading

    /// Rows in the order of their keys, a page at a time.
    ///
    /// - Parameters:
    ///   - key: The last key of the page before; nil for the first page.
    ///   - limit: How many rows at most; at least 1.
    ///   - columns: The columns to read; nil for all.
    public func scan(
        after key: Value? = nil, limit: Int = 1_000, columns: [String]? = nil
    ) throws(StoreError) -> [Row] {
        precondition(limit >= 1, "a page has at least one row, not \(limit)")
        let column = rows.schema.primaryKey
        return try rows.rows(
            where: key.map { .comparison(column: ColumnPath(column), .greater, $0) }, orderedBy: [.ascending(column)],
            limit: limit,
            columns: columns)
    }

    /// As ``DeltaSyncIndex/query(_:after:)``; texts by the query model.
    public func query(_ query: IndexQuery, after page: PageToken? = nil) async throws -> QueryAnswer {
        try await index.query(query, after: page)
    }

    /// As ``DeltaSyncIndex/tuneFusion(by:options:)``.
    public func tuneFusion(
        by judged: [JudgedQuestion], options: RetrievalOptions = RetrievalOptions()
    ) async throws -> FusionTuning {
        try await index.tuneFusion(by: judged, options: options)
    }

    /// As ``DeltaSyncIndex/search(_:options:columns:)``; with the query model.
    public func search(
        _ query: String, options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil
    ) async throws -> [IndexHit] {
        try await index.search(query, options: options, columns: columns)
    }

    /// As ``DeltaSyncIndex/search(text:vector:options:columns:)``.
    public func search(
        text: String? = nil, vector: [Float]?, options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil
    ) throws -> [IndexHit] {
        try index.search(text: text, vector: vector, options: options, columns: columns)
    }

    public func status() throws -> IndexStatus { try index.status() }

    /// As ``DeltaSyncIndex/checkpoint()``.
    public func checkpoint() throws { try index.checkpoint() }

    /// As ``DeltaSyncIndex/rebuild(definition:model:queryModel:progress:)``: with another kind of vector index or other
    /// columns.
    public func rebuild(definition: IndexDefinition) async throws {
        try await index.rebuild(definition: definition)
    }

    /// As ``DeltaSyncIndex/tune(for:queries:sample:)``.
    @discardableResult
    public func tune(
        for goal: TuningGoal = TuningGoal(), queries: Matrix? = nil, sample: Int = 50_000
    ) async throws -> TuningReport {
        try await index.tune(for: goal, queries: queries, sample: sample)
    }
}

extension Store {
    /// Makes an index that is written to directly.
    ///
    /// - Parameters:
    ///   - schema: Of its rows: a key, the definition's vector column, and whatever else there is to be found and read.
    ///   - queryModel: Embeds queries into the space of the vectors; nil for searches by vector and keyword alone.
    /// - Throws: ``IndexError``: `indexExists`, `invalidDefinition`; ``StoreError``: `invalidSchema`, `tableExists`.
    public func createDirectAccessIndex(
        _ name: ObjectName, schema: TableSchema, definition: IndexDefinition, queryModel: (any EmbeddingModel)? = nil
    ) throws -> DirectAccessIndex {
        try createDirectAccessIndex(
            name, schema: schema, definition: definition, queryModel: queryModel, limits: IndexLimits())
    }

    package func createDirectAccessIndex(
        _ name: ObjectName, schema: TableSchema, definition: IndexDefinition, queryModel: (any EmbeddingModel)? = nil,
        limits: IndexLimits
    ) throws -> DirectAccessIndex {
        if let column = definition.embeddedColumn {
            throw IndexError(
                .invalidDefinition,
                "an index of direct access is given its vectors, and does not embed \"\(column)\"; make a table and an "
                    + "index over it")
        }
        var definition = definition
        definition.ownsSource = true
        let models = IndexModels(passages: nil, queries: queryModel)
        let rows = try Self.rowsName(of: name)
        let (entry, table) = try write { transaction in
            // First, since it tells better what is wrong than a table that exists.
            if try IndexCatalog(database: transaction.database).entry(name) != nil {
                throw IndexError(
                    .indexExists, "there is an index \(name) already; open it, drop it or take another name")
            }
            let table = try transaction.createTable(rows, schema: schema)
            try AuditLog(database: transaction.database, principal: principal).append(.create, .index, name)
            return (try transaction.createIndex(name, over: table, definition: definition, models: models), table)
        }
        return DirectAccessIndex(
            DeltaSyncIndex(
                try IndexGeneration(store: self, entry: entry, source: table, models: models, limits: limits)))
    }

    /// Opens an index that is written to directly.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`, `modelMismatch`, `sourceMissing`; `wrongKind` for one that follows a table
    ///   of its own.
    public func directAccessIndex(
        _ name: ObjectName, queryModel: (any EmbeddingModel)? = nil
    ) throws -> DirectAccessIndex {
        try directAccessIndex(name, queryModel: queryModel, limits: IndexLimits())
    }

    package func directAccessIndex(
        _ name: ObjectName, queryModel: (any EmbeddingModel)? = nil, limits: IndexLimits
    ) throws -> DirectAccessIndex {
        let entry = try entry(name)
        guard entry.definition.ownsSource else {
            throw IndexError(.wrongKind, "the index \(name) follows the table \(entry.source); write to that")
        }
        return DirectAccessIndex(
            try open(entry, models: IndexModels(passages: nil, queries: queryModel), limits: limits))
    }

    private static func rowsName(of index: ObjectName) throws -> ObjectName {
        do {
            return try ObjectName(parsing: index.description + "_rows")
        } catch {
            throw StoreError(error)
        }
    }
}
