import ArgumentParser
import ChainKit

/// `tessera ask`.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a question from the documents, with citations.",
        discussion: """
            \(ChainArguments.discussion)

            With --session the question is asked within a conversation that the store keeps, and becomes a part of it; a \
            chat model is sent the turns before.
            """)

    @OptionGroup var chain: ChainArguments
    @OptionGroup var user: UserOption

    @Argument(help: "What to answer.")
    var question: String

    @Option(help: ArgumentHelp("Ask within this conversation, which a first question begins.", valueName: "name"))
    var session: String?

    @Flag(help: "Print a JSON object of {answer, citations, removedCitations, trace} instead of streaming.")
    var json = false

    func validate() throws {
        guard !question.allSatisfy(\.isWhitespace) else { throw ValidationError("the question is empty") }
    }

    func run() async throws {
        try await interruptible {
            let assistant = try chain.assistant()
            let printer = AnswerPrinter(showsText: !json, showsTraceID: assistant.isTraced)
            let answer: ChainAnswer
            if let session {
                let id = try SessionID(user: user.name, name: session)
                let conversation = ChatSession(id, in: try SessionStore(in: assistant.store), chain: assistant.chain)
                answer = try await printer.show(conversation.stream(question))
            } else {
                answer = try await printer.show(
                    assistant.chain.stream(question, options: ChainOptions(requester: user.name)))
            }
            if json { try StandardOutput.writeJSON(AnswerReport(answer)) }
        }
    }
}
