import ChainKit
import Foundation
import ModelServing
import Synchronization
import TestSupport
import Testing

@Suite struct BatchJournalTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("answers.journal"))
    }

    private func run(
        _ model: AnsweringModel, _ rows: [BatchQuestion], at url: URL, options: BatchOptions = BatchOptions()
    ) async throws -> [BatchResult] {
        let journal = try BatchJournal(at: url)
        let results = try await batchChain(model).batch(rows, options: options, journal: journal)
            .reduce(into: [BatchResult]()) { $0.append($1) }
        await journal.close()
        return results
    }

    @Test func aSecondRunAsksOnlyWhatHasNoAnswer() async throws {
        try await withFolder { url in
            let failing = AnsweringModel { question in
                if question == "q3" { throw ModelError(.endpointFailed, "no") }
                return "first \(question)"
            }
            let first = try await run(failing, batchRows(0..<10), at: url)
            #expect(first.filter { (try? $0.outcome.get()) == nil }.map(\.id) == ["row 3"])
            var rows = batchRows(0..<12)
            rows[5].question = "another"
            let second = AnsweringModel { "second \($0)" }
            let results = try await run(second, rows, at: url)
            #expect(Set(second.calls.questions) == ["q3", "another", "q10", "q11"])
            #expect(try results[4].outcome.get() == first[4].outcome.get() && results[4].isResumed)
            #expect(results.map(\.isResumed) == (0..<12).map { ![3, 5, 10, 11].contains($0) })
            let third = AnsweringModel { "third \($0)" }
            #expect(try await run(third, rows, at: url).allSatisfy { $0.isResumed } && third.calls.questions.isEmpty)
            // Another version of the chain.
            _ = try await run(third, rows, at: url, options: BatchOptions(version: "2"))
            #expect(third.calls.questions.count == 12)
        }
    }

    @Test func aCutLineIsAskedAgainAndDamageIsAnError() async throws {
        try await withFolder { url in
            _ = try await run(AnsweringModel { $0 }, batchRows(0..<5), at: url)
            let whole = try Data(contentsOf: url)
            for cut in [1, 2, 40] {
                try whole.dropLast(cut).write(to: url)
                let model = AnsweringModel { $0 }
                _ = try await run(model, batchRows(0..<5), at: url)
                #expect(model.calls.questions.count == 1)
                #expect(try Data(contentsOf: url).count == whole.count)
            }
            try (Data("{}\n".utf8) + whole).write(to: url)
            #expect(throws: BatchJournalError.self) { try BatchJournal(at: url) }
            #expect(throws: BatchJournalError.self) {
                try BatchJournal(at: url.appendingPathComponent("nowhere"))
            }
        }
    }

    @Test func noFlippedByteIsBelieved() async throws {
        try await withFolder { url in
            _ = try await run(AnsweringModel { $0 }, batchRows(0..<2), at: url)
            let whole = try Data(contentsOf: url)
            // But for the last one, whose line looks cut.
            for place in whole.indices.dropLast() {
                var damaged = whole
                damaged[place] ^= 1
                try damaged.write(to: url)
                #expect(throws: BatchJournalError.self, "byte \(place)") { try BatchJournal(at: url) }
            }
        }
    }

    @Test func twoBatchesDoNotShareAJournal() async throws {
        try await withFolder { url in
            let first = try BatchJournal(at: url)
            #expect(throws: BatchJournalError.inUse(path: url.path)) { try BatchJournal(at: url) }
            #expect(await first.count == 0)
            await first.close()
            _ = try BatchJournal(at: url)
            let model = AnsweringModel { $0 }
            await #expect(throws: BatchJournalError.self) {
                for try await _ in batchChain(model).batch(batchRows(0..<3), journal: first) {}
            }
            #expect(model.calls.questions.isEmpty)
        }
    }

    /// Where the test and the process that it kills meet.
    private static func folder(of process: Int32) -> URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("tessera-killed-batch-\(process)")
    }

    /// Appends a line, in the file when it returns.
    private static func note(_ line: String, in file: URL) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("\(line)\n".utf8))
        try handle.close()
    }

    @Test func aKilledBatchGoesOnWithoutPayingTwice() async throws {
        let folder = Self.folder(of: getpid())
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let taken = folder.appendingPathComponent("taken")
        let calls = folder.appendingPathComponent("calls")
        for file in [taken, calls] { try Data().write(to: file) }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let folder = Self.folder(of: getppid())
            let lock = Mutex(0)
            let model = AnsweringModel { question in
                try lock.withLock { count in
                    try Self.note(question, in: folder.appendingPathComponent("calls"))
                    count += 1
                    if count == 300 { kill(getpid(), SIGKILL) }
                }
                return question
            }
            let journal = try BatchJournal(at: folder.appendingPathComponent("journal"))
            for try await result in batchChain(model).batch(batchRows(0..<1_000), journal: journal) {
                try Self.note(result.id, in: folder.appendingPathComponent("taken"))
            }
        }
        func lines(_ file: URL) throws -> [String] {
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        }
        let handedOut = try lines(taken)
        #expect(try lines(calls).count == 300 && handedOut.count > 200)
        let model = AnsweringModel { $0 }
        let results = try await run(model, batchRows(0..<1_000), at: folder.appendingPathComponent("journal"))
        #expect(try results.map { try $0.outcome.get().text } == (0..<1_000).map { "q\($0)" })
        // What was handed out is never asked again, and of all the calls only those under way at the kill are.
        #expect(results.prefix(handedOut.count).allSatisfy { $0.isResumed })
        #expect((700...708).contains(model.calls.questions.count), "\(model.calls.questions.count)")
    }
}
