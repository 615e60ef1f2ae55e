import Retriever

/// What the answer is to be written from.
extension ChainRun {
    func retrieve(_ query: ChainQuery, under root: SpanHandle, record: CallRecord) async throws -> [SearchHit] {
        try await step(.retrieval, under: root, record: record.notes) { span in
            var request = chain.retrieval
            request.filter = Filter.both(Filter.both(request.filter, options.filter), query.filter)
            request.k = options.k ?? request.k
            request.mode = options.mode ?? request.mode
            span.setInputs(.string(query.text))
            span.set("retrieval.k", .integer(request.k))
            span.set("retrieval.mode", .string(request.mode.rawValue))
            if let filter = request.filter { span.set("retrieval.filter", .string(String(describing: filter))) }
            let hits = try await chain.retriever.retrieve(query.text, options: request)
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

    func pack(
        _ hits: [SearchHit], for question: String, under root: SpanHandle, record: CallRecord
    ) async throws -> PackedContext {
        try await step(.packing, under: root, record: record.notes) { span in
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
