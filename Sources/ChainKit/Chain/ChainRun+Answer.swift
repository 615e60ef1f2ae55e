/// The answer, while it is written.
extension ChainRun {
    /// Generation and post-processing, side by side: each piece is checked as it comes.
    func generate(
        _ input: GenerationInput, with generator: any AnswerGenerator, under root: SpanHandle, record: CallRecord
    ) async throws {
        var post: Int?
        var passes = chain.postProcessors.map { $0.begin(context: input.context) }
        do {
            try await step(.generation, under: root, notes: record.notes) { span in
                if !passes.isEmpty {
                    post = record.spans.begin(ChainStep.postProcessing.name, parent: root.position)
                    try await channel.send(.stepStarted(.postProcessing))
                }
                span.set("generation.generator", .string(generator.name))
                try await generator.generate(input) { event in
                    switch event {
                    case .text(let text): try await deliver(.text(text), through: &passes, record: record)
                    case .quotation(let text): try await deliver(.quotation(text), through: &passes, record: record)
                    case .data(let text): try await deliver(.data(text), through: &passes, record: record)
                    case .passages(let found): try await deliver(.passages(found), through: &passes, record: record)
                    case .request(let request): ChainNotes.add(request)
                    case .warning(let warning): try await warn(warning, record: record)
                    case .usage(let usage):
                        record.notes.change { $0.usage.append(usage) }
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
            case .text(let text), .quotation(let text), .data(let text):
                guard !text.isEmpty else { continue }
                try await channel.send(.text(text))
                record.text += text
            case .citation(let citation):
                record.citations.append(citation)
                try await channel.send(.citation(citation))
            case .passages: break
            case .removedCitation(let marker): record.removed.append(marker)
            case .warning(let warning): try await warn(warning, record: record)
            }
        }
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
}
