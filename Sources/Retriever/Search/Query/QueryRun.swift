import Foundation
import ModelServing

/// Answers a planned query, all of one commit: what is found, how it is scored, and the rows given back.
struct QueryRun {
    let plan: QueryPlan
    /// One for each question; nil where it is not searched for by vector.
    let vectors: [[Float]?]
    let index: IndexGeneration

    /// Without waiting for anything: of a plan that reranks nothing.
    func answer() throws -> QueryAnswer {
        try searching { pool, moment in
            try finish(pool, reranked: nil) { try rows(at: moment).hits(of: $0) }
        }
    }

    /// Has the candidates judged, from whose rows the answer is taken: the model may take seconds, for which no snapshot is held.
    func rerankedAnswer() async throws -> QueryAnswer {
        guard let reranking = plan.options.reranking, let question = plan.judgedBy else { return try answer() }
        var (pool, hits) = try searching { pool, moment in
            (pool, try rows(at: moment).hits(of: pool.ranked))
        }
        let byID = Dictionary(zip(pool.ranked.map(\.id), hits), uniquingKeysWith: { first, _ in first })
        func chosen(_ candidates: [Fusion.Candidate]) -> [IndexHit] {
            candidates.compactMap { candidate in
                var hit = byID[candidate.id]
                hit?.score = candidate.score
                return hit
            }
        }
        let start = ContinuousClock.now
        do {
            let passages = pool.ranked.map { candidate in
                reranking.passage(of: plan.passageColumns.map { pool.values[candidate.id, $0] })
            }
            let scores = passages.isEmpty ? [] : try await reranking.scores(of: passages, for: question)
            pool.clock.add("rerank", since: start)
            return try finish(pool, reranked: scores, chosen)
        } catch let error where !(error is CancellationError) && !Task.isCancelled {
            // The page before is in the model's order.
            if plan.page != nil { throw error }
            pool.clock.add("rerank", since: start)
            pool.warnings.append(
                QueryWarning(
                    .rerankingFailed,
                    "the reranker \(reranking.model.name) failed, and the order is that before it: \(error)"))
            return try finish(pool, reranked: nil, chosen)
        }
    }

    /// What the lists bring, beside the grades of the rows of these keys.
    func judged(_ grades: [Value: Double]) throws -> Fusion.Judged {
        try searching { pool, moment in
            // A key of another type than the rows' would be an answer that is never found.
            for key in grades.keys { _ = try index.source.layout.stored(key: key, of: index.source.name) }
            let name = index.layout.schema.primaryKey
            let keys = try HitRows(index, columns: [name], at: moment).values(of: pool.ranked)
            var byID: [Int64: Double] = [:]
            for candidate in pool.ranked { byID[candidate.id] = max(0, grades[keys[candidate.id, name]] ?? 0) }
            return Fusion.Judged(
                lists: pool.lists, grades: byID, ideal: grades.values.filter { $0 > 0 }.sorted(by: >))
        }
    }

    private func rows(at moment: IndexMoment) -> HitRows {
        HitRows(index, columns: plan.query.columns, at: moment)
    }

    /// In memory alone where nobody has committed since the last look; else, and where memory is not enough, within a snapshot.
    private func searching<T>(_ body: (QueryPool, IndexMoment) throws -> T) throws -> T {
        if let moment = index.unchanged {
            do {
                if let result = try pool(at: moment).map({ try body($0, moment) }) { return result }
            } catch is NeedsSnapshot {}
        }
        var isAgain = false
        while true {
            let result = try index.looking { moment in
                try pool(at: moment, isAgain: isAgain).map { try body($0, moment) }
            }
            if let result { return result }
            // Somebody has committed: take it up, or look at it with a newer snapshot.
            try index.memory.catchUp()
            isAgain = true
        }
    }

    private func pool(at moment: IndexMoment, isAgain: Bool = false) throws -> QueryPool? {
        try plan.lists.isEmpty
            ? RowListing(plan: plan, index: index, moment: moment).pool()
            : CandidateSearch(plan: plan, vectors: vectors, index: index, moment: moment, isAgain: isAgain).pool()
    }

    private func finish(
        _ pool: QueryPool, reranked: [Double]?, _ rows: ([Fusion.Candidate]) throws -> [IndexHit]
    ) throws -> QueryAnswer {
        var clock = pool.clock
        let all = clock.measure("arrange") { Arrangement(plan: plan).arranged(pool, reranked: reranked) }
        let rest = all.dropFirst(plan.position - pool.offset)
        let page = Array(rest.prefix(plan.options.k))
        let hits = try clock.measure("rows") { try rows(page.map { Fusion.Candidate(id: $0.id, score: $0.score) }) }
        var answer = QueryAnswer(hits: hits, facets: pool.facets, nextPage: nil, warnings: pool.warnings)
        if plan.isPaged, rest.count > page.count {
            answer.nextPage = try nextPage(after: pool, isReranked: reranked != nil)
        }
        if plan.query.explains {
            answer.explanation = Explainer(plan: plan, pool: pool)
                .explanation(of: page, keys: hits.map(\.key), arranged: all.count, stages: clock.stages)
        }
        return answer
    }

    private func nextPage(after pool: QueryPool, isReranked: Bool) throws -> PageToken? {
        guard let uuid = UUID(uuidString: index.entry.uuid) else { return nil }
        return PageToken(
            index: uuid, epoch: pool.epoch, digest: try plan.query.digest(),
            position: plan.position + plan.options.k, moment: plan.moment, isReranked: isReranked)
    }
}
