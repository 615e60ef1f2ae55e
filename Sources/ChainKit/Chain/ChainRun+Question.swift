/// What becomes of a question before anything is searched.
extension ChainRun {
    func processQuery(_ root: SpanHandle, record: CallRecord) async throws -> ChainQuery {
        let asked = ChainQuery(question, history: options.history, requester: options.requester)
        guard !chain.queryProcessors.isEmpty else { return asked }
        return try await step(.queryProcessing, under: root, notes: record.notes) { span in
            // Set at the end: what a guardrail masks must not stand in the trace.
            defer { span.setInputs(.string(record.question)) }
            var query = asked
            for processor in chain.queryProcessors where query.block == nil {
                let processed = try await Tracing.withSpan(processor.name) { [query] _ in
                    try await processor.process(query)
                }
                query = processed
                record.question = query.recorded
            }
            if let block = query.block {
                span.set("guardrail.blocked_by", .string(block.guardrail))
            } else {
                span.setOutputs(.string(query.text))
            }
            if let filter = query.filter { span.set("query.filter", .string(String(describing: filter))) }
            return query
        }
    }

    /// The run of the chain that the route has made of this one.
    func routed(_ query: ChainQuery, under root: SpanHandle, record: CallRecord) async throws -> ChainRun {
        guard let router = chain.router, !chain.routes.isEmpty else { return self }
        return try await step(.routing, under: root, notes: record.notes) { span in
            span.setInputs(.string(query.text))
            let name = try await Fallback.from(
                { ChainWarning(.routingFailed, step: .routing, "the question takes the usual way: \($0)") }, to: nil
            ) {
                try await Tracing.withSpan(router.name) { _ in try await router.route(query, among: chain.routes) }
            }
            span.setOutputs(name.map { .string($0) } ?? .null)
            guard let name else { return self }
            guard let route = chain.routes.first(where: { $0.name == name }) else {
                ChainNotes.add(
                    ChainWarning(
                        .unknownRoute, step: .routing,
                        "there is no route \(name.prefix(100)); the question takes the usual way"))
                return self
            }
            var run = self
            route.apply(&run.chain)
            (run.chain.recorder, run.chain.recordingTimeLimit) = (chain.recorder, chain.recordingTimeLimit)
            return run
        }
    }
}
