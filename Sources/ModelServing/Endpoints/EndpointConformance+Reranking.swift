extension EndpointConformance {
    /// The checks of a ``RerankingModel``: some ten calls.
    public func check(_ model: some RerankingModel) async -> ConformanceReport {
        var report = ConformanceReport(model: model.name)
        let query = texts[0]
        await report.check("every passage has one finite score") {
            let scores = try await model.scores(of: texts, for: query)
            return .expecting(
                scores.count == texts.count && scores.allSatisfy(\.isFinite), "\(scores) for \(texts.count) passages")
        }
        await report.check("the order of the passages is kept") {
            let forward = try await model.scores(of: texts, for: query)
            let backward = try await model.scores(of: texts.reversed(), for: query)
            return compare(forward, backward.reversed())
        }
        await report.check("a batch gives what single passages give") {
            let batch = try await model.scores(of: texts, for: query)
            var singles: [Float] = []
            for text in texts { singles += try await model.scores(of: [text], for: query) }
            return compare(batch, singles)
        }
        await report.check("no passages have no scores") {
            let none = try await model.scores(of: [], for: query)
            return .expecting(none.isEmpty, "\(none)")
        }
        await report.check("usage is counted, and more for more passages") {
            guard let few = try await model.rerank(Array(texts.prefix(2)), for: query).usage,
                let all = try await model.rerank(texts + texts, for: query).usage
            else { return .skipped("the model does not count") }
            return .expecting(
                few.inputTokens > 0 && all.inputTokens > few.inputTokens,
                "\(few.inputTokens) tokens for 2 passages, \(all.inputTokens) for \(2 * texts.count)")
        }
        await report.check("cancelling ends a call within \(cancellationLimit)") {
            let many = (0..<400).map { "\($0) \(texts[$0 % texts.count])" }
            return try await cancellation { _ = try await model.scores(of: many, for: query) }
        }
        return report
    }

    private func compare(_ a: [Float], _ b: [Float]) -> ConformanceReport.Outcome {
        guard a.count == b.count else { return .failed("\(a.count) and \(b.count) scores") }
        let largest = (a + b).map(\.magnitude).max() ?? 0
        let worst = zip(a, b).map { abs($0 - $1) }.max() ?? 0
        return .expecting(worst <= tolerance * max(largest, .leastNormalMagnitude), "scores are \(worst) apart")
    }
}
