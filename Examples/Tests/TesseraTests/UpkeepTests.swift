import Foundation
import Testing

struct UpkeepTests {
    private func run(_ bench: Workbench, _ command: String, _ arguments: String...) async throws -> Program.Run {
        try await Program.tessera.run([command, "--store", bench.store] + arguments)
    }

    private func first(_ run: Program.Run) -> [String: Any] { (run.json as? [[String: Any]])?.first ?? [:] }

    @Test func whatAKilledIngestHasDoneIsNotDoneAgain() async throws {
        guard let bench = try Workbench.make() else { return }
        let total = 305
        for number in 0..<300 {
            try bench.documents.write(
                "Note number \(number) is about foxes, owls and \(number * 7).", to: "n/\(number).txt")
        }
        let killed = try await Program.tessera.run(["ingest", "--store", bench.store, bench.documents.path]) {
            process in
            // Its log grows with each document.
            let log = URL(fileURLWithPath: bench.store).appendingPathComponent("store.sqlite-wal").path
            for _ in 0..<6_000 {
                let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
                if size ?? 0 > 2 << 20 { break }
                try await Task.sleep(for: .milliseconds(5))
            }
            kill(process.processIdentifier, SIGKILL)
        }
        let tables = try await run(bench, "tables", "--json").json as? [[String: Any]] ?? []
        let known = tables.first { ($0["name"] as? String)?.hasSuffix("_documents") == true }?["rows"] as? Int ?? 0
        #expect(killed.status == SIGKILL && known > 0, "\(killed) \(tables)")

        let again = try await Program.tessera.run(["ingest", "--store", bench.store, "--json", bench.documents.path])
        let report = try #require(again.json as? [String: Any], "\(again)")
        #expect(report["unchanged"] as? Int == known && report["parseCalls"] as? Int == total - known, "\(again)")
        #expect(report["seen"] as? Int == total && (report["problems"] as? [Any])?.isEmpty == true)
        let status = first(try await run(bench, "status", "--json"))
        #expect(status["state"] as? String == "online" && status["rows"] as? Int == report["chunks"] as? Int)
        let checked = try await run(bench, "check", "--json")
        #expect(checked.status == 0, "\(checked)")
    }

    @Test func anIndexIsSyncedOnRequestAndItsTableNamesIt() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        for name in ["documents_index", "documents_chunks"] {
            let result = try await run(bench, "sync", name, "--json")
            #expect(first(result)["index"] as? String == "main.default.documents_index", "\(result)")
            #expect(first(result)["embeddedTexts"] as? Int == 0 && first(result)["refused"] as? Int == 0)
        }
        let none = try await run(bench, "sync", "documents_errors")
        #expect(none.status == 1 && none.errors.contains("no index follows"), "\(none)")
        let text = try await run(bench, "sync", "documents_index")
        #expect(text.output.contains("main.default.documents_index: version"), "\(text)")
        let status = try await run(bench, "status")
        #expect(status.status == 0 && status.output.contains("online"), "\(status)")
    }

    @Test func checkTellsDamageFromWhatIsMadeAnew() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        #expect(try await run(bench, "sync", "documents_index").status == 0)
        var checked = try await run(bench, "check", "--json")
        var found = try #require(checked.json as? [String: Any], "\(checked)")
        #expect((found["problems"] as? [String])?.isEmpty == true, "\(checked)")
        #expect((found["rebuilds"] as? [Any])?.isEmpty == true, "\(checked)")

        let indexes = URL(fileURLWithPath: bench.store).appendingPathComponent("indexes")
        let file = try #require(
            (FileManager.default.enumerator(at: indexes, includingPropertiesForKeys: nil)?.allObjects as? [URL])?
                .first { !$0.hasDirectoryPath })
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 0xFF
        try bytes.write(to: file)
        checked = try await run(bench, "check", "--json")
        found = try #require(checked.json as? [String: Any], "\(checked)")
        let rebuild = try #require((found["rebuilds"] as? [[String: Any]])?.first, "\(checked)")
        #expect(checked.status == 0 && (rebuild["reason"] as? String)?.contains("damaged") == true, "\(checked)")
        #expect((rebuild["file"] as? String)?.hasSuffix(file.lastPathComponent) == true)

        // A page of the database: a problem, or a store that refuses to open.
        let database = URL(fileURLWithPath: bench.store).appendingPathComponent("store.sqlite")
        bytes = try Data(contentsOf: database)
        for at in stride(from: bytes.count / 2, to: min(bytes.count, bytes.count / 2 + 60_000), by: 7) {
            bytes[at] ^= 0x5A
        }
        try bytes.write(to: database)
        checked = try await run(bench, "check")
        #expect(checked.status == 1 && !checked.errors.contains("Fatal error"), "\(checked)")
    }

    @Test func aVacuumGivesBackOldVersions() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        try bench.documents.write("The library closes at noon; zebras are welcome.\n", to: "notes.txt")
        #expect(try await bench.ingest().status == 0)
        let kept = try await run(bench, "vacuum", "--json")
        #expect(((kept.json as? [String: Any])?["removedImages"] as? [String: Int])?.isEmpty == true, "\(kept)")
        let result = try await run(bench, "vacuum", "--retention-hours", "0", "--json")
        let removed = (result.json as? [String: Any])?["removedImages"] as? [String: Int]
        #expect((removed?["main.default.documents_documents"] ?? 0) > 0, "\(result)")
        let old = try await run(bench, "changes", "documents_documents", "--from", "1")
        #expect(old.status == 1 && old.errors.contains("version"), "\(old)")
        #expect(try await run(bench, "changes", "documents_documents").status == 0)
        #expect(try await bench.search("zebras", "--mode", "keyword", "--json").output.contains("zebras"))
        #expect(try await run(bench, "vacuum", "--retention-hours", "-1").status != 0)
    }
}
