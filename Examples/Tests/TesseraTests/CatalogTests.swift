import Foundation
import Testing

struct CatalogTests {
    private func run(_ bench: Workbench, _ command: String, _ arguments: String...) async throws -> Program.Run {
        try await Program.tessera.run([command, "--store", bench.store] + arguments)
    }

    private func objects(_ run: Program.Run) -> [[String: Any]] { run.json as? [[String: Any]] ?? [] }

    @Test func tablesAreListedAndDescribed() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        var result = try await run(bench, "tables", "--json")
        let names = objects(result).compactMap { $0["name"] as? String }
        #expect(
            names == ["chunks", "documents", "errors"].map { "main.default.documents_\($0)" }, "\(result)")
        #expect(objects(result)[1]["rows"] as? Int == 5)
        result = try await run(bench, "tables")
        #expect(result.status == 0 && result.output.contains("main.default.documents_chunks"), "\(result)")

        result = try await run(bench, "describe", "documents_documents", "--json")
        let described = try #require(result.json as? [String: Any], "\(result)")
        #expect(described["kind"] as? String == "table")
        let table = try #require(described["table"] as? [String: Any])
        #expect(table["rows"] as? Int == 5 && table["version"] as? Int == 5)
        let columns = table["columns"] as? [[String: Any]] ?? []
        #expect(columns.first?["name"] as? String == "id" && columns.first?["isPrimaryKey"] as? Bool == true)
        #expect((described["downstream"] as? [String])?.first == "table main.default.documents_chunks")

        result = try await run(bench, "describe", "documents_index", "--json")
        let index = (result.json as? [String: Any])?["index"] as? [String: Any]
        #expect(index?["state"] as? String == "online" && index?["lag"] as? Int == 0, "\(result)")
        result = try await run(bench, "describe", "documents_chunks")
        #expect(result.output.contains("primary key") && result.output.contains("versions: 0 to"), "\(result)")
    }

    @Test func theFeedTellsWhatAnEditChanged() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let before = objects(try await run(bench, "changes", "documents_chunks", "--json"))
        #expect(!before.isEmpty && before.allSatisfy { $0["_change_type"] as? String == "insert" })
        let last = try #require(before.last?["_commit_version"] as? Int)
        try bench.documents.write("The library closes at noon; zebras are welcome.\n", to: "notes.txt")
        try FileManager.default.removeItem(at: bench.documents.file("guide/bread.md"))
        #expect(try await bench.ingest().status == 0)

        let result = try await run(bench, "changes", "documents_chunks", "--from", "\(last + 1)", "--json")
        let feed = objects(result)
        func paths(_ type: String) -> Set<String> {
            Set(feed.filter { $0["_change_type"] as? String == type }.compactMap { $0["path"] as? String })
        }
        #expect(paths("insert") == ["notes.txt"] && paths("delete") == ["notes.txt", "guide/bread.md"], "\(result)")
        #expect(Set(feed.compactMap { $0["_commit_version"] as? Int }) == [last + 1, last + 2], "\(result)")
        #expect((feed.first?["_commit_timestamp"] as? String)?.hasSuffix("Z") == true)
        // Nothing is new to whoever has seen all.
        let rest = try await run(bench, "changes", "documents_chunks", "--from", "\(last + 3)", "--json")
        #expect(rest.status == 0 && objects(rest).isEmpty && rest.json != nil, "\(rest)")
        let text = try await run(bench, "changes", "documents_chunks", "--to", "1", "--limit", "1")
        #expect(text.output.split(separator: "\n").count == 1 && text.output.contains("  insert  "), "\(text)")
    }

    @Test func unknownNamesAreAnsweredWithWhatThereIs() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        for command in ["describe", "changes", "sync"] {
            let result = try await run(bench, command, "documents_chunk")
            #expect(result.status == 1 && result.output.isEmpty, "\(result)")
            #expect(result.errors.contains("nothing named main.default.documents_chunk"), "\(result)")
            #expect(result.errors.contains("main.default.documents_chunks"), "\(result)")
        }
        let status = try await run(bench, "status", "documents_chunks")
        #expect(status.status == 1 && status.errors.contains("no index named"), "\(status)")
        for arguments in [
            ["changes", "documents_index"], ["describe", "a.b.c.d"], ["changes", "documents_chunks", "--from", "900"],
        ] {
            let result = try await Program.tessera.run([arguments[0], "--store", bench.store] + arguments.dropFirst())
            #expect(result.status == 1 && !result.errors.isEmpty && !result.errors.contains("Fatal"), "\(result)")
        }
        for command in [
            ["tables"], ["describe", "x"], ["changes", "x"], ["sync", "x"], ["status"], ["vacuum"], ["check"],
        ] {
            let none = bench.folder.file("none").path
            let result = try await Program.tessera.run([command[0], "--store", none] + command.dropFirst())
            #expect(result.status == 1 && result.errors.contains("there is no store"), "\(result)")
            #expect(!FileManager.default.fileExists(atPath: none))
            let help = try await Program.tessera.run([command[0], "--help"])
            #expect(help.status == 0 && help.output.contains("OVERVIEW"), "\(help)")
        }
    }
}
