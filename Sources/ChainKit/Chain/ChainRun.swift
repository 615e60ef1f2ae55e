import ModelServing
import Retriever

/// One call of a chain: takes the question through the steps, tells the events and completes the trace.
struct ChainRun: Sendable {
    let chain: RAGChain
    let question: String
    let options: ChainOptions
    let id: String
    let channel: EventChannel

    /// Runs to the end, whatever happens, and closes the channel.
    func perform() async {
        let record = CallRecord(tracing: chain.tracing)
        let root = record.spans.begin("rag_chain", parent: nil)
        do {
            let span = SpanHandle(collector: record.spans, position: root)
            span.set(GenAIConventions.operation, .string(GenAIConventions.invokeAgent))
            span.set("tessera.trace.id", .string(id))
            try await LiveSpan.run("rag_chain", beside: span) { try await runSteps(span, record: record) }
            record.spans.end(root, status: .ok)
            let trace = record.trace(id: id, question: question, options: options, status: .ok)
            var answer = record.answer(trace: trace)
            if let warning = await recorded(trace) {
                answer.warnings.append(warning)
                try await channel.send(.warning(warning))
            }
            try await channel.send(.finished(answer))
            channel.finish()
        } catch {
            let status = Task.isCancelled ? SpanStatus.cancelled : .failure(error)
            record.spans.end(root, status: status)
            // A call that ended well and lost its reader only at the end has been recorded already.
            guard !record.isComplete else { return channel.finish(throwing: CancellationError()) }
            let trace = record.trace(id: id, question: question, options: options, status: status)
            let warning = await recorded(trace)
            guard status != .cancelled else { return channel.finish(throwing: CancellationError()) }
            if let warning { try? await channel.send(.warning(warning)) }
            let failure = error as? StepFailure ?? StepFailure(step: .generation, underlying: error)
            channel.finish(
                throwing: ChainError(step: failure.step, underlying: failure.underlying, trace: trace))
        }
    }

    private func runSteps(_ root: SpanHandle, record: CallRecord) async throws {
        let processed = try await processQuery(root)
        let hits = try await retrieve(processed, under: root)
        try await channel.send(.retrieved(hits))
        record.foundNothing = hits.isEmpty
        var context = PackedContext.empty
        if !hits.isEmpty {
            context = try await pack(hits, for: processed, under: root)
            for warning in context.warnings { try await warn(warning, record: record) }
        }
        let generator = hits.isEmpty ? chain.whenNothingFound ?? chain.generator : chain.generator
        let input = GenerationInput(question: processed, history: options.history, context: context)
        try await generate(input, with: generator, under: root, record: record)
        record.isComplete = true
    }

    // MARK: Steps

    private func processQuery(_ root: SpanHandle) async throws -> String {
        guard !chain.queryProcessors.isEmpty else { return question }
        return try await step(.queryProcessing, under: root) { span in
            span.setInputs(.string(question))
            var result = question
            for processor in chain.queryProcessors {
                result = try await Tracing.withSpan(processor.name) { _ in
                    try await processor.process(result, history: options.history)
                }
            }
            span.setOutputs(.string(result))
            return result
        }
    }

    private func retrieve(_ query: String, under root: SpanHandle) async throws -> [SearchHit] {
        try await step(.retrieval, under: root) { span in
            var request = chain.retrieval
            request.filter = Filter.both(request.filter, options.filter)
            request.k = options.k ?? request.k
            request.mode = options.mode ?? request.mode
            span.setInputs(.string(query))
            span.set("retrieval.k", .integer(request.k))
            span.set("retrieval.mode", .string(request.mode.rawValue))
            if let filter = request.filter { span.set("retrieval.filter", .string(String(describing: filter))) }
            let hits = try await chain.retriever.retrieve(query, options: request)
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

    private func pack(
        _ hits: [SearchHit], for question: String, under root: SpanHandle
    ) async throws -> PackedContext {
        try await step(.packing, under: root) { span in
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

    /// Generation and post-processing, side by side: each piece is checked as it comes.
    private func generate(
        _ input: GenerationInput, with generator: any AnswerGenerator, under root: SpanHandle, record: CallRecord
    ) async throws {
        var post: Int?
        var passes = chain.postProcessors.map { $0.begin(context: input.context) }
        do {
            try await step(.generation, under: root) { span in
                if !passes.isEmpty {
                    post = record.spans.begin(ChainStep.postProcessing.name, parent: root.position)
                    try await channel.send(.stepStarted(.postProcessing))
                }
                span.set("generation.generator", .string(generator.name))
                try await generator.generate(input) { event in
                    switch event {
                    case .text(let text): try await deliver(.text(text), through: &passes, record: record)
                    case .quotation(let text): try await deliver(.quotation(text), through: &passes, record: record)
                    case .request(let request): record.requests.append(request)
                    case .warning(let warning): try await warn(warning, record: record)
                    case .usage(let usage):
                        record.add(usage)
                        try await channel.send(.usage(usage))
                    }
                }
                // A generator that swallowed the cancellation has not finished its answer.
                try Task.checkCancellation()
            }
            guard let post else { return }
            for position in passes.indices {
                let rest = try await postProcessing { try await passes[position].finish() }
                for piece in rest {
                    try await deliver(piece, through: &passes, from: position + 1, record: record)
                }
            }
            record.spans.change(post) { span in
                span.attributes["citations.removed"] = .integer(record.removed.count)
                span.outputs = .object([
                    "citations": .array(record.citations.map { .integer($0.number) }),
                    "removed": .array(record.removed.map { .string($0) }),
                ])
            }
            let seconds = record.spans.end(post, status: .ok)
            try await channel.send(.stepFinished(.postProcessing, seconds: seconds))
        } catch {
            if let post { record.spans.end(post, status: .failure(error)) }
            throw error
        }
    }

    /// Takes a piece through the passes from one on, and what comes out to the reader.
    private func deliver(
        _ piece: AnswerPiece, through passes: inout [any AnswerPass], from first: Int = 0, record: CallRecord
    ) async throws {
        var pieces = [piece]
        for position in passes.indices.dropFirst(first) {
            var next: [AnswerPiece] = []
            for piece in pieces {
                next += try await postProcessing { try await passes[position].process(piece) }
            }
            pieces = next
        }
        for piece in pieces {
            switch piece {
            case .text(let text), .quotation(let text):
                guard !text.isEmpty else { continue }
                try await channel.send(.text(text))
                record.text += text
            case .citation(let citation):
                record.citations.append(citation)
                try await channel.send(.citation(citation))
            case .removedCitation(let marker): record.removed.append(marker)
            case .warning(let warning): try await warn(warning, record: record)
            }
        }
    }

    // MARK: What every step shares

    private func step<Result>(
        _ step: ChainStep, under root: SpanHandle, _ body: (SpanHandle) async throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        try await channel.send(.stepStarted(step))
        let begin = ContinuousClock.now
        let result: Result
        do {
            result = try await Tracing.$current.withValue(root) {
                try await Tracing.withSpan(step.name, body)
            }
        } catch let error where error is StepFailure || error is CancellationError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw StepFailure(step: step, underlying: error)
        }
        try await channel.send(.stepFinished(step, seconds: (ContinuousClock.now - begin).inSeconds))
        return result
    }

    private func postProcessing<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StepFailure(step: .postProcessing, underlying: error)
        }
    }

    private func warn(_ warning: ChainWarning, record: CallRecord) async throws {
        record.warnings.append(warning)
        try await channel.send(.warning(warning))
    }

    /// Hands the trace to the recorder, in a task of its own that a cancelled call does not cancel.
    private func recorded(_ trace: Trace) async -> ChainWarning? {
        guard let recorder = chain.recorder else { return nil }
        let limit = chain.recordingTimeLimit
        return await FirstValue.of(
            {
                do {
                    try await recorder.record(trace)
                    return nil
                } catch {
                    return ChainWarning(.recordingFailed, step: .recording, "the trace is not recorded: \(error)")
                }
            },
            within: limit,
            else: ChainWarning(
                .recordingSlow, step: .recording,
                "the trace is not recorded yet after \(limit); recording goes on in the background"))
    }
}
