import ArgumentParser
import ChainKit
import ModelServing
import RemoteModels
import Retriever

/// What answers questions: the store's documents, by sentences of theirs or by a chat model.
struct ChainArguments: ParsableArguments {
    @OptionGroup var options: StoreOptions

    @Option(
        name: .customLong("chat-url"),
        help: ArgumentHelp(
            "A server that speaks the OpenAI protocol, such as http://127.0.0.1:8081/v1.", valueName: "url"))
    var chatURL: String?

    @Option(help: ArgumentHelp("The chat model's name at that server.", valueName: "name"))
    var chatModel: String?

    @Flag(help: "Keep no trace of the calls in the store.")
    var noTrace = false

    /// The help of every command that answers.
    static let discussion = """
        Without --chat-url the answer consists of sentences of the documents; no language model is asked. A key that \
        the chat server wants is read from the environment variable TESSERA_CHAT_KEY. Each call leaves its trace in the \
        store, where `tessera trace` shows it, questions, prompts and answers included.
        """

    func validate() throws {
        guard (chatURL == nil) == (chatModel == nil) else {
            throw ValidationError("--chat-url and --chat-model go together")
        }
    }

    func assistant() throws -> Assistant {
        let store = try options.existingStore()
        let encoder = try options.encoder()
        let documents = try options.collection(in: store, model: encoder)
        let model = languageModel
        let generator: any AnswerGenerator =
            if let model { ChatGenerator(model: model) } else { ExtractiveGenerator(model: encoder.traced()) }
        var chain = RAGChain(retriever: documents, generator: generator)
        // A follow-up question is searched for as the question that it means.
        if let model { chain.queryProcessors.append(HistoryRewriter(model: model)) }
        if !noTrace { chain.recorder = try InferenceTable(in: store, name: CallLog.table) }
        if model == nil {
            StandardError.writeLine("extractive answer: sentences of the documents; no language model was asked")
        }
        return Assistant(store: store, chain: chain, version: try version(of: documents, encoder: encoder))
    }

    private var languageModel: OpenAILanguageModel? {
        guard let chatURL, let chatModel else { return nil }
        let endpoint = OpenAIEndpoint(baseURL: chatURL, apiKey: Secret(environment: "TESSERA_CHAT_KEY"))
        return OpenAILanguageModel(name: chatModel, endpoint: endpoint)
    }

    private func version(of documents: DocumentCollection, encoder: SentenceEncoder) throws -> String {
        let answerer = chatModel.map { "\(PromptTemplate.groundedAnswer.identifier) \($0) \(chatURL ?? "")" }
        return "\(answerer ?? "extractive") \(encoder.identity) \(try documents.chunks.version)"
    }
}

/// A chain over a store's documents.
struct Assistant {
    let store: Store
    let chain: RAGChain
    /// Says what else than the question an answer depends on: the model, its prompt, and the documents as they are.
    let version: String

    /// Whether calls can be looked at later.
    var isTraced: Bool { chain.recorder != nil }
}
