import ModelServing
import Retriever

/// What the answer is to be written from.
extension ChainRun {
    func retrieve(
        _ query: ChainQuery, and others: [ExpandedQuery], under root: SpanHandle, notes: CallNotes
    ) async throws -> [SearchHit] {
        try await step(.retrieval, under: root, notes: notes) { span in
            var request = chain.retrieval
            request.filter = Filter.both(Filter.both(request.filter, options.filter), query.filter)
            request.k = options.k ?? request.k
            request.mode = options.mode ?? request.mode
            span.setInputs(.string(query.text))
            span.set("retrieval.k", .integer(request.k))
            span.set("retrieval.mode", .string(request.mode.rawValue))
            if let filter = request.filter { span.set("retrieval.filter", .string(String(describing: filter))) }
            let hits = try await ExpandedRetrieval(retriever: chain.retriever, options: request)
                .hits(of: query.text, and: others)
            span.setOutputs(
                .array(
                    hits.map { hit in
                        .object([
                            "id": .string(hit.id), "score": .number(hit.score), "path": .string(hit.path),
                            "start": .integer(hit.range.lowerBound), "end": .integer(hit.range.upperBound),
                        ])
                    }))
            return hits
        }
    }

    /// What the look-ups give, in their order; defaults where one fails that is not required.
    func lookUp(
        _ query: ChainQuery, under root: SpanHandle, notes: CallNotes
    ) async throws -> [LookupResult] {
        guard !chain.lookups.isEmpty else { return [] }
        return try await step(.lookup, under: root, notes: notes) { span in
            try await withThrowingTaskGroup(of: (Int, LookupResult).self) { group in
                for (position, lookup) in chain.lookups.enumerated() {
                    group.addTask { (position, try await result(of: lookup, for: query)) }
                }
                var results = chain.lookups.map { LookupResult(variables: $0.defaults) }
                for try await (position, result) in group {
                    results[position].variables.merge(result.variables) { _, found in found }
                    results[position].passages = result.passages
                }
                return results
            }
        }
    }

    private func result(of lookup: any ContextLookup, for query: ChainQuery) async throws -> LookupResult {
        let work = {
            try await Tracing.withSpan(lookup.name) { span in
                let result = try await withDeadline(
                    lookup.timeLimit,
                    timeoutError: { LookupError.timedOut(name: lookup.name, limit: lookup.timeLimit ?? .zero) }
                ) { try await lookup.lookUp(query) }
                span.setOutputs(
                    .object([
                        "variables": .object(result.variables.mapValues { .string($0.text) }),
                        "passages": .array(result.passages.map { .string($0.id) }),
                    ]))
                return result
            }
        }
        if lookup.isRequired { return try await work() }
        return try await Fallback.from(
            { ChainWarning(.lookupFailed, step: .lookup, "\(lookup.name) gives its defaults: \($0)") },
            to: LookupResult(), work)
    }

    func pack(
        _ hits: [SearchHit], for question: String, under root: SpanHandle, notes: CallNotes
    ) async throws -> PackedContext {
        try await step(.packing, under: root, notes: notes) { span in
            let context = try await chain.packer.pack(hits, for: question)
            span.set("packing.packer", .string(chain.packer.name))
            span.set("packing.tokens", .integer(context.tokens))
            span.set("packing.duplicates", .integer(context.duplicates))
            span.setOutputs(
                .array(
                    context.passages.map { passage in
                        .object([
                            "number": .integer(passage.number), "id": .string(passage.hit.id),
                            "start": .integer(passage.range.lowerBound), "end": .integer(passage.range.upperBound),
                        ])
                    }))
            return context
        }
    }
}
