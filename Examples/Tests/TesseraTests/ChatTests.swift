import Foundation
import Testing

struct ChatTests {
    private func chat(
        _ bench: Workbench, _ input: String, _ arguments: [String] = [],
        whileRunning: (Process) async throws -> Void = { _ in }
    ) async throws -> Program.Run {
        try await Program.tessera.run(
            ["chat", "--store", bench.store, "--user", "ada"] + arguments, input: input, whileRunning: whileRunning)
    }

    @Test func aConversationIsKeptAndGoesOnAfterARestart() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let first = try await chat(
            bench, "/sources\nHow does an index file survive a crash?\n\n/sources\n/trace\n/nonsense\n")
        #expect(first.status == 0, "\(first)")
        #expect(first.output.hasPrefix("there is no answer yet\n"), "\(first)")
        #expect(first.output.contains("guide/storage.md > Storage > Crash safety [bytes "), "\(first)")
        #expect(first.output.contains("renamed"), "\(first)")
        #expect(first.output.contains(" ms  rag_chain"), "\(first)")
        #expect(first.errors.contains("conversation default of ada begins"), "\(first)")
        #expect(first.errors.contains("no command /nonsense") && first.errors.contains("/quit"), "\(first)")

        let second = try await chat(
            bench,
            """
            日本の首都はどこですか\r
            /new
            /session whales
            What is the largest animal?
            /sessions
            /quit
            not asked
            """)
        #expect(second.status == 0, "\(second)")
        #expect(second.errors.contains("goes on; turns so far: 1, the last: How does an index file"), "\(second)")
        #expect(second.errors.contains("conversation conversation-2 of ada begins"), "\(second)")
        #expect(second.output.contains("  default\n* whales\n"), "\(second)")
        let third = try await chat(bench, "")
        #expect(third.errors.contains("turns so far: 2, the last: 日本の首都はどこですか"), "\(third)")
        let other = try await Program.tessera.run(
            ["chat", "--store", bench.store, "--user", "bob"], input: "/sessions\n")
        #expect(other.status == 0 && other.output.isEmpty && other.errors.contains("begins"), "\(other)")
    }

    @Test func aCancelledOrFailedAnswerLeavesNoTurnAndTheNextIsAnswered() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let server = try ChatServer { request in
            if request.text.contains("silence") { return .silence }
            return request.text.contains("refusal") ? .failure(status: 400) : .text("It is the blue whale [1].")
        }
        let run = try await chat(
            bench, "What is silence?\nWhat is a refusal?\nWhat is the largest animal?\n",
            ["--chat-url", server.url, "--chat-model", "m"]
        ) { process in
            let isAsked = try await server.hasAnswered(1)
            #expect(isAsked)
            process.interrupt()
        }
        #expect(run.errors.contains("cancelled"), "\(run)")
        #expect(run.errors.contains("error: ") && run.errors.contains("refused by the test"), "\(run)")
        #expect(run.output.contains("It is the blue whale [1]."), "\(run)")
        #expect(run.status == 1 && run.errors.contains("2 questions were not answered"), "\(run)")
        // The turns that there are not are in no prompt.
        #expect(server.requests.count == 3)
        #expect(server.answered.last?.text.contains("silence") == false)
        let after = try await chat(bench, "")
        #expect(after.errors.contains("turns so far: 1, the last: What is the largest animal?"), "\(after)")
    }
}
