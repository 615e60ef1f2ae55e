import ModelServing
import Retriever

/// Orders the first hits of a search by a reranker's scores, equal ones as they were; the others follow as they were.
struct HitReranking {
    let model: any RerankingModel
    let depth: Int

    func reordered(_ hits: [IndexHit], for query: String) async throws -> [IndexHit] {
        let first = hits.prefix(depth)
        let scores = try await model.scores(of: first.map { $0.row["whole"]?.textValue ?? "" }, for: query)
        let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        // Metrics know no order among equal scores: each is made the least bit lower than the one before.
        var last = Float.infinity
        var scored = zip(order.map { first[$0] }, order.map { scores[$0] }).map { hit, score in
            var hit = hit
            last = min(score, last.nextDown)
            hit.score = Double(last)
            return hit
        }
        // Below every reranked one, in the order of the search; trec_eval sorts by score alone.
        let lowest = min(last, 0) - 1
        for (place, hit) in hits.dropFirst(depth).enumerated() {
            var hit = hit
            hit.score = Double(lowest) - Double(place)
            scored.append(hit)
        }
        return scored
    }
}
