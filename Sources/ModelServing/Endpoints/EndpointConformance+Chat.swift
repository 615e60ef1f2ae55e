extension EndpointConformance {
    /// The checks of a ``LanguageModel``: some ten calls.
    public func check(_ model: some LanguageModel) async -> ConformanceReport {
        var report = ConformanceReport(model: model.name)
        let request = GenerationRequest(
            messages: [Message(.user, texts[0] + "\nSay this in other words.")], temperature: 0,
            maximumTokens: maximumTokens, seed: 1)
        await report.check("the pieces of a stream add up to the finished text") {
            let (events, response) = try await whole(model, request)
            let pieces = events.compactMap { if case .text(let piece) = $0 { piece } else { nil } }
            return .expecting(
                pieces.joined() == response.text,
                "\(pieces.joined().debugDescription) is not \(response.text.debugDescription)")
        }
        await report.check("a stream has one finish, at its end") {
            let (events, _) = try await whole(model, request)
            let ends = events.indices.filter { if case .finished = events[$0] { true } else { false } }
            return .expecting(ends == [events.count - 1], "finishes at \(ends) of \(events.count) events")
        }
        await report.check("a response is the end of a stream") {
            let response = try await model.respond(to: request)
            return .expecting(
                !response.text.isEmpty || !response.toolCalls.isEmpty, "an answer without text and calls")
        }
        await report.check("usage is counted and keeps to the limit of tokens") {
            guard let usage = try await model.respond(to: request).usage else {
                return .skipped("the model does not count")
            }
            return .expecting(
                usage.inputTokens > 0 && (1...maximumTokens).contains(usage.outputTokens),
                "\(usage.inputTokens) and \(usage.outputTokens) tokens")
        }
        await report.check("calls at the same time each have their whole answer") {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let (events, response) = try await whole(model, request)
                        return events.reduce(into: "") { if case .text(let piece) = $1 { $0 += piece } }
                            == response.text
                    }
                }
                return .expecting(try await group.allSatisfy { $0 }, "the pieces of a stream are not its text")
            }
        }
        await report.check("a stream that is let go harms no later call") {
            for try await _ in model.stream(request) { break }
            _ = try await model.respond(to: request)
            return .passed
        }
        await report.check("cancelling ends a call within \(cancellationLimit)") {
            var long = request
            long.maximumTokens = 512
            long.messages = [Message(.user, "Count from 1 to 500, one number a line.")]
            return try await cancellation { [long] in _ = try await model.respond(to: long) }
        }
        return report
    }

    /// All events, and the response that the last of them is.
    private func whole(
        _ model: some LanguageModel, _ request: GenerationRequest
    ) async throws -> ([GenerationEvent], GenerationResponse) {
        var events: [GenerationEvent] = []
        for try await event in model.stream(request) { events.append(event) }
        guard case .finished(let response) = events.last else {
            throw ModelError(.invalidResponse, "the stream of \(model.name) ended before its response was finished")
        }
        return (events, response)
    }
}
