import ChainKit
import Dispatch
import Foundation

/// Reads questions from standard input and answers each within a session, until the input ends.
struct Conversation {
    var session: ChatSession
    let printer: AnswerPrinter
    private var last: ChainAnswer?
    private var failures = 0
    private let isTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
    private let interrupts = Interrupts()

    init(session: ChatSession, printer: AnswerPrinter) {
        self.session = session
        self.printer = printer
    }

    /// - Throws: ``CommandFailure`` at the end if a question of an input that is no terminal was not answered.
    mutating func run() async throws {
        try announce()
        while let line = await nextLine() {
            switch ChatLine(line) {
            case .blank: continue
            case .quit: return try finish()
            case .question(let question): try await answer(question)
            case .new: try go(to: unusedName())
            case .session(let name): try go(to: name)
            case .sessions: try listSessions()
            case .sources: try showSources()
            case .trace: try StandardOutput.writeLine(last?.trace.report ?? "there is no answer yet")
            case .help: StandardError.writeLine(ChatLine.commands)
            case .unknown(let text):
                StandardError.writeLine("there is no command \(text.excerpt(40)):\n\(ChatLine.commands)")
            }
        }
        try finish()
    }

    private func finish() throws {
        guard isTerminal || failures == 0 else { throw CommandFailure("\(failures) questions were not answered") }
    }

    private func nextLine() async -> String? {
        if isTerminal { StandardError.write("> ") }
        // Elsewhere: a thread that waits for a person must not be one of those that answer.
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: readLine()) }
        }
    }

    private mutating func answer(_ question: String) async throws {
        let (session, printer) = (session, printer)
        do {
            if let answer = try await interrupts.run({ try await printer.show(session.stream(question)) }) {
                last = answer
            } else {
                StandardError.writeLine("cancelled; the conversation does not have this turn")
                failures += 1
            }
        } catch {
            StandardError.writeLine("error: \("\(error)".forTerminal)")
            failures += 1
        }
        try StandardOutput.writeLine()
    }

    // MARK: Conversations

    private func announce() throws {
        let turns = try session.turns()
        let name = "conversation \(session.id.name) of \(session.id.user)".forTerminal
        guard let last = turns.last else { return StandardError.writeLine("\(name) begins") }
        StandardError.writeLine("\(name) goes on; turns so far: \(turns.count), the last: \(last.question.excerpt(80))")
    }

    private mutating func go(to name: String) throws {
        do {
            session = ChatSession(
                try SessionID(user: session.id.user, name: name), in: session.store, chain: session.chain,
                memory: session.memory)
            last = nil
            try announce()
        } catch let error as SessionError {
            StandardError.writeLine("error: \(error)")
        }
    }

    private func unusedName() throws -> String {
        let used = Set(try session.store.sessions(of: session.id.user))
        var number = used.count + 1
        while used.contains("conversation-\(number)") { number += 1 }
        return "conversation-\(number)"
    }

    private func listSessions() throws {
        for name in try session.store.sessions(of: session.id.user) {
            try StandardOutput.writeLine((name == session.id.name ? "* " : "  ") + name.forTerminal)
        }
    }

    private func showSources() throws {
        guard let last else { return try StandardOutput.writeLine("there is no answer yet") }
        if last.citations.isEmpty { try StandardOutput.writeLine("the last answer cites nothing") }
        for citation in last.citations.map(AnswerReport.Citation.init) {
            try StandardOutput.writeLine("\(citation.line)\n   \(citation.text.excerpt(1_000))")
        }
    }
}
