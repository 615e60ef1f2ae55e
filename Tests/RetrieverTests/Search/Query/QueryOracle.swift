import Foundation
import Retriever

/// What an answer must be, by the slowest way: from the rows, and from searches of one list each.
struct QueryOracle {
    let fixture: QueryFixture

    struct Hit {
        var key: Int64
        var score: Double
    }

    private func row(_ key: Int64) -> Row { fixture.rows[key] ?? Row() }

    /// All hits of a query, not a page of them, in their order.
    func hits(_ query: IndexQuery, at now: Date) throws -> (hits: [Hit], facets: [FacetResult]) {
        let options = query.options
        let passing = fixture.rows.values.filter { options.filter?.matches($0) ?? true }
        if query.questions.isEmpty {
            let keys = passing.compactMap { $0["id"]?.integerValue }.sorted()
            let hits = sorted(keys.map { Hit(key: $0, score: 0) }, query.sort)
            return (hits, query.facets.map { facet($0, passing) })
        }
        var hits = try fused(query)
        if let threshold = options.scoreThreshold { hits = hits.filter { $0.score >= threshold } }
        let facets = query.facets.map { facet($0, hits.map { row($0.key) }) }
        if let reranking = options.reranking {
            hits = Array(hits.prefix(reranking.depth))
            let passages = hits.map { hit in
                let texts = (reranking.columns ?? ["text"]).compactMap { row(hit.key)[$0]?.textValue }
                return String(
                    texts.filter { !$0.isEmpty }.joined(separator: "\n").prefix(reranking.maximumCharacters))
            }
            let question = query.questions.compactMap(\.text).first ?? ""
            let scores = try (reranking.model as? ByteReranker)?.body(passages, question) ?? []
            for place in hits.indices { hits[place].score = Double(scores[place]) }
            hits = stable(hits)
        }
        if let decay = options.timeDecay {
            let scores = stretched(hits.map(\.score))
            for place in hits.indices {
                let moment: Date? =
                    switch row(hits[place].key)[decay.column] ?? .null {
                    case .timestamp(let date): date
                    case .date(let day): day.start
                    default: nil
                    }
                let age = moment.map { max(0, now.timeIntervalSince($0)) } ?? .infinity
                let recency = pow(0.5, age / Double(decay.halfLife.components.seconds))
                hits[place].score = (1 - decay.weight) * scores[place] + decay.weight * recency
            }
            hits = stable(hits)
        }
        if let diversity = options.diversity {
            hits = diversified(Array(hits.prefix(diversity.depth)), diversity.lambda)
        }
        if let grouping = options.grouping {
            var kept: [Hit] = []
            for hit in hits {
                let group = grouping.columns.map { row(hit.key)[$0] ?? .null }
                let others = kept.filter { other in grouping.columns.map { row(other.key)[$0] ?? .null } == group }
                if group.contains(.null) || others.count < grouping.limit { kept.append(hit) }
            }
            hits = kept
        }
        return (sorted(hits, query.sort), facets)
    }

    private func fused(_ query: IndexQuery) throws -> [Hit] {
        let depth = query.options.candidates ?? 100
        var sums: [Int64: Double] = [:]
        var lists: [(weight: Double, isVector: Bool, hits: [IndexHit])] = []
        for question in query.questions {
            let single = RetrievalOptions(k: depth, filter: query.options.filter)
            if query.options.mode != .keyword, let vector = question.vector {
                lists.append((question.weight, true, try fixture.index.search(vector: vector, options: single)))
            }
            if query.options.mode != .vector, let text = question.text {
                lists.append(
                    (question.weight, false, try fixture.index.search(text: text, vector: nil, options: single)))
            }
        }
        if lists.count == 1 { return lists[0].hits.map { Hit(key: $0.key.integerValue ?? -1, score: $0.score) } }
        for list in lists {
            let same = lists.filter { $0.isVector == list.isVector }.map(\.weight).reduce(0, +)
            let isOneSided = lists.allSatisfy { $0.isVector == list.isVector }
            let scores = stretched(list.hits.map(\.score))
            for (place, hit) in list.hits.enumerated() {
                guard let key = hit.key.integerValue else { continue }
                switch query.options.fusion {
                case .convex(let vectors):
                    let side = isOneSided ? 1 : list.isVector ? vectors : 1 - vectors
                    sums[key, default: 0] += side * list.weight / same * scores[place]
                case .reciprocalRank(let k): sums[key, default: 0] += list.weight / (k + Double(place + 1))
                }
            }
        }
        // Keys are inserted in order, so that they come as the index's ids do.
        return stable(sums.sorted { $0.key < $1.key }.map { Hit(key: $0.key, score: $0.value) })
    }

    private func stretched(_ scores: [Double]) -> [Double] {
        let (low, high) = (scores.min() ?? 0, scores.max() ?? 0)
        return scores.map { high > low ? ($0 - low) / (high - low) : 1 }
    }

    private func stable(_ hits: [Hit]) -> [Hit] {
        hits.enumerated().sorted {
            $0.element.score != $1.element.score ? $0.element.score > $1.element.score : $0.offset < $1.offset
        }
        .map(\.element)
    }

    private func diversified(_ hits: [Hit], _ lambda: Double) -> [Hit] {
        let relevance = stretched(hits.map(\.score))
        var taken: [Hit] = []
        var rest = Array(hits.indices)
        while !rest.isEmpty {
            let scores = rest.map { place -> Double in
                let vector = row(hits[place].key)["vector"]?.vectorValue
                let likeness = taken.compactMap { other -> Double? in
                    guard let vector, let other = row(other.key)["vector"]?.vectorValue else { return nil }
                    return VectorRows.cosine(vector, other)
                }
                return lambda * relevance[place] - (1 - lambda) * max(0, likeness.max() ?? 0)
            }
            let best = scores.indices.max { scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 > $1 } ?? 0
            taken.append(Hit(key: hits[rest[best]].key, score: scores[best]))
            rest.remove(at: best)
        }
        return taken
    }

    private func sorted(_ hits: [Hit], _ orders: [RowOrder]) -> [Hit] {
        hits.enumerated().sorted { left, right in
            for order in orders {
                let (a, b) = (
                    row(left.element.key)[order.column] ?? .null, row(right.element.key)[order.column] ?? .null
                )
                if a == b { continue }
                if order.isDescending { return b == .null || (a != .null && isLess(b, a)) }
                return a == .null || (b != .null && isLess(a, b))
            }
            return left.offset < right.offset
        }.map(\.element)
    }

    private func isLess(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): a < b
        case (.real(let a), .real(let b)): a < b
        case (.text(let a), .text(let b)): Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
        case (.timestamp(let a), .timestamp(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.boolean(let a), .boolean(let b)): !a && b
        default: false
        }
    }

    private func facet(_ facet: Facet, _ rows: [Row]) -> FacetResult {
        let values = rows.map { row -> [Value]? in
            switch row[facet.column] ?? .null {
            case .null: nil
            case .array(let elements): Array(Set(elements))
            case let value: [value]
            }
        }
        let all = values.compactMap(\.self).flatMap(\.self)
        var result = FacetResult(column: facet.column, rows: rows.count, missing: values.filter { $0 == nil }.count)
        switch facet {
        case .top(_, let limit):
            let counts = Set(all).map { value in (value, all.filter { $0 == value }.count) }
                .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : isLess($0.0, $1.0) }
            result.buckets = counts.prefix(limit).map { .init(value: $0.0, count: $0.1) }
            result.other = counts.dropFirst(limit).map(\.1).reduce(0, +)
        case .ranges(_, let ranges):
            func holds(_ range: FacetRange, _ value: Value) -> Bool {
                !(range.lower.map { isLess(value, $0) } ?? false) && range.upper.map { isLess(value, $0) } ?? true
            }
            result.buckets = ranges.map { range in
                .init(range: range, count: all.filter { holds(range, $0) }.count)
            }
            result.other = all.filter { value in !ranges.contains { holds($0, value) } }.count
        }
        return result
    }
}
