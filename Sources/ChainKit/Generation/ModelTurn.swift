import ModelServing

/// One request to a model within a generator: its text is emitted as it comes, and what it costs is told.
struct ModelTurn {
    let model: any LanguageModel
    /// `name@version`.
    let prompt: String
    /// Whether text is part of the answer as it stands.
    var emitsText = true

    /// - Throws: ``ModelError``, also where the stream ends without its response.
    func run(
        _ request: GenerationRequest, emit: (GeneratorEvent) async throws -> Void
    ) async throws -> GenerationResponse {
        try await emit(.request(ModelRequest(model: model.name, request: request, prompt: prompt)))
        let response = try await Tracing.withSpan("chat \(model.name)") { span in
            span.record(request, model: model.name)
            let response = try await stream(request, emit: emit)
            span.record(response)
            return response
        }
        if let usage = response.usage { try await emit(.usage(usage)) }
        if response.finishReason == .length {
            try await emit(
                .warning(
                    ChainWarning(
                        .answerCut, step: .generation,
                        "\(model.name) stopped at its token limit "
                            + "(\(request.maximumTokens.map(String.init) ?? "its own"))")))
        }
        return response
    }

    private func stream(
        _ request: GenerationRequest, emit: (GeneratorEvent) async throws -> Void
    ) async throws -> GenerationResponse {
        var hasText = false
        for try await event in model.stream(request) {
            switch event {
            case .text(let piece):
                hasText = hasText || !piece.isEmpty
                if emitsText { try await emit(.text(piece)) }
            case .toolCall:
                // It is in the response again.
                break
            case .finished(let response):
                // A model that cannot stream gives its text at the end alone.
                if emitsText, !hasText, !response.text.isEmpty { try await emit(.text(response.text)) }
                return response
            }
        }
        try Task.checkCancellation()
        throw ModelError(.invalidResponse, "the stream of \(model.name) ended before its response was finished")
    }
}
