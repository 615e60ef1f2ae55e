import Foundation
import Testing

struct QuestionnairesTests {
    private func run(
        _ bench: Workbench, _ count: Int, whileRunning: (Process) async throws -> Void = { _ in }
    ) async throws -> Program.Run {
        try await Program.questionnaires.run(
            [
                Models.encoder.path, bench.documents.path, bench.folder.file("questions.jsonl").path,
                bench.folder.path, "\(count)",
            ], whileRunning: whileRunning)
    }

    private func lines(_ file: URL) throws -> [Substring] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    }

    @Test func aKilledRunGoesOnInOrder() async throws {
        guard let bench = try Workbench.make() else { return }
        let questions = [
            "How does an index file survive a crash?", "What is the largest animal?", "When does the library open?",
            "How long does the dough rest?", "Where are backups?", "Who may write?", "How hot is the oven?",
        ]
        try bench.folder.write(
            questions.map { #"{"text": "\#($0)"}"# }.joined(separator: "\n"), to: "questions.jsonl")
        let count = 21
        let journal = bench.folder.file("answers.journal")
        let killed = try await run(bench, count) { process in
            for _ in 0..<6_000 {
                if let known = try? lines(journal).count, known >= 3 { break }
                try await Task.sleep(for: .milliseconds(5))
            }
            kill(process.processIdentifier, SIGKILL)
        }
        #expect(killed.status == SIGKILL, "\(killed)")
        // The last line may be cut.
        let known = try lines(journal).count - 1
        #expect(known >= 2 && known < count, "\(known)")

        let again = try await run(bench, count)
        let resumed = again.output.components(separatedBy: "rows: ").last.flatMap { Int($0.prefix(while: \.isNumber)) }
        #expect(again.status == 0 && resumed ?? 0 >= known, "\(known) known: \(again)")
        #expect(again.output.contains(" 0 texts embedded") && again.output.contains(", 0 failed"), "\(again)")
        let answers = try lines(bench.folder.file("answers.jsonl")).map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
        #expect(answers.map { $0["id"] as? String } == (0..<count).map { "row-\($0)" })
        #expect(answers.first?["sources"] as? [String] == ["guide/storage.md"], "\(answers)")
        // Every call is recorded: the rows, and those that were under way when it was killed.
        let calls = try await Program.tessera.run(["trace", "--store", bench.store, "--json", "--limit", "1000"])
        let recorded = (calls.json as? [Any])?.count ?? 0
        #expect((count...count + 4).contains(recorded), "\(recorded) calls")
    }

    /// The whole of it over SciFact, with the figures on standard error.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TESSERA_LONG"] == "1"))
    func tenThousandRowsAreAnsweredInBoundedMemory() async throws {
        guard let bench = try Workbench.make() else { return }
        let shared =
            ProcessInfo.processInfo.environment["TESSERA_SHARED"].map { URL(fileURLWithPath: $0) }
            ?? Page.root.deletingLastPathComponent().appendingPathComponent("shared")
        let data = shared.appendingPathComponent("data/scifact")
        guard FileManager.default.fileExists(atPath: data.path) else {
            return Models.skip("SciFact is not in \(data.path)")
        }
        let run = try await Program.questionnaires.run(
            [
                Models.encoder.path, data.appendingPathComponent("corpus.jsonl").path,
                data.appendingPathComponent("queries.jsonl").path, bench.folder.path,
            ], limit: .seconds(7_200))
        FileHandle.standardError.write(Data("\(run)\n".utf8))
        #expect(run.status == 0 && run.output.contains("10000 rows: 0 of an earlier run, 0 failed"), "\(run)")
        let answers = try lines(bench.folder.file("answers.jsonl"))
        #expect(answers.count == 10_000)
        #expect(answers.enumerated().allSatisfy { $1.contains("\"id\":\"row-\($0)\"") })
    }
}
