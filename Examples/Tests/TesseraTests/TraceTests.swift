import Foundation
import Testing

struct TraceTests {
    private func trace(_ bench: Workbench, _ arguments: String...) async throws -> Program.Run {
        try await Program.tessera.run(["trace", "--store", bench.store] + arguments)
    }

    @Test func everyCallCanBeReadBackWithItsExactPrompt() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let none = try await trace(bench)
        #expect(none.status == 0 && none.output.isEmpty && none.errors.contains("no record"), "\(none)")
        #expect((try await trace(bench, "--json").json as? [Any])?.isEmpty == true)

        let server = try ChatServer { request in
            request.text.contains("breaks") ? .failure(status: 400) : .text("It is the blue whale [1].")
        }
        func ask(_ question: String, _ more: String...) async throws -> Program.Run {
            try await Program.tessera.run(
                [
                    "ask", "--store", bench.store, question, "--user", "ada", "--chat-url", server.url,
                    "--chat-model", "m",
                ] + more)
        }
        func id(_ run: Program.Run) throws -> String {
            let line = try #require(run.errors.split(separator: "\n").first { $0.hasPrefix("trace: ") }, "\(run)")
            return String(line.dropFirst("trace: ".count))
        }
        let good = try id(try await ask("What is the largest animal?"))
        let failed = try await ask("What breaks?")
        #expect(failed.status == 1)
        let bad = try id(failed)
        #expect(try await ask("What is it?", "--no-trace").errors.contains("trace:") == false)

        var run = try await trace(bench, good)
        #expect(run.status == 0 && run.output.contains("What is the largest animal?"), "\(run)")
        for span in ["rag_chain", "  retrieval", "    embeddings ", "  generation", "    chat m"] {
            #expect(run.output.contains(" ms  \(span)"), "\(span): \(run)")
        }
        // What the server got is what is shown.
        for message in try #require(server.requests.first).messages {
            #expect(run.output.contains("--- \(message.role)\n\(message.content)\n"), "\(message) \(run)")
        }
        #expect(run.output.contains("--- response\nIt is the blue whale [1]. \n"), "\(run)")
        #expect(run.output.contains("grounded_answer@1") && run.output.contains("asked by ada"), "\(run)")

        run = try await trace(bench, good, "--json")
        let whole = try #require(run.json as? [String: Any], "\(run)")
        let sent = ((whole["requests"] as? [[String: Any]])?.first?["request"] as? [String: Any])?["messages"]
        let contents = (sent as? [[String: Any]])?.compactMap { $0["content"] as? String }
        #expect(contents == server.requests.first?.messages.map(\.content))

        run = try await trace(bench, bad)
        #expect(run.output.contains("error: ") && run.output.contains("none: "), "\(run)")

        let calls = try #require(try await trace(bench, "--json").json as? [[String: Any]])
        #expect(calls.map { $0["id"] as? String } == [bad, good], "newest first, without the one not to be kept")
        #expect(calls.map { $0["status"] as? String } == ["error", "ok"])
        #expect(calls.allSatisfy { $0["requester"] as? String == "ada" && $0["milliseconds"] as? Double ?? 0 > 0 })
        let listed = try await trace(bench, "--limit", "1")
        #expect(listed.output.contains(bad) && !listed.output.contains(good), "\(listed)")

        let unknown = try await trace(bench, "0123456789abcdef0123456789abcdef")
        #expect(unknown.status == 1 && unknown.output.isEmpty, "\(unknown)")
        #expect(unknown.errors.contains("no call of id 0123456789abcdef0123456789abcdef"), "\(unknown)")
    }
}
