import Retriever

/// Searches for a question and what it was expanded to, at the same time, and fuses what is found.
struct ExpandedRetrieval {
    let retriever: any ChunkRetriever
    let options: RetrievalOptions

    /// The question's own hits as they are where there is nothing beside it; else the best of all lists, with the sum of
    /// weight / (60 + rank) as their score.
    ///
    /// - Throws: What the question's retrieval throws; another query's failure is a warning.
    func hits(of question: String, and queries: [ExpandedQuery]) async throws -> [SearchHit] {
        guard !queries.isEmpty else { return try await retriever.retrieve(question, options: options) }
        async let others = lists(of: queries)
        let own = try await retriever.retrieve(question, options: options)
        return Self.fused([(1, own)] + (try await others), k: options.k)
    }

    private func lists(of queries: [ExpandedQuery]) async throws -> [(Double, [SearchHit])] {
        try await withThrowingTaskGroup(of: (Int, [SearchHit]).self) { group in
            for (position, query) in queries.enumerated() {
                group.addTask { (position, try await list(of: query)) }
            }
            var lists = queries.map { ($0.weight, [SearchHit]()) }
            for try await (position, hits) in group { lists[position].1 = hits }
            return lists
        }
    }

    private func list(of query: ExpandedQuery) async throws -> [SearchHit] {
        try await Fallback.from(
            { ChainWarning(.expansionFailed, step: .retrieval, "an expanded query finds nothing: \($0)") }, to: []
        ) {
            var options = options
            // Who wants words alone does not want the vectors of a passage that a model made up.
            if options.mode != .keyword { options.mode = query.mode ?? options.mode }
            return try await retriever.retrieve(query.text, options: options)
        }
    }

    private static func fused(_ lists: [(Double, [SearchHit])], k: Int) -> [SearchHit] {
        var hits: [SearchHit] = []
        var ids: [String: Int64] = [:]
        let fusion = Fusion.reciprocalRank.fuse(
            lists.map { weight, list in
                Fusion.List(
                    .vector, weight: weight,
                    list.map { hit in
                        let id = ids[hit.id] ?? Int64(hits.count)
                        if ids.updateValue(id, forKey: hit.id) == nil { hits.append(hit) }
                        return Fusion.Candidate(id: id, score: hit.score)
                    })
            })
        return fusion.prefix(k).map { candidate in
            var hit = hits[Int(candidate.id)]
            hit.score = candidate.score
            return hit
        }
    }
}
