import ArgumentParser
import ChainKit
import ModelServing
import RemoteModels
import Retriever

/// `tessera ask`.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a question from the documents, with citations.",
        discussion: """
            Without --chat-url the answer consists of sentences of the documents; no language model is asked. A key that \
            the chat server wants is read from the environment variable TESSERA_CHAT_KEY.
            """)

    @OptionGroup var options: StoreOptions

    @Argument(help: "What to answer.")
    var question: String

    @Option(
        name: .customLong("chat-url"),
        help: ArgumentHelp(
            "A server that speaks the OpenAI protocol, such as http://127.0.0.1:8081/v1.", valueName: "url"))
    var chatURL: String?

    @Option(help: ArgumentHelp("The chat model's name at that server.", valueName: "name"))
    var chatModel: String?

    @Flag(help: "Print a JSON object of {answer, citations, removedCitations, trace} instead of streaming.")
    var json = false

    func validate() throws {
        guard (chatURL == nil) == (chatModel == nil) else {
            throw ValidationError("--chat-url and --chat-model go together")
        }
        guard !question.allSatisfy(\.isWhitespace) else { throw ValidationError("the question is empty") }
    }

    func run() async throws {
        try await interruptible {
            let store = try options.existingStore()
            let encoder = try options.encoder()
            let chain = RAGChain(
                retriever: try options.collection(in: store, model: encoder), generator: generator(encoder: encoder))
            if chatURL == nil {
                StandardError.writeLine("extractive answer: sentences of the documents; no language model was asked")
            }
            var shown = ""
            for try await event in chain.stream(question) {
                switch event {
                case .text(let piece) where !json:
                    try StandardOutput.write(piece.forTerminal)
                    shown += piece
                case .warning(let warning) where !Self.routine.contains(warning.code):
                    StandardError.writeLine("warning: \(warning)")
                case .finished(let answer):
                    let report = AnswerReport(answer)
                    if json { try StandardOutput.writeJSON(report) } else { try show(report, after: shown) }
                default:
                    break
                }
            }
        }
    }

    /// That the best passages fill the budget is as it should be; the trace tells it.
    private static let routine: Set<ChainWarning.Code> = [.passageTruncated, .passagesDropped]

    private func generator(encoder: SentenceEncoder) -> any AnswerGenerator {
        guard let chatURL, let chatModel else { return ExtractiveGenerator(model: encoder) }
        let endpoint = OpenAIEndpoint(baseURL: chatURL, apiKey: Secret(environment: "TESSERA_CHAT_KEY"))
        return ChatGenerator(model: OpenAILanguageModel(name: chatModel, endpoint: endpoint), prompt: .groundedAnswer)
    }

    /// What follows the streamed text.
    private func show(_ report: AnswerReport, after shown: String) throws {
        if !shown.hasSuffix("\n") { try StandardOutput.writeLine() }
        if !report.citations.isEmpty { try StandardOutput.writeLine() }
        for citation in report.citations { try StandardOutput.writeLine(citation.line) }
        if report.removedCitations > 0 {
            StandardError.writeLine("\(report.removedCitations) citations that name no retrieved passage were removed")
        }
    }
}
