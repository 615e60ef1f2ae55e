/// Says how an answer came about.
struct Explainer {
    let plan: QueryPlan
    let pool: QueryPool

    func explanation(
        of page: [Arrangement.Entry], keys: [Value], arranged: Int, stages: [QueryExplanation.Stage]
    ) -> QueryExplanation {
        let weights = pool.lists.count == 1 ? [1] : plan.options.fusion.weights(of: pool.lists)
        let lists = plan.lists.indices.map { place in
            QueryExplanation.List(
                question: plan.lists[place].question, side: plan.lists[place].side == .vector ? .vector : .keyword,
                weight: weights[place], depth: plan.depth, found: pool.lists[place].candidates.count,
                vectorPlan: pool.vectorPlans[place])
        }
        return QueryExplanation(
            epoch: pool.epoch, filter: pool.filter, lists: lists, candidates: pool.found,
            aboveThreshold: pool.aboveThreshold, arranged: arranged, scores: scores(of: page, keys: keys),
            stages: stages)
    }

    private func scores(of page: [Arrangement.Entry], keys: [Value]) -> [QueryExplanation.Score] {
        let isAlone = pool.lists.count == 1
        let tables = pool.lists.enumerated().map { list, found in
            let normalised =
                isAlone ? found.candidates.map(\.score) : plan.options.fusion.parts(of: found.candidates)
            return Dictionary(
                zip(found.candidates, normalised).enumerated().map { rank, pair in
                    let part = QueryExplanation.Score.Part(
                        list: list, rank: rank + 1, score: pair.0.score, normalised: pair.1)
                    return (pair.0.id, part)
                }, uniquingKeysWith: { first, _ in first })
        }
        return zip(page, keys).map { entry, key in
            QueryExplanation.Score(
                key: key, parts: tables.compactMap { $0[entry.id] }, fused: entry.fused, reranked: entry.reranked,
                recency: entry.recency, score: entry.score)
        }
    }
}
