import Foundation
import Testing

struct AskTests {
    @Test func anExtractiveAnswerIsLabelledAndCited() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let run = try await bench.ask("How does an index file survive a crash?")
        #expect(run.status == 0, "\(run)")
        #expect(run.errors.contains("extractive"), "\(run)")
        #expect(run.output.contains("renamed"), "\(run)")
        let citation = try #require(run.output.split(separator: "\n").last { $0.hasPrefix("[") }, "\(run)")
        #expect(run.output.contains("guide/storage.md > Storage > Crash safety [bytes "), "\(run)")
        #expect(citation.hasSuffix("]"))
    }

    @Test func theJSONHasTheWholeAnswer() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        for question in ["How does an index file survive a crash?", "東京はどこの首都ですか"] {
            let run = try await bench.ask(question, "--json")
            #expect(run.status == 0, "\(run)")
            try checkAnswer(run, of: bench)
        }
    }

    @Test func aChatServerThatCannotBeReachedIsAnErrorAndNothingElse() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let url = "http://127.0.0.1:\(try LocalSocket.closedPort())/v1"
        for json in [[], ["--json"]] {
            let run = try await Program.tessera.run(
                ["ask", "--store", bench.store, "crash", "--chat-url", url, "--chat-model", "m"] + json)
            #expect(run.status == 1, "\(run)")
            #expect(run.output.isEmpty, "\(run)")
            #expect(run.errors.contains(url), "\(run)")
        }
        #expect(try await bench.ask("crash").status == 0)
    }

    @Test func aURLAndAModelGoTogether() async throws {
        for half in [["--chat-url", "http://127.0.0.1:1/v1"], ["--chat-model", "m"]] {
            let run = try await Program.tessera.run(["ask", "--store", "/nonexistent", "x"] + half)
            #expect(run.status != 0 && run.errors.contains("go together"), "\(run)")
        }
    }

    @Test func aRealChatServerAnswers() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        try await LlamaServer.run { url in
            let run = try await bench.ask(
                "What is the largest animal?", "--chat-url", url, "--chat-model", "smollm2", "--json")
            #expect(run.status == 0, "\(run)")
            let answer = try checkAnswer(run, of: bench)
            #expect(!(answer["answer"] as? String ?? "").isEmpty)
            // The exact prompt can be read back.
            let trace = try #require(answer["trace"] as? [String: Any])
            let sent = "\(trace)"
            #expect(sent.contains("blue whale"))
            let streamed = try await bench.ask(
                "What is the largest animal?", "--chat-url", url, "--chat-model", "smollm2")
            #expect(streamed.status == 0 && !streamed.output.isEmpty, "\(streamed)")
            #expect(!streamed.errors.contains("extractive"))
        }
    }

    @Test func aSessionIsRememberedAndIsItsUsersAlone() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let server = try ChatServer { request in
            .text(request.isForAnswer ? "It is the blue whale [1]." : "How long does the largest animal live?")
        }
        func ask(_ user: String, _ question: String) async throws -> Program.Run {
            try await bench.ask(
                question, "--session", "whales", "--user", user, "--chat-url", server.url, "--chat-model", "m")
        }
        #expect(try await ask("ada", "What is the largest animal?").output.hasPrefix("It is the blue whale [1]."))
        // Another process, as after a restart.
        #expect(try await ask("ada", "How long does it live?").status == 0)
        #expect(server.requests.count == 3, "the follow-up is made to stand alone first")
        let second = try #require(server.answered.last)
        #expect(
            second.messages.dropFirst().prefix(2) == [
                .init(role: "user", content: "What is the largest animal?"),
                .init(role: "assistant", content: "It is the blue whale [1]. "),
            ], "\(second)")
        #expect(second.messages.last?.content.contains("How long does the largest animal live?") == true, "\(second)")
        #expect(try await ask("bob", "How long does it live?").status == 0)
        #expect(server.requests.count == 4)
        #expect(server.answered.last?.text.contains("What is the largest animal?") == false)
        let invalid = try await ask("", "x")
        #expect(invalid.status == 1 && invalid.errors.contains("cannot name a user"), "\(invalid)")
    }

    @Test func controlCEndsARequestThatWouldTakeMinutes() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let (descriptor, port) = try LocalSocket.listening()
        defer { close(descriptor) }
        let clock = ContinuousClock()
        var interrupted = clock.now
        let run = try await Program.tessera.run([
            "ask", "--store", bench.store, "crash", "--chat-url", "http://127.0.0.1:\(port)/v1", "--chat-model", "m",
        ]) { process in
            // The request is under way once the server has a connection.
            let isConnected = try await LocalSocket.hasConnection(descriptor, within: .seconds(60))
            #expect(isConnected)
            interrupted = clock.now
            process.interrupt()
        }
        #expect(run.status == 130, "\(run)")
        #expect(clock.now - interrupted < .seconds(5))
        #expect(run.errors.contains("interrupted"), "\(run)")
    }

    /// Whether the object has its keys, and every citation its place.
    @discardableResult
    private func checkAnswer(_ run: Program.Run, of bench: Workbench) throws -> [String: Any] {
        let answer = try #require(run.json as? [String: Any], "\(run)")
        #expect(Set(answer.keys) == ["answer", "citations", "removedCitations", "trace"])
        let text = try #require(answer["answer"] as? String)
        let citations = try #require(answer["citations"] as? [[String: Any]])
        #expect(answer["removedCitations"] as? Int != nil)
        for citation in citations {
            #expect(Set(citation.keys) == ["number", "path", "heading", "start", "end", "text"])
            let number = try #require(citation["number"] as? Int)
            #expect(text.contains("[\(number)]"), "\(text)")
            let start = try #require(citation["start"] as? Int)
            let end = try #require(citation["end"] as? Int)
            let bytes = try Data(contentsOf: bench.documents.file(try #require(citation["path"] as? String)))
            #expect(String(decoding: bytes[start..<end], as: UTF8.self) == citation["text"] as? String)
        }
        return answer
    }
}
