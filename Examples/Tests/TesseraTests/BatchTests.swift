import Foundation
import Testing

struct BatchTests {
    private func batch(
        _ bench: Workbench, _ arguments: [String], whileRunning: (Process) async throws -> Void = { _ in }
    ) async throws -> Program.Run {
        try await Program.tessera.run(
            ["batch", "--store", bench.store, bench.folder.file("questions.jsonl").path, "--out", out(bench).path]
                + arguments, whileRunning: whileRunning)
    }

    private func out(_ bench: Workbench) -> URL { bench.folder.file("answers.jsonl") }

    private func rows(_ bench: Workbench) throws -> [[String: Any]] {
        try String(contentsOf: out(bench), encoding: .utf8).split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
    }

    @Test func everyRowHasItsLineInOrderAndABadOneIsOneError() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        try bench.folder.write(
            Data(
                """
                {"id": "a", "question": "How does an index file survive a crash?", "topic": "storage"}
                {"id": "b", "question": 

                {"question": "What is the largest animal?"}
                {"id": "a", "question": "What is bread?"}
                {"id": 7, "question": "  "}
                {"id": 8, "question": "日本の首都はどこですか"}
                {"id": {}, "question": "x"}\n
                """.utf8) + Data([0xFF, 0x0A]), to: "questions.jsonl")
        let run = try await batch(bench, [])
        #expect(run.status == 2, "\(run)")
        let summary = "8 rows: 3 answered, 0 of them by an earlier run, 5 failed"
        #expect(run.output.isEmpty && run.errors.contains(summary), "\(run)")
        #expect(run.errors.contains("answering questions: 8 of 8"), "\(run)")
        let rows = try rows(bench)
        #expect(rows.map { $0["line"] as? Int } == [1, 2, 4, 5, 6, 7, 8, 9])
        #expect(rows.map { $0["id"] as? String } == ["a", nil, "4", "a", "7", "8", nil, nil])
        #expect(rows.map { $0["error"] != nil } == [false, true, false, true, true, false, true, true], "\(rows)")
        let keys: Set = ["line", "id", "answer", "citations", "removedCitations", "warnings", "trace"]
        for row in rows where row["error"] == nil { #expect(Set(row.keys) == keys) }
        let citation = try #require((rows[0]["citations"] as? [[String: Any]])?.first)
        #expect(citation["path"] as? String == "guide/storage.md")
        let id = try #require(rows[0]["trace"] as? String)
        let trace = try await Program.tessera.run(["trace", "--store", bench.store, id])
        #expect(trace.status == 0 && trace.output.contains("survive a crash"), "\(trace)")

        // All answers are there; the rows that failed are looked at again.
        let again = try await batch(bench, [])
        #expect(again.errors.contains("8 rows: 3 answered, 3 of them by an earlier run, 5 failed"), "\(again)")
        // Other documents can give other answers.
        try bench.documents.write("The library is closed.\n", to: "notes.txt")
        #expect(try await bench.ingest().status == 0)
        let later = try await batch(bench, [])
        #expect(later.errors.contains(summary), "\(later)")
    }

    @Test func aRunThatWasKilledGoesOnWithoutAskingAgain() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let count = 60
        let atOnce = 3
        try bench.folder.write(
            (0..<count).map { #"{"id": "q\#($0)", "question": "What is whale number \#($0)?"}"# }
                .joined(separator: "\n"), to: "questions.jsonl")
        let server = try ChatServer { request in
            Thread.sleep(forTimeInterval: 0.02)
            return request.text.contains("number 41?") ? .failure(status: 400) : .text("It is blue [1].")
        }
        let arguments = ["--at-once", "\(atOnce)", "--chat-url", server.url, "--chat-model", "m"]
        let killed = try await batch(bench, arguments) { process in
            let isUnderWay = try await server.hasAnswered(20)
            #expect(isUnderWay)
            kill(process.processIdentifier, SIGKILL)
        }
        #expect(killed.status == SIGKILL, "\(killed)")
        let before = server.answered.count
        #expect(before < count)
        let interrupted = try await batch(bench, arguments) { process in
            let isUnderWay = try await server.hasAnswered(before + 10)
            #expect(isUnderWay)
            process.interrupt()
        }
        #expect(interrupted.status == 130, "\(interrupted)")

        let run = try await batch(bench, arguments)
        #expect(run.status == 2 && run.errors.contains("60 rows: 59 answered"), "\(run)")
        let rows = try rows(bench)
        #expect(rows.map { $0["id"] as? String } == (0..<count).map { "q\($0)" })
        #expect(rows.filter { $0["error"] != nil }.map { $0["id"] as? String } == ["q41"], "\(rows)")
        // What ran when it was killed, and when it was interrupted, is asked again, and the row that failed; nothing else.
        let asked = server.answered.map { $0.messages.last?.content ?? "" }
        #expect(asked.count <= count + 2 * atOnce + 2, "\(asked.count)")
        #expect(Set(asked).count == count)
        let last = try await batch(bench, arguments)
        #expect(last.errors.contains("59 answered, 59 of them by an earlier run, 1 failed"), "\(last)")
    }

    @Test func whatCannotBeIsRefusedBeforeAnythingIsWritten() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let missing = try await batch(bench, [])
        #expect(missing.status == 1 && missing.errors.contains("questions.jsonl"), "\(missing)")
        try bench.folder.write(#"{"question": "x"}"#, to: "questions.jsonl")
        for wrong in [["--at-once", "0"], ["--journal", out(bench).path], ["--chat-model", "m"]] {
            let run = try await batch(bench, wrong)
            #expect(run.status == 64, "\(run)")
        }
        try bench.folder.write("no journal\n", to: "answers.jsonl.journal")
        let damaged = try await batch(bench, [])
        #expect(damaged.status == 1 && damaged.errors.contains("no journal of a batch"), "\(damaged)")
        #expect(!FileManager.default.fileExists(atPath: out(bench).path))
    }
}
