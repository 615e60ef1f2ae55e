import ModelServing
import Retriever

/// One call of a chain: takes the question through the steps, tells the events and completes the trace.
///
/// The steps themselves are in the extensions, in the order in which they run: `+Question`, `+Retrieval`, `+Answer`.
struct ChainRun: Sendable {
    /// A route may change it for the steps that come after.
    var chain: RAGChain
    let question: String
    let options: ChainOptions
    let id: String
    let channel: EventChannel

    /// Runs to the end, whatever happens, and closes the channel.
    func perform() async {
        let record = CallRecord(question: question, tracing: chain.tracing)
        let root = record.spans.begin("rag_chain", parent: nil)
        do {
            let span = SpanHandle(collector: record.spans, position: root)
            span.set(GenAIConventions.operation, .string(GenAIConventions.invokeAgent))
            span.set("tessera.trace.id", .string(id))
            try await LiveSpan.run("rag_chain", beside: span) { try await runSteps(span, record: record) }
            record.spans.end(root, status: .ok)
            let trace = record.trace(id: id, options: options, status: .ok)
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
            let trace = record.trace(id: id, options: options, status: status)
            let warning = await recorded(trace)
            guard status != .cancelled else { return channel.finish(throwing: CancellationError()) }
            if let warning { try? await channel.send(.warning(warning)) }
            let failure = error as? StepFailure ?? StepFailure(step: .generation, underlying: error)
            channel.finish(
                throwing: ChainError(step: failure.step, underlying: failure.underlying, trace: trace))
        }
    }

    private func runSteps(_ root: SpanHandle, record: CallRecord) async throws {
        let query = try await processQuery(root, record: record)
        if let block = query.block {
            let input = GenerationInput(question: query.text, context: .empty)
            try await generate(input, with: FixedAnswer(block.answer), under: root, record: record)
        } else {
            let run = try await routed(query, under: root, record: record)
            try await run.answer(query, under: root, record: record)
        }
        record.isComplete = true
    }

    private func answer(_ query: ChainQuery, under root: SpanHandle, record: CallRecord) async throws {
        let notes = record.notes
        async let lookups = lookUp(query, under: root, notes: notes)
        let others = try await expand(query, under: root, notes: notes)
        let found = try await retrieve(query, and: others, under: root, notes: notes)
        try await channel.send(.retrieved(found))
        let results = try await lookups
        let hits = results.flatMap(\.passages) + found
        record.foundNothing = hits.isEmpty
        var context = PackedContext.empty
        if !hits.isEmpty {
            context = try await pack(hits, for: query.text, under: root, notes: record.notes)
            for warning in context.warnings { try await warn(warning, record: record) }
        }
        let variables = results.reduce(query.variables) { $0.merging($1.variables) { _, later in later } }
        let input = GenerationInput(
            question: query.text, history: query.history, context: context,
            filter: Filter.both(chain.retrieval.filter, options.filter), variables: variables)
        let generator = hits.isEmpty ? chain.whenNothingFound ?? chain.generator : chain.generator
        try await generate(input, with: generator, under: root, record: record)
    }

    // MARK: What every step shares

    /// Runs a step within its span, and tells its notes before its end.
    func step<Result>(
        _ step: ChainStep, under root: SpanHandle, notes record: CallNotes, _ body: (SpanHandle) async throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        try await channel.send(.stepStarted(step))
        let begin = ContinuousClock.now
        let notes = CallNotes()
        let result: Result
        do {
            defer { record.add(notes.content) }
            result = try await ChainNotes.$current.withValue(notes) {
                try await Tracing.$current.withValue(root) {
                    try await Tracing.withSpan(step.name, body)
                }
            }
        } catch let error where error is StepFailure || error is CancellationError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw StepFailure(step: step, underlying: error)
        }
        for usage in notes.content.usage { try await channel.send(.usage(usage)) }
        for warning in notes.content.warnings { try await channel.send(.warning(warning)) }
        try await channel.send(.stepFinished(step, seconds: (ContinuousClock.now - begin).inSeconds))
        return result
    }

    func warn(_ warning: ChainWarning, record: CallRecord) async throws {
        record.notes.change { $0.warnings.append(warning) }
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
