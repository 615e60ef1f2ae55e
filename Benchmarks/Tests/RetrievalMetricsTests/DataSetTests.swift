import Foundation
import RetrievalMetrics
import TestFolder
import Testing

struct DataSetTests {
    /// A folder of files by their paths.
    private func folder(_ files: [String: String]) throws -> URL {
        let folder = try TestFolder.make()
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return folder
    }

    private let whole = [
        "corpus.jsonl": #"{"_id": "d1", "title": "T", "text": "one"}"# + "\n\n" + #"{"_id": "d2", "text": "二"}"# + "\n",
        "queries.jsonl": #"{"_id": "q2", "text": "b"}"# + "\n" + #"{"_id": "q1", "text": "a"}"# + "\n"
            + #"{"_id": "unjudged", "text": "c"}"#,
        "qrels/test.tsv": "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\nq2\td1\t0\n",
    ]

    @Test func aFolderGivesDocumentsAndItsJudgedQueries() throws {
        let data = try BEIRFolder(folder(whole).path, judgements: "test")
        #expect(data.documents.map(\.whole) == ["T\none", "二"])
        #expect(data.queries.map(\.id) == ["q2", "q1"])
        #expect(data.judgements.grades == ["q1": ["d1": 1], "q2": ["d2": 2, "d1": 0]])
    }

    @Test(arguments: [
        ("corpus.jsonl", #"{"_id": "d1", "text": "x"}"# + "\n{", "line 2"),
        ("corpus.jsonl", #"{"_id": 7, "text": "x"}"#, "line 1"),
        ("corpus.jsonl", #"{"_id": "a b", "text": "x"}"#, "blanks"),
        ("corpus.jsonl", #"{"_id": "a", "text": "x"}"# + "\n" + #"{"_id": "a", "text": "x"}"#, "second time"),
        ("corpus.jsonl", "", "empty"),
        ("queries.jsonl", #"{"_id": "q1", "text": "a"}"#, "'q2'"),
        ("qrels/test.tsv", "", "no judgements"),
        ("qrels/test.tsv", "q1 d1\n", "expected"),
        ("qrels/test.tsv", "q1\td1\t1\nq1\td2\tmany\n", "'many'"),
        ("qrels/test.tsv", "q1\td1\t1\nq1\td1\t1\n", "second time"),
    ]) func aDamagedFileIsRefusedByPlace(name: String, text: String, reason: String) throws {
        var files = whole
        files[name] = text
        let path = try folder(files).path
        let error = #expect(throws: BEIRError.self) { _ = try BEIRFolder(path, judgements: "test") }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test func missingFilesAndStrangeNamesAreRefused() throws {
        let path = try folder(whole).path
        for name in ["dev", "", "../test", "test/"] {
            #expect(throws: BEIRError.self, "\(name)") { _ = try BEIRFolder(path, judgements: name) }
        }
        #expect(throws: BEIRError.self) { _ = try BEIRFolder(path + "/nothing", judgements: "test") }
    }

    @Test func aRunIsReadBackAsWritten() throws {
        let ranking = Ranking([("a", 0.1), ("b", 1e-7), ("c", -3.25), ("d", 123_456.78)])
        let run = RunFile.lines(query: "q", ranking, tag: "t")
        let path = try folder(["run": run]).appendingPathComponent("run").path
        #expect(try RunFile.read(path) == ["q": ranking])
    }
}
