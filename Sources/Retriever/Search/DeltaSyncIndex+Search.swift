import GRDB
import KeywordSearch
import ModelServing
import VectorCore

extension DeltaSyncIndex {
    /// The rows that match a question best, best first; ties in the order in which the rows came.
    ///
    /// All of it is of one commit: what is found, how it is scored, and the rows given back.
    /// - Parameter columns: The columns to read; nil for all that the index has.
    /// - Throws: ``IndexError``: `invalidOption`, `modelMissing`; ``StoreError``: `invalidFilter` for a filter on a column
    ///   that the index does not have, `unknownColumn`; what the model throws.
    public func search(
        _ query: String, options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil
    ) async throws -> [IndexHit] {
        try options.validate()
        return try await serving { generation in
            // By the model of the generation that is searched: its successor's vectors may be of another.
            let vector = options.mode == .keyword ? nil : try await generation.embed(query: query)
            return try generation.search(
                text: options.mode == .vector ? nil : query, vector: vector, options: options, columns: columns)
        }
    }

    /// As ``search(_:options:columns:)``, with a vector of one's own and no model; the mode follows from what is given.
    public func search(
        text: String?, vector: [Float]?, options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil
    ) throws -> [IndexHit] {
        try options.validate()
        return try serving { try $0.search(text: text, vector: vector, options: options, columns: columns) }
    }
}

extension IndexGeneration {
    fileprivate func embed(query: String) async throws -> [Float] {
        let model = try models.queryModel(for: entry)
        let vectors = try await model.embed([query], as: .query)
        guard vectors.rows == 1, vectors.columns == dimension else {
            throw IndexError(
                .modelFailed,
                "the model \(model.identity) gave \(vectors.rows) vectors of \(vectors.columns) components for one query"
            )
        }
        return Array(vectors[row: 0])
    }

    fileprivate func search(
        text: String?, vector: [Float]?, options: RetrievalOptions, columns: [String]?
    ) throws -> [IndexHit] {
        if text != nil, !layout.hasKeywords {
            throw IndexError(
                .invalidOption, "the index \(entry.name) has no keyword columns; search by vector alone")
        }
        var isAgain = false
        while true {
            let hits = try store.database.read { database in
                try checkColumns(in: database)
                return try IndexSearch(index: self, database: database, options: options, isAgain: isAgain)
                    .hits(text: text, vector: vector, columns: columns)
            }
            if let hits { return hits }
            // Somebody has committed: take it up, or look at it with a newer snapshot.
            try memory.catchUp()
            isAgain = true
        }
    }
}

/// One search within one database snapshot.
private struct IndexSearch {
    let index: IndexGeneration
    let database: Database
    let options: RetrievalOptions
    /// Whether somebody has committed before the search came to its end: where commits come faster than a filter's rows
    /// are found, it would be overtaken for ever.
    let isAgain: Bool

    private var layout: IndexLayout { index.layout }

    /// - Returns: nil if what is in memory is of another commit than the snapshot.
    func hits(text: String?, vector: [Float]?, columns: [String]?) throws -> [IndexHit]? {
        let filter = try filterSQL()
        let state = try IndexCatalog(database: database).state(of: index.entry)
        let question = IndexMemory.Question(
            vector: vector, words: text.flatMap { KeywordQuery($0).clause }, k: options.depth)
        guard
            let answer = try index.memory.search(
                question, epoch: state.epoch, isHoldingStill: isAgain,
                filter: { try filter.map { try allowed(by: $0, state) } })
        else { return nil }
        let (near, matching) = (candidates(answer.near), candidates(answer.matching))
        let ranked =
            text == nil ? near : vector == nil ? matching : options.fusion.fuse(vector: near, keyword: matching)
        return try HitRows(layout, columns: columns, in: database).hits(of: ranked.prefix(options.k))
    }

    private func filterSQL() throws -> FilterSQL? {
        do {
            return try options.filter?.sql(for: layout.schema)
        } catch {
            throw StoreError(error)
        }
    }

    /// The rows that a filter lets pass, for both parts of the index.
    private func allowed(by filter: FilterSQL, _ state: IndexCatalog.State) throws -> VectorFilter {
        let known = try options.filter.flatMap {
            try index.filterColumns.allowed(by: $0, rows: state.rows, epoch: state.epoch, in: database)
        }
        return try known
            ?? VectorFilter(
                allowing: try Int64.fetchAll(
                    database, sql: "SELECT _id FROM \(layout.rows) WHERE \(filter.sql) ORDER BY _id",
                    arguments: filter.arguments))
    }

    private func candidates(_ near: [Neighbor]) -> [Fusion.Candidate] {
        let isCosine = layout.definition.metric == .cosine
        return near.map { neighbor in
            let distance = Double(neighbor.distance)
            return Fusion.Candidate(id: neighbor.id, score: isCosine ? 1 - distance : -distance)
        }
    }

    private func candidates(_ matching: [KeywordHit]) -> [Fusion.Candidate] {
        matching.map { Fusion.Candidate(id: $0.id, score: Double($0.score)) }
    }
}
