import GRDB

extension DeltaSyncIndex {
    /// Answers a query.
    ///
    /// All of an answer is of one commit: what is found, how it is scored, and the rows given back.
    /// - Parameter page: What an answer to the same query had as its next page; nil for the first one.
    /// - Throws: ``IndexError``: `invalidOption`, `invalidVector`, `invalidPage`, `expiredPage`, `modelMissing`; ``StoreError``:
    ///   `invalidFilter` for a filter on a column that the index does not have, `unknownColumn`; all of them before a model is
    ///   asked. What the model that embeds throws; and on a later page, what the reranker does.
    public func query(_ query: IndexQuery, after page: PageToken? = nil) async throws -> QueryAnswer {
        try await answer(query, after: page, isPaged: true)
    }

    /// The rows that match a question best, best first; ties in the order in which the rows came.
    ///
    /// The hits of ``query(_:after:)`` without what an answer has beside them.
    /// - Parameter columns: The columns to read; nil for all that the index has.
    /// - Throws: As ``query(_:after:)``.
    public func search(
        _ query: String, options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil
    ) async throws -> [IndexHit] {
        let query = IndexQuery(questions: [.init(text: query)], options: options, columns: columns)
        return try await answer(query, after: nil, isPaged: false).hits
    }

    /// As ``search(_:options:columns:)``, with a vector of one's own and no model; the mode follows from what is given.
    ///
    /// - Throws: ``IndexError``: `invalidOption` for options with a reranking, for which there is ``query(_:after:)``.
    public func search(
        text: String?, vector: [Float]?, options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil
    ) throws -> [IndexHit] {
        if options.reranking != nil {
            throw IndexError(.invalidOption, "a search that does not wait cannot rerank; make it a query")
        }
        var query = IndexQuery(
            questions: [.init(text: text, vector: vector)], options: options, columns: columns)
        query.mode = .hybrid
        return try serving { generation in
            let plan = try generation.plan(query, embeds: false, isPaged: false)
            return try QueryRun(plan: plan, vectors: [vector], index: generation).answer().hits
        }
    }

    private func answer(_ query: IndexQuery, after page: PageToken?, isPaged: Bool) async throws -> QueryAnswer {
        try await serving { generation in
            // By the model of the generation that is searched: its successor's vectors may be of another.
            let plan = try generation.plan(query, after: page, isPaged: isPaged)
            let start = ContinuousClock.now
            let vectors = try await plan.vectors(dimension: generation.dimension)
            let embedding = ContinuousClock.now - start
            var answer = try await QueryRun(plan: plan, vectors: vectors, index: generation).rerankedAnswer()
            if plan.model != nil {
                answer.explanation?.stages.insert(.init(name: "embed", seconds: embedding.inSeconds), at: 0)
            }
            return answer
        }
    }
}

extension DeltaSyncIndex {
    /// What both sides find for a question whose answers are known.
    func judged(_ query: IndexQuery, by judgement: JudgedQuestion) async throws -> Fusion.Judged {
        try await serving { generation in
            let plan = try generation.plan(query, isPaged: true)
            let vectors = try await plan.vectors(dimension: generation.dimension)
            return try QueryRun(plan: plan, vectors: vectors, index: generation).judged(judgement.grades)
        }
    }
}

extension IndexGeneration {
    /// - Throws: As ``QueryPlan/init(_:after:of:embeds:isPaged:)``; ``StaleGeneration`` where the columns that it knows are not those
    ///   that the index has now.
    fileprivate func plan(
        _ query: IndexQuery, after page: PageToken? = nil, embeds: Bool = true, isPaged: Bool
    ) throws -> QueryPlan {
        do {
            return try QueryPlan(query, after: page, of: self, embeds: embeds, isPaged: isPaged)
        } catch {
            // What was refused may be a column that has come meanwhile, or a token of the index's next making.
            try store.database.read { database in
                _ = try IndexCatalog(database: database).state(of: entry)
                try checkColumns(in: database)
            }
            throw error
        }
    }
}
