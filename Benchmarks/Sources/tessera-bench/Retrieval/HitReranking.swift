import ModelServing
import Retriever

/// Orders the first hits of a search by a reranker's scores; the others follow as they were.
struct HitReranking {
    let model: any RerankingModel
    let depth: Int

    func reordered(_ hits: [IndexHit], for query: String) async throws -> [IndexHit] {
        let first = hits.prefix(depth)
        let scores = try await model.scores(of: first.map { $0.row["whole"]?.textValue ?? "" }, for: query)
        var scored = zip(first, scores).map { hit, score in
            var hit = hit
            hit.score = Double(score)
            return hit
        }
        // Below every reranked one, in the order of the search; trec_eval sorts by score alone.
        let lowest = (scores.min() ?? 0) - 1
        for (place, hit) in hits.dropFirst(depth).enumerated() {
            var hit = hit
            hit.score = Double(lowest) - Double(place)
            scored.append(hit)
        }
        return scored
    }
}
