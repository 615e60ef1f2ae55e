import ArgumentParser
import ChainKit

/// `tessera chat`.
struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk with the documents: questions line by line, answers with citations, kept in the store.",
        discussion: """
            \(ChainArguments.discussion)

            Questions are read from standard input, one a line. The conversation goes on where it was, also after a \
            restart. Ctrl-C cancels an answer, which then leaves no turn; at the prompt it ends the program.

            \(ChatLine.commands)
            """)

    @OptionGroup var chain: ChainArguments
    @OptionGroup var user: UserOption

    @Option(help: ArgumentHelp("Which conversation, which a first question begins.", valueName: "name"))
    var session = "default"

    func run() async throws {
        let assistant = try chain.assistant()
        let id = try SessionID(user: user.name, name: session)
        var conversation = Conversation(
            session: ChatSession(id, in: try SessionStore(in: assistant.store), chain: assistant.chain),
            printer: AnswerPrinter(showsTraceID: false))
        try await conversation.run()
    }
}
