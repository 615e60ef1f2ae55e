import ArgumentParser
import ChainKit
import Foundation

/// `tessera batch`.
struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a file of questions into a file of answers, in their order.",
        discussion: """
            \(ChainArguments.discussion)

            A line of QUESTIONS is {"id": "q17", "question": "…"}; without an id a row is called by its line. A line of the \
            output is {line, id, answer, citations, removedCitations, warnings, trace} or {line, id, error}. The output is \
            written anew by each run. Answers are kept in the journal as they come: after a kill or Ctrl-C the same command goes on \
            where it was, and asks again only what has no answer yet from this model and these documents. Give another \
            journal, or remove it, to ask all again.

            The status is 0 if every row has its answer, 2 if some have an error, 1 if the run broke off, 130 after Ctrl-C.
            """)

    @OptionGroup var chain: ChainArguments
    @OptionGroup var user: UserOption

    @Argument(help: "The file of questions, JSON Lines.")
    var questions: String

    @Option(help: ArgumentHelp("The file of answers, JSON Lines.", valueName: "file"))
    var out: String

    @Option(
        help: ArgumentHelp(
            "Where answers are kept as they come (default: the file of answers with .journal).", valueName: "file"))
    var journal: String?

    @Option(help: ArgumentHelp("How many questions are asked at once; 1 to 1,000.", valueName: "count"))
    var atOnce = 8

    func validate() throws {
        guard (1...1_000).contains(atOnce) else {
            throw ValidationError("--at-once must be 1 to 1,000, not \(atOnce)")
        }
        let files = [questions, out, journal ?? out + ".journal"].map {
            URL(fileURLWithPath: $0).standardizedFileURL.resolvingSymlinksInPath()
        }
        guard Set(files).count == files.count else {
            throw ValidationError("the questions, the answers and the journal are three files")
        }
    }

    func run() async throws {
        try await interruptible {
            let file = QuestionFile(URL(fileURLWithPath: questions), requester: user.name)
            let count = try file.count()
            let assistant = try chain.assistant()
            let journal = try BatchJournal(at: URL(fileURLWithPath: self.journal ?? out + ".journal"))
            var report = BatchReport(count: count, isTraced: assistant.isTraced, to: try newFile(at: out))
            let options = BatchOptions(concurrency: atOnce, version: assistant.version)
            for try await result in assistant.chain.batch(file, options: options, journal: journal) {
                try report.add(result, rows: file.rows.takeThroughQuestion())
            }
            try report.finish(rows: file.rows.takeThroughQuestion())
            await journal.close()
            if report.failed > 0 { throw ExitCode(2) }
        }
    }

    private func newFile(at path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}
