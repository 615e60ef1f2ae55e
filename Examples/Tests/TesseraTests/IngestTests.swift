import Foundation
import Testing

struct IngestTests {
    @Test func aFolderIsIngestedAndAnUnchangedOneCostsNothing() async throws {
        guard let bench = try Workbench.make() else { return }
        let first = try await bench.ingest()
        #expect(first.status == 0, "\(first)")
        #expect(
            first.output.contains("5 seen, 5 added, 0 changed, 0 moved, 0 unchanged, 0 deleted, 0 skipped"), "\(first)")
        #expect(first.output.contains("parse calls: 5, embedding calls: "), "\(first)")
        #expect(!first.output.contains("embedding calls: 0"), "\(first)")
        #expect(!first.errors.contains("\r"), "no progress bar without a terminal: \(first)")

        let second = try await bench.ingest()
        #expect(second.status == 0, "\(second)")
        #expect(
            second.output.contains("5 seen, 0 added, 0 changed, 0 moved, 5 unchanged, 0 deleted, 0 skipped"),
            "\(second)")
        #expect(second.output.contains("parse calls: 0, embedding calls: 0"), "\(second)")
    }

    @Test func theAnalyzerIsChosenWhenTheStoreIsMade() async throws {
        guard let bench = try Workbench.make() else { return }
        try bench.documents.write("Die Häuser der Stadt sind alt.\n", to: "haus.txt")
        let unknown = try await bench.ingest("--analyzer", "klingon")
        #expect(unknown.status == 64 && unknown.errors.contains("german"), "\(unknown)")
        #expect(try await bench.ingest("--analyzer", "german").status == 0)
        let found = try await bench.search("Haus", "--mode", "keyword", "--json")
        #expect((found.json as? [[String: Any]] ?? []).compactMap { $0["path"] as? String } == ["haus.txt"], "\(found)")
        #expect(try await bench.ingest().status == 0)
        let other = try await bench.ingest("--analyzer", "french")
        #expect(other.status == 1 && other.errors.contains("german"), "\(other)")
    }

    @Test func editedDeletedAndRenamedFilesAreNoticed() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let files = FileManager.default
        try bench.documents.write("The library closes at noon on Sundays; zebras are welcome.\n", to: "notes.txt")
        try files.removeItem(at: bench.documents.file("guide/bread.md"))
        try files.moveItem(at: bench.documents.file("page.html"), to: bench.documents.file("whales.html"))
        let run = try await bench.ingest()
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("4 seen, 0 added, 1 changed, 1 moved, 2 unchanged, 1 deleted, 0 skipped"), "\(run)")
        // Only the edited file's text is new; the renamed file's is embedded already.
        #expect(run.output.contains("embedding calls: 1"), "\(run)")

        func paths(_ query: String) async throws -> [String] {
            let run = try await bench.search(query, "--mode", "keyword", "--json")
            #expect(run.status == 0, "\(run)")
            return (run.json as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
        }
        #expect(try await paths("zebras") == ["notes.txt"])
        #expect(try await paths("dough refrigerator").isEmpty)
        #expect(try await paths("blue whale") == ["whales.html"])
        #expect(try await paths("morning evening").isEmpty)
    }

    @Test func filesThatCannotBeReadAreSkippedWithAWord() async throws {
        guard let bench = try Workbench.make() else { return }
        try bench.documents.write(Data([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1, 0, 0xFF]), to: "photo.md")
        try bench.documents.write(Data("<meta charset=martian>Latin: caf".utf8) + [0xE9, 0x0A], to: "latin.html")
        try bench.documents.write("one line of ", to: "huge.txt")
        try FileHandle(forWritingTo: bench.documents.file("huge.txt")).truncate(atOffset: 100 << 20)
        let run = try await bench.ingest()
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("3 skipped"), "\(run)")
        for name in ["photo.md", "latin.html", "huge.txt"] {
            #expect(
                run.output.split(separator: "\n").contains { $0.contains("skipped") && $0.contains(name) }, "\(run)")
        }
        let found = try await bench.search("crash safety", "--json", "-k", "1")
        #expect((found.json as? [[String: Any]])?.first?["path"] as? String == "guide/storage.md")
    }

    @Test func pagesOfAPDFAreFound() async throws {
        guard let bench = try Workbench.make() else { return }
        #if os(Linux)
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext") else {
                return Models.skip("/usr/bin/pdftotext is not there; apt-get install poppler-utils brings it")
            }
        #endif
        try bench.documents.write(Self.pdf(saying: "The walrus sleeps on the ice."), to: "walrus.PDF")
        let run = try await bench.ingest()
        #expect(run.status == 0 && run.output.contains("6 added") && run.output.contains("0 skipped"), "\(run)")
        let found = try await bench.search("walrus", "--mode", "keyword", "--json")
        let hit = try #require((found.json as? [[String: Any]])?.first, "\(found)")
        #expect(hit["path"] as? String == "walrus.PDF")
        #expect(hit["text"] as? String == "The walrus sleeps on the ice.")
    }

    /// One page with one line.
    private static func pdf(saying text: String) -> Data {
        let content = "BT /F1 12 Tf 72 700 Td (\(text)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var body = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(body.utf8.count)
            body += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = body.utf8.count
        body += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places {
            let digits = String(place)
            body += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        body += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(body.utf8)
    }

    @Test func nothingIsLostByAFolderOfBadFilesAnEmptyOneOrNone() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let bad = try TemporaryFolder()
        try bad.write(Data([0, 1, 2, 0xFF]), to: "a.txt")
        try bad.write(Data([0, 1, 2, 0xFE]), to: "b.md")
        let empty = try TemporaryFolder()
        for folder in [bad.path, empty.path, empty.path + "/none", bench.documents.path + "/notes.txt"] {
            let run = try await Program.tessera.run(["ingest", "--store", bench.store, folder])
            #expect(run.status != 0, "\(folder): \(run)")
            #expect(!run.errors.isEmpty, "\(folder)")
            #expect(!run.errors.contains("Fatal error"), "\(run)")
        }
        let found = try await bench.search("crash safety", "--json", "-k", "1")
        #expect((found.json as? [[String: Any]])?.first?["path"] as? String == "guide/storage.md", "\(found)")
        // An empty folder makes no store either.
        let fresh = empty.file("store").path
        let nothing = try TemporaryFolder()
        #expect(try await Program.tessera.run(["ingest", "--store", fresh, nothing.path]).status != 0)
    }

    @Test func aMissingModelIsNamedTogetherWithWhatFetchesIt() async throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "documents/a.txt")
        let run = try await Program.tessera.run(
            ["ingest", "--store", folder.file("store").path, folder.file("documents").path],
            environment: ["TESSERA_MODELS": folder.path])
        #expect(run.status != 0)
        #expect(run.errors.contains("Scripts/fetch-models.sh"), "\(run)")
        let damaged = try await Program.tessera.run(
            ["ingest", "--store", folder.file("store").path, folder.file("documents").path, "--model", folder.path])
        #expect(damaged.status != 0)
        #expect(!damaged.errors.contains("Fatal error") && !damaged.errors.isEmpty, "\(damaged)")
    }
}
