import Foundation
import Testing

struct ComingFromLangChainTests {
    @Test func thePagesBlocksAreTheProgram() throws {
        try Page("Docs/ComingFromLangChain.md").expectProgram("ComingFromLangChain")
    }

    @Test func theProgramRuns() async throws {
        guard let bench = try Workbench.make() else { return }
        let server = try ChatServer { request in
            .text(request.isForAnswer ? "One at a time [1] [99]." : "How many programs may read a store?")
        }
        let run = try await Program.comingFromLangChain.run(
            [Models.encoder.path, bench.documents.path, bench.store, server.url])
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("[1] guide/storage.md ") && !run.output.contains("[99]"), "\(run)")
        #expect(run.output.contains("system Answer in one sentence") && run.output.contains("retrieval 0."), "\(run)")
        #expect(run.output.contains("\n0 One at a time [1].") && !run.output.contains("failed"), "\(run)")
        // The follow-up is searched for, and answered, as the question that it means.
        let followUp = server.answered.dropFirst(2).first?.messages
        #expect(followUp?.last?.content.hasSuffix("How many programs may read a store?") == true)
        #expect(followUp?.count == 4, "the turn before goes with it")
    }
}
