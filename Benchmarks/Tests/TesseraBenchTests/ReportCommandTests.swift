import Foundation
import TestFolder
import Testing
import VectorCore
import VectorFiles

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ReportCommandTests {
    /// Results of a real, small run in a folder, and a document with a place for them.
    private func folder() throws -> URL {
        let folder = try TestFolder.make()
        var state: UInt32 = 5
        let values = (0..<300 * 8).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Float(state >> 8) / Float(1 << 24)
        }
        try StoredVectors.write(Matrix(rows: 300, columns: 8, values: values), to: folder.path + "/small-base.npy")
        let outcome = try Program.run([
            "ann", "--base", folder.path + "/small-base.npy", "--queries", folder.path + "/small-base.npy",
            "--query-count", "20", "--sweep", "efSearch=10,40", "--compare", "hnswlib", "--turns", "1", "--shortest",
            "0",
            "--json",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = folder.appendingPathComponent("results")
        try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
        try Data(outcome.output.utf8).write(to: results.appendingPathComponent("small.jsonl"))
        let text = "# Title\n\n<!-- results: small -->\nold\n<!-- end of results -->\n\nafter\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("Document.md"))
        return folder
    }

    @Test func tablesAndChartsComeFromARun() throws {
        let folder = try folder()
        let arguments = [
            "report", folder.path + "/results", "--charts", folder.path + "/Charts", "--into",
            folder.path + "/Document.md",
        ]
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let text = try String(contentsOfFile: folder.path + "/Document.md", encoding: .utf8)
        #expect(text.hasPrefix("# Title\n") && text.hasSuffix("\nafter\n") && !text.contains("old"))
        #expect(text.contains("`small`, 300 × 8, l2, k 10; one thread"))
        #expect(text.contains("| tessera hnsw |") && text.contains("| hnswlib |"))
        #expect(text.contains("(Charts/small-recall.svg)"))
        for name in ["small-recall.svg", "small-bytes.svg"] {
            let svg = try Data(contentsOf: folder.appendingPathComponent("Charts/" + name))
            #expect(XMLParser(data: svg).parse(), "\(name)")
        }
        // Once more changes nothing.
        _ = try Program.run(arguments)
        #expect(try String(contentsOfFile: folder.path + "/Document.md", encoding: .utf8) == text)
    }

    @Test func whatHasNoPlaceInTheDocumentIsNamed() throws {
        let folder = try folder()
        let document = folder.appendingPathComponent("Document.md")
        try Data("nothing here\n".utf8).write(to: document)
        let outcome = try Program.run(["report", folder.path + "/results", "--into", document.path])
        #expect(outcome.status == 0 && outcome.errors.contains("results: small"))
        #expect(try String(contentsOf: document, encoding: .utf8) == "nothing here\n")
    }

    @Test func whatCannotBeReportedEndsWithAMessage() throws {
        let folder = try folder()
        let bad = folder.appendingPathComponent("bad")
        try FileManager.default.createDirectory(at: bad, withIntermediateDirectories: true)
        try Data("{\"recall\": 1, \"parameters\": {}}\n".utf8).write(to: bad.appendingPathComponent("x.jsonl"))
        let empty = try TestFolder.make()
        for (arguments, word) in [
            ([folder.path + "/nowhere"], "nowhere"), ([empty.path], "no .jsonl"), ([bad.path], "x, line 1"),
            ([folder.path + "/results", "--into", folder.path + "/missing.md"], "missing.md"),
        ] {
            let outcome = try Program.run(["report"] + arguments)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty)
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
        }
    }
}
