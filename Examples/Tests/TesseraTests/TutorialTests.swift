import Foundation
import Testing

struct TutorialTests {
    @Test func thePagesBlocksAreTheProgram() throws {
        try Page("Docs/Tutorial.md").expectProgram("Tutorial")
    }

    @Test func theProgramRunsWithoutALanguageModelAndAgainForNothing() async throws {
        guard let bench = try Workbench.make() else { return }
        let arguments = [Models.encoder.path, bench.documents.path, bench.folder.path]
        let first = try await Program.tutorial.run(arguments)
        #expect(first.status == 0, "\(first)")
        #expect(first.output.contains("5 files, ") && first.output.contains("reading: 5"), "\(first)")
        #expect(first.output.contains("<guide/storage.md>"), "\(first)")
        #expect(first.output.contains("true This question cannot be answered here."), "\(first)")
        #expect(first.output.contains("\n2 turns so far\n") && first.output.contains("\nrow 2 "), "\(first)")
        #expect(first.output.contains("\nrag_chain ") && first.output.contains("\n    embeddings "), "\(first)")
        #expect(first.output.contains(": Does [EMAIL] know how many programs may write to a store?"), "\(first)")
        let exported = try String(contentsOf: bench.folder.file("traces.jsonl"), encoding: .utf8)
        #expect(exported.contains("resourceSpans") && !exported.contains("ada@example.org"))

        let second = try await Program.tutorial.run(arguments)
        #expect(second.status == 0 && second.output.contains(" 0 texts embedded"), "\(second)")
        #expect(second.output.contains("\n4 turns so far\n") && second.output.contains("row 0 (known)"), "\(second)")
    }

    @Test func theProgramRunsWithALanguageModel() async throws {
        guard let bench = try Workbench.make() else { return }
        let server = try ChatServer { request in
            if request.isForAnswer { return .text("One at a time [1] [99].") }
            return .text("How many writers are there?")
        }
        let run = try await Program.tutorial.run(
            [Models.encoder.path, bench.documents.path, bench.folder.path],
            environment: ["CHAT_URL": server.url, "CHAT_MODEL": "m"])
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("One at a time [1].") && !run.output.contains("[99]"), "\(run)")
        #expect(run.output.contains("m grounded_answer@1") && run.output.contains("other_wordings@1"), "\(run)")
        #expect(run.output.contains("chat m ") && run.output.contains("--- system"), "\(run)")
        #expect(server.requests.allSatisfy { !$0.text.contains("ada@example.org") })
    }
}
