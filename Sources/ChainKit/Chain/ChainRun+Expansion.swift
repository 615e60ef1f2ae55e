import Retriever

extension ChainRun {
    /// What to search for beside the question: of all expanders, in their order, without what is there already.
    func expand(_ query: ChainQuery, under root: SpanHandle, notes: CallNotes) async throws -> [ExpandedQuery] {
        guard !chain.expanders.isEmpty else { return [] }
        return try await step(.expansion, under: root, notes: notes) { span in
            span.setInputs(.string(query.text))
            let all = try await withThrowingTaskGroup(of: (Int, [ExpandedQuery]).self) { group in
                for (position, expander) in chain.expanders.enumerated() {
                    group.addTask { (position, try await expanded(query, by: expander)) }
                }
                var all = chain.expanders.map { _ in [ExpandedQuery]() }
                for try await (position, queries) in group { all[position] = queries }
                return all.flatMap { $0 }
            }
            let queries = distinct(all, beside: query.text)
            span.setOutputs(.array(queries.map { .object(["text": .string($0.text), "weight": .number($0.weight)]) }))
            return queries
        }
    }

    private func expanded(_ query: ChainQuery, by expander: any QueryExpander) async throws -> [ExpandedQuery] {
        try await Fallback.from(
            {
                ChainWarning(.expansionFailed, step: .expansion, "\(expander.name) adds nothing to the question: \($0)")
            },
            to: []
        ) {
            try await Tracing.withSpan(expander.name) { _ in try await expander.expand(query) }
        }
    }

    private func distinct(_ queries: [ExpandedQuery], beside question: String) -> [ExpandedQuery] {
        func key(_ text: String) -> String { WhiteSpaceNormalizer().normalized(text).lowercased() }
        var seen: Set = ["", key(question)]
        let distinct = queries.filter { query in
            query.weight > 0 && query.weight.isFinite && seen.insert(key(query.text)).inserted
        }
        return Array(distinct.prefix(max(0, chain.maximumQueries - 1)))
    }
}
