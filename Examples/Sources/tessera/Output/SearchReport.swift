import Foundation
import Retriever

/// What `search` prints beside its passages; with `--json`, its keys are a contract.
struct SearchReport: Encodable {
    struct Count: Encodable {
        var value: JSONCell
        var count: Int
    }

    struct Facet: Encodable {
        var column: String
        var counts: [Count]
        /// Passages whose value is null, and those of values that are not shown.
        var missing: Int
        var other: Int
    }

    var hits: [SearchResult]
    var facets: [Facet]
    /// What `--page` takes; absent where there are no more.
    var nextPage: String?
    var warnings: [String]
    var explanation: QueryExplanation?

    init(_ answer: QueryAnswer, columns: [String]) {
        hits = answer.hits.enumerated().compactMap { place, found in
            SearchHit(found).map { hit in
                var result = SearchResult(rank: place + 1, hit: hit)
                if !columns.isEmpty {
                    result.columns = Dictionary(
                        columns.map { ($0, JSONCell(value: found.row[$0] ?? .null)) },
                        uniquingKeysWith: { first, _ in first })
                }
                return result
            }
        }
        facets = answer.facets.map { facet in
            Facet(
                column: facet.column,
                counts: facet.buckets.map { Count(value: JSONCell(value: $0.value ?? .null), count: $0.count) },
                missing: facet.missing, other: facet.other)
        }
        nextPage = answer.nextPage?.description
        warnings = answer.warnings.map(\.description)
        explanation = answer.explanation
    }

    /// For people.
    func lines(isPaged: Bool) -> [String] {
        var lines = hits.map(\.lines)
        for facet in facets {
            let counts = facet.counts.map { "\($0.value.value.description.forTerminal) \($0.count)" }
            lines.append("\(facet.column.forTerminal): " + counts.joined(separator: ", "))
        }
        if let explanation {
            let lists = explanation.lists.map { list in
                "\(list.side.rawValue) \(list.found) of \(list.depth), weight \((list.weight * 100).rounded() / 100)"
            }
            lines.append("searched: \(lists.joined(separator: "; ")); \(explanation.candidates) candidates")
            if let filter = explanation.filter {
                lines.append(
                    "filter: \(filter.allowed) allowed (\((filter.selectivity * 1_000).rounded() / 10) %), by \(filter.place.rawValue)"
                )
            }
            let stages = explanation.stages.map { "\($0.name) \(($0.seconds * 100_000).rounded() / 100) ms" }
            lines.append("time: \(stages.joined(separator: ", "))")
        }
        if isPaged { lines.append(nextPage.map { "next page: --page \($0)" } ?? "no further page") }
        return lines
    }
}
