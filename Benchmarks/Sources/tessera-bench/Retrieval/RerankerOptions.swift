import ArgumentParser
import ModelServing
import RemoteModels

/// Which reranker orders the first hits of a search again.
struct RerankerOptions: ParsableArguments {
    enum Name: String {
        case maxsim, judge
    }

    @Option(
        name: .customLong("rerank"), help: "Orders the first hits again: maxsim, or judge for a chat model.",
        transform: Self.name(named:))
    var name: Name?
    @Option(name: .customLong("rerank-depth"), help: "How many hits are ordered again.") var depth = 50
    @Option(help: "The base URL of the judge's OpenAI-compatible server.") var judgeURL = "http://127.0.0.1:8081/v1"
    @Option(help: "The judge's name at its server.") var judgeModel = "smollm2"
    @Flag(help: "Lets the judge give a reason before each grade.") var judgeReasons = false

    private static func name(named name: String) throws -> Name {
        guard let name = Name(rawValue: name) else { throw ValidationError("there are maxsim and judge") }
        return name
    }

    func validate() throws {
        guard (1...RetrievalCommand.depth).contains(depth) else {
            throw ValidationError("--rerank-depth is from 1 to \(RetrievalCommand.depth)")
        }
    }

    /// - Parameter model: The encoder's folder for `maxsim`; the fetched MiniLM when nil.
    func reranking(model: String?, precision: EncoderPrecision) throws -> HitReranking? {
        guard let name else { return nil }
        let reranker: any RerankingModel
        switch name {
        case .maxsim:
            reranker = MaxSimReranker(
                encoder: try SentenceEncoder(contentsOf: ModelOption.folder(model), precision: precision))
        case .judge:
            let judge = OpenAILanguageModel(name: judgeModel, endpoint: OpenAIEndpoint(baseURL: judgeURL))
            reranker = LanguageModelReranker(model: judge, prompt: judgeReasons ? .standard : .gradeAlone)
        }
        return HitReranking(model: reranker, depth: depth)
    }
}
