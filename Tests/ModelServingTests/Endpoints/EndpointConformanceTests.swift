import ModelServing
import TestSupport
import Testing
import VectorCore

struct EndpointConformanceTests {
    private let suite = EndpointConformance()

    @Test func endpointsOfOursConform() async throws {
        let hashing = HashingEmbeddingModel()
        let custom = CustomEmbeddingModel(identity: hashing.identity) { try await hashing.embed($0, as: $1) }
        let embedding = try EmbeddingEndpoint(
            name: "e", models: [ServedModel(custom as any EmbeddingModel, origin: .custom)], batching: RequestBatching()
        )
        let chat = try ChatEndpoint(
            name: "c", models: [ServedModel(EchoModel(pause: .milliseconds(1)) as any LanguageModel, origin: .custom)])
        let reranking = try RerankingEndpoint(
            name: "r", models: [ServedModel(LetterReranker() as any RerankingModel, origin: .custom)])
        for report in await [
            suite.check(hashing), suite.check(custom), suite.check(embedding), suite.check(chat),
            suite.check(reranking),
        ] {
            #expect(report.passed, "\(report)")
        }
    }

    @Test func theEncoderConformsThroughItsEndpoint() async throws {
        guard let folder = TestData.miniLM() else { return }
        print(try await checkThroughEndpoint(try SentenceEncoder(contentsOf: folder)))
    }

    @Test(arguments: ["bert", "xlm-roberta"])
    func encodersOfRandomWeightsConformThroughTheirEndpoints(_ name: String) async throws {
        let folder = try RecordedEncoders.fixture().model(name)
        try await checkThroughEndpoint(try SentenceEncoder(contentsOf: folder, threads: 2))
    }

    /// Nothing may fail, and what is said of usage must have been checked.
    @discardableResult private func checkThroughEndpoint(_ model: any EmbeddingModel) async throws -> ConformanceReport
    {
        let endpoint = try EmbeddingEndpoint(
            name: "e", models: [ServedModel(model, origin: .local)],
            limits: EndpointLimits(maximumConcurrency: 1), batching: RequestBatching())
        let report = await suite.check(endpoint)
        #expect(report.passed, "\(report)")
        let usage = report.checks.filter { $0.name.contains("usage") }
        #expect(usage.count == 2 && usage.allSatisfy { $0.outcome == .passed }, "\(report)")
        return report
    }

    @Test func rerankersConformThroughTheirEndpoints() async throws {
        let recorded = try RecordedEncoders.fixture()
        let models: [any RerankingModel] = [
            try CrossEncoder(contentsOf: recorded.model("bert"), threads: 2),
            MaxSimReranker(encoder: try SentenceEncoder(contentsOf: recorded.model("roberta"), threads: 2)),
        ]
        for model in models {
            let endpoint = try RerankingEndpoint(name: "r", models: [ServedModel(model, origin: .local)])
            let report = await suite.check(endpoint)
            #expect(report.passed, "\(report)")
            #expect(report.checks.contains { $0.name.contains("usage") && $0.outcome == .passed }, "\(report)")
            #expect(endpoint.statistics.usage.inputTokens > 0)
        }
    }

    /// Each breaks one promise, which the check of the given words must find.
    @Test(arguments: [
        (Broken.swapsRows, "order of the texts"), (.dependsOnBatch, "a batch gives"), (.isNotUnit, "length 1"),
        (.hasNaN, "finite vector"), (.dropsRow, "one finite vector"), (.isConstant, "different texts"),
        (.isDeaf, "cancelling"), (.countsNothing, "usage"), (.countsCalls, "the sum of its texts"),
        (.crashesOnNone, "no texts"),
    ])
    func whatBreaksAPromiseIsFound(_ fault: Broken, _ check: String) async {
        let report = await suite.check(BrokenEmbedder(fault: fault))
        #expect(report.failures.contains { $0.name.contains(check) }, "\(report)")
    }

    @Test func brokenStreamsAndScoresAreFound() async {
        let chat = await suite.check(BrokenChat())
        for words in ["pieces of a stream", "usage"] {
            #expect(chat.failures.contains { $0.name.contains(words) }, "\(chat)")
        }
        let reranking = await suite.check(BrokenReranker())
        for words in ["order of the passages", "a batch gives"] {
            #expect(reranking.failures.contains { $0.name.contains(words) }, "\(reranking)")
        }
    }

    enum Broken: Sendable {
        case swapsRows, dependsOnBatch, isNotUnit, hasNaN, dropsRow, isConstant, isDeaf, countsNothing, countsCalls
        case crashesOnNone
    }

    private struct BrokenEmbedder: EmbeddingModel {
        let fault: Broken
        let sound = HashingEmbeddingModel()
        var identity: EmbeddingModelIdentity { sound.identity }

        func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
            if fault == .isDeaf, texts.count > 100 {
                await Task.detached { try? await Task.sleep(for: .milliseconds(150)) }.value
            } else if fault != .isDeaf {
                try Task.checkCancellation()
            }
            if texts.isEmpty {
                if fault == .crashesOnNone { throw ModelError(.invalidRequest, "nothing") }
                return Matrix(columns: identity.dimension)
            }
            var rows = texts.map { sound.vector(of: $0) }
            switch fault {
            case .swapsRows: rows.sort { $0.lexicographicallyPrecedes($1) }
            case .dependsOnBatch: rows = rows.map { $0.map { $0 * Float(texts.count) } }
            case .isNotUnit: rows = rows.map { $0.map { $0 * 2 } }
            case .hasNaN: rows[0][0] = .nan
            case .dropsRow: if rows.count > 1 { rows.removeLast() }
            case .isConstant: rows = rows.map { _ in sound.vector(of: "x") }
            default: break
            }
            return try Matrix(rows)
        }

        func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
            EmbeddingResponse(
                vectors: try await embed(texts, as: role),
                usage: TokenUsage(inputTokens: fault == .countsCalls ? 1 : 0, outputTokens: 0))
        }
    }

    private struct BrokenChat: LanguageModel {
        let name = "broken"

        func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
            AsyncThrowingStream {
                $0.yield(.text("a"))
                $0.yield(
                    .finished(
                        GenerationResponse(
                            text: "b", finishReason: .stop, usage: TokenUsage(inputTokens: 0, outputTokens: 1))))
                $0.finish()
            }
        }
    }

    private struct BrokenReranker: RerankingModel {
        let name = "broken"

        func scores(of passages: [String], for query: String) async throws -> [Float] {
            passages.indices.map { Float($0 + 1) / Float(passages.count) }
        }
    }
}
