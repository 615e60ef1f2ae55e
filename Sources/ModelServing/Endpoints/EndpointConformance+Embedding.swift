import VectorCore

extension EndpointConformance {
    /// The checks of an ``EmbeddingModel``: some twenty calls of a few texts, and a few of many that are cancelled.
    public func check(_ model: some EmbeddingModel) async -> ConformanceReport {
        var report = ConformanceReport(model: model.identity.description)
        let identity = model.identity
        await report.check("every text has one finite vector of the identity's dimension") {
            .expecting(
                try await vectors(model, texts, .passage).values.allSatisfy(\.isFinite), "NaN or infinity in a vector")
        }
        await report.check("vectors have length 1 exactly where the identity says so") {
            let found = try await vectors(model, texts, .passage)
            let lengths = (0..<found.rows).map { length(found[row: $0]) }
            guard identity.isNormalized else { return .skipped("the identity promises nothing") }
            return .expecting(lengths.allSatisfy { abs($0 - 1) < 1e-3 }, "lengths \(lengths)")
        }
        await report.check("the order of the texts is kept") {
            let forward = try await vectors(model, texts, .passage)
            let backward = try await vectors(model, texts.reversed(), .passage)
            let worst = texts.indices.map { distance(forward[row: $0], backward[row: texts.count - 1 - $0]) }.max() ?? 0
            return .expecting(worst <= tolerance, "a text's vectors in two orders are \(worst) apart")
        }
        await report.check("a batch gives what single texts give, in both roles") {
            for role in [EmbeddingRole.query, .passage] {
                let batch = try await vectors(model, texts, role)
                for (row, text) in texts.enumerated() {
                    let apart = distance(batch[row: row], try await vectors(model, [text], role)[row: 0])
                    guard apart <= tolerance else {
                        return .failed("\(apart) apart for \(role) \(text.debugDescription)")
                    }
                }
            }
            return .passed
        }
        await report.check("different texts have different vectors") {
            let found = try await vectors(model, texts, .passage)
            let same = (1..<texts.count).filter { found[row: 0].elementsEqual(found[row: $0]) }
            return .expecting(same.isEmpty, "the vector of text 0 is also that of \(same)")
        }
        await report.check("calls at the same time do not mix") { try await concurrentCalls(model) }
        await report.check("no texts give no rows") {
            let none = try await model.embed([], as: .query)
            return .expecting(
                none.rows == 0 && none.columns == identity.dimension, "\(none.rows) × \(none.columns)")
        }
        await report.check("an empty text gives a vector or a ModelError") {
            do {
                let vectors = try await model.embed([""], as: .passage)
                return .expecting(vectors.rows == 1 && vectors.values.allSatisfy(\.isFinite), "no finite vector")
            } catch is ModelError {
                return .passed
            }
        }
        await report.check("usage is counted, and a batch's is the sum of its texts'") { try await usage(model) }
        await report.check("calls at the same time each have their own usage") { try await concurrentUsage(model) }
        await report.check("cancelling ends a call within \(cancellationLimit)") {
            let many = (0..<400).map { "\($0) \(texts[$0 % texts.count])" }
            return try await cancellation { _ = try await model.embed(many, as: .passage) }
        }
        return report
    }

    /// The vectors of a call, whose shape is certain.
    private func vectors(
        _ model: some EmbeddingModel, _ texts: [String], _ role: EmbeddingRole
    ) async throws -> Matrix {
        let vectors = try await model.embed(texts, as: role)
        guard vectors.rows == texts.count, vectors.columns == model.identity.dimension else {
            throw ModelError(
                .invalidResponse,
                "\(vectors.rows) × \(vectors.columns) for \(texts.count) texts of \(model.identity.dimension) components"
            )
        }
        return vectors
    }

    private func concurrentCalls(_ model: some EmbeddingModel) async throws -> ConformanceReport.Outcome {
        let batch = try await vectors(model, texts, .query)
        let worst = try await withThrowingTaskGroup(of: Float.self) { group in
            for round in 0..<3 * texts.count {
                let row = round % texts.count
                group.addTask { distance(batch[row: row], try await vectors(model, [texts[row]], .query)[row: 0]) }
            }
            return try await group.reduce(0) { max($0, $1) }
        }
        return .expecting(worst <= tolerance, "a vector is \(worst) from the one that its text has alone")
    }

    private func usage(_ model: some EmbeddingModel) async throws -> ConformanceReport.Outcome {
        let batch = try await model.embeddings(of: texts, as: .passage)
        guard let all = batch.usage else { return .skipped("the model does not count") }
        var singles: [Int] = []
        for text in texts {
            guard let usage = try await model.embeddings(of: [text], as: .passage).usage else {
                return .failed("a batch has a usage and the text \(text.debugDescription) alone has none")
            }
            singles.append(usage.inputTokens)
        }
        if let counts = batch.tokensOfTexts, counts != singles {
            return .failed("\(counts) tokens of the texts in a batch, \(singles) of each alone")
        }
        return .expecting(
            singles.allSatisfy { $0 > 0 } && all.inputTokens == singles.reduce(0, +),
            "\(all.inputTokens) tokens in a batch, \(singles) of each text alone")
    }

    private func concurrentUsage(_ model: some EmbeddingModel) async throws -> ConformanceReport.Outcome {
        var alone: [Int?] = []
        for text in texts { alone.append(try await model.embeddings(of: [text], as: .query).usage?.inputTokens) }
        return try await withThrowingTaskGroup(of: (row: Int, tokens: Int?).self) { group in
            for round in 0..<3 * texts.count {
                let row = round % texts.count
                group.addTask { (row, try await model.embeddings(of: [texts[row]], as: .query).usage?.inputTokens) }
            }
            var isCounted = true
            for try await (row, tokens) in group {
                guard let tokens, let expected = alone[row] else {
                    isCounted = false
                    continue
                }
                guard tokens == expected else {
                    return .failed("\(tokens) tokens beside other calls, \(expected) alone")
                }
            }
            return isCounted ? .passed : .skipped("the model does not count the texts of joined calls apart")
        }
    }

    private func length(_ vector: ArraySlice<Float>) -> Float {
        vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// The largest difference of components, with the longer vector scaled to length 1.
    private func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
        let scale = max(length(a), length(b), .leastNormalMagnitude)
        guard a.count == b.count else { return .infinity }
        return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
    }
}
