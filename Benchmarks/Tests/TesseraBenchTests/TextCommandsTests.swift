import Foundation
import TestFolder
import Testing
import VectorCore
import VectorFiles

struct TextCommandsTests {
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

    private let collection = [
        "corpus.jsonl": """
        {"_id": "1", "title": "Foxes", "text": "The red fox hunts at night."}
        {"_id": "2", "title": "", "text": "吾輩は猫である。名前はまだ無い。"}
        {"_id": "3", "title": "Bees", "text": "Honey bees dance to tell where the flowers are."}
        """,
        "queries.jsonl": """
        {"_id": "a", "text": "when does a fox hunt?"}
        {"_id": "b", "text": "bees and flowers"}
        {"_id": "c", "text": "zzzz"}
        """,
        "qrels/test.tsv": "query-id\tcorpus-id\tscore\na\t1\t1\nb\t3\t2\nc\t2\t1\n",
    ]

    @Test func keywordRetrievalIsScoredAndWritesItsRun() throws {
        let folder = try folder(collection)
        let run = folder.path + "/run.trec"
        let arguments = ["retrieval", "--data", folder.path, "--qrels", "test", "--mode", "keyword", "--run", run]
        let outcome = try Program.run(arguments + ["--json", "--store", folder.path + "/store"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let result = try #require(try outcome.objects().first)
        for key in ["ndcg@10", "recall@100", "mrr@10", "qps", "cpuQPS"] {
            #expect(result[key] is Double, "\(key)")
        }
        // Two of three questions have words of their document; the third finds nothing and counts 0.
        #expect(abs((result["mrr@10"] as? Double ?? 0) - 2.0 / 3) < 1e-12)
        let lines = try String(contentsOfFile: run, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("a Q0 1 1 ") && $0.hasSuffix(" tessera-keyword") })
        let scored = try Program.run(["score", "--qrels", folder.path + "/qrels/test.tsv", "--run", run, "--json"])
        #expect(try scored.objects().first?["ndcg@10"] as? Double == result["ndcg@10"] as? Double)
        // The kept store is used again.
        let again = try Program.run(arguments + ["--json", "--store", folder.path + "/store"])
        #expect(try again.objects().first?["mrr@10"] as? Double == result["mrr@10"] as? Double, "\(again.errors)")
    }

    @Test func aRerankingThatCannotBeIsRefused() throws {
        let arguments = ["retrieval", "--data", try folder(collection).path, "--qrels", "test", "--mode", "keyword"]
        for (options, word) in [
            (["--rerank", "other"], "maxsim"), (["--rerank", "maxsim", "--rerank-depth", "101"], "rerank-depth"),
            (["--rerank", "maxsim", "--model", "/nowhere"], "/nowhere"), (["--queries", "0"], "--queries"),
            (["--rerank", "judge", "--judge-url", "http://127.0.0.1:1/v1", "--queries", "1"], "127.0.0.1"),
        ] {
            let outcome = try Program.run(arguments + options)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty)
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    @Test func aDataSetThatIsNotWholeIsRefused() throws {
        for name in ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"] {
            var files = collection
            files[name] = "{"
            let outcome = try Program.run(
                ["retrieval", "--data", folder(files).path, "--qrels", "test", "--mode", "keyword"])
            #expect(outcome.status == 1 && !outcome.crashed && outcome.output.isEmpty)
            #expect(outcome.errors.contains(name), "\(outcome.errors)")
        }
    }

    @Test(arguments: ["fixed", "recursive", "sentence", "structure", "code"])
    func chunksAreExactlyTheirBytes(chunker: String) throws {
        let texts = [
            "a.md": "# Fox 🦊\n\nThe *red* fox.\n\n## 猫\n\n吾輩は猫である。\n", "sub/b.txt": "Plain é text.\nMore of it.\n",
            "c.bin": "skipped",
        ]
        let folder = try folder(texts)
        let output = folder.path + "/chunks.jsonl"
        let outcome = try Program.run([
            "chunk", "--input", folder.path, "--chunker", chunker, "--size", "12", "--overlap", "3", "--output", output,
            "--json",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let summary = try #require(try outcome.objects().first)
        #expect(summary["files"] as? Int == 2 && summary["skipped"] as? Int == 1)
        #expect(summary["bytes"] as? Int == (texts["a.md"] ?? "").utf8.count + (texts["sub/b.txt"] ?? "").utf8.count)
        for key in ["chunks", "seconds", "cpuSeconds"] { #expect(summary[key] is NSNumber) }
        // Parsing alone takes no longer than parsing and cutting.
        let rates = ["megabytesPerCPUSecond", "parsedMegabytesPerCPUSecond"].compactMap { summary[$0] as? Double }
        #expect(rates.count == 2 && rates[0] <= rates[1], "\(rates)")
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == summary["chunks"] as? Int && lines.count > 3)
        for line in lines {
            let chunk = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let path = try #require(chunk["path"] as? String), text = try #require(chunk["text"] as? String)
            let start = try #require(chunk["start"] as? Int), end = try #require(chunk["end"] as? Int)
            let bytes = try Array(Data(contentsOf: folder.appendingPathComponent(path)))
            #expect(Array(bytes[start..<end]) == Array(text.utf8))
        }
    }

    @Test func whatCannotBeChunkedEndsWithAMessage() throws {
        let folder = try folder(["a.txt": "text", "empty/c.bin": ""])
        try Data([0x61, 0xFF, 0x62]).write(to: folder.appendingPathComponent("bad.txt"))
        let size = ["--chunker", "fixed", "--size", "10", "--json"]
        for arguments in [
            ["--input", folder.path + "/missing"] + size, ["--input", folder.path + "/bad.txt"] + size,
            ["--input", folder.path + "/empty"] + size,
            ["--input", folder.path + "/a.txt", "--chunker", "magic", "--size", "10"],
            ["--input", folder.path + "/a.txt", "--chunker", "fixed", "--size", "0"],
            ["--input", folder.path + "/a.txt", "--chunker", "fixed", "--size", "5", "--overlap", "5"],
        ] {
            let outcome = try Program.run(["chunk"] + arguments)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty, "\(arguments)")
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
        // Beside others it is named and counted, and the others are chunked.
        let outcome = try Program.run(["chunk", "--input", folder.path] + size)
        #expect(outcome.status == 1 && !outcome.crashed)
        #expect(outcome.errors.contains("bad.txt"))
        let summary = try #require(try outcome.objects().first)
        #expect(summary["refused"] as? Int == 1 && summary["files"] as? Int == 1)
    }

    @Test func chunksThatHoldNothingButTheAnswerScoreOne() throws {
        guard Program.hasMiniLM else { return }
        let folder = try folder(Self.foxes(start: 20, end: 41))
        let outcome = try Program.run([
            "chunk-quality", "--data", folder.path, "--chunkers", "recursive", "--unit", "characters", "--size", "22",
            "--k", "1", "2", "--json",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        #expect(lines.map { $0["chunks"] as? Int } == [2, 2], "\(lines)")
        #expect(lines.map { $0["recall"] as? Double } == [1, 1], "\(lines)")
        #expect(lines.first?["precision"] as? Double == 1 && lines.first?["iou"] as? Double == 1, "\(lines)")
        #expect((lines.last?["iou"] as? Double ?? 1) < 0.6, "\(lines)")
    }

    @Test func questionsWhoseAnswersAreNotThereAreRefused() throws {
        for (files, word) in [
            (Self.foxes(start: 19, end: 40), "not what stands there"), (Self.foxes(start: 20, end: 400), "outside"),
            (["questions_df.csv": "question\n"], "corpora"),
        ] {
            let outcome = try Program.run(["chunk-quality", "--data", folder(files).path])
            #expect(outcome.status == 1 && !outcome.crashed && outcome.output.isEmpty)
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    /// Two paragraphs, the second of which answers the one question, whose reference is given in scalars.
    private static func foxes(start: Int, end: Int) -> [String: String] {
        [
            "corpora/animals.md": "A café serves tea.\n\nThe fox is red today.\n",
            "questions_df.csv":
                "question,references,corpus_id\n\"What colour, \"\"now\"\", is the fox?\","
                + "\"[{\"\"content\"\": \"\"The fox is red today.\"\", \"\"start_index\"\": \(start), "
                + "\"\"end_index\"\": \(end)}]\",animals\n",
        ]
    }

    @Test func embeddingWritesAVectorALine() throws {
        guard Program.hasMiniLM else { return }
        let folder = try folder(["texts.txt": "a red fox\r\n\nきつね\na red fox"])
        let output = folder.path + "/vectors.npy"
        let outcome = try Program.run(["embed", "--texts", folder.path + "/texts.txt", "--output", output, "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let result = try #require(try outcome.objects().first)
        #expect(result["texts"] as? Int == 4)
        // [CLS] a red fox [SEP], twice; an empty text is the two special tokens.
        #expect((result["tokens"] as? Int ?? 0) > 5 + 2 + 3 + 5 - 1)
        for key in [
            "seconds", "cpuSeconds", "textsPerSecond", "textsPerCPUSecond", "tokensPerCPUSecond", "loadSeconds",
            "peakBytes", "loadPeakBytes", "p50", "p99", "tokenizedBytesPerCPUSecond",
        ] {
            #expect((result[key] as? NSNumber)?.doubleValue ?? 0 > 0, "\(key)")
        }
        #expect(result["queryTokens"] as? Int == 12)
        let vectors = try StoredVectors.vectors(output)
        #expect(vectors.rows == 4 && vectors.columns == 384)
        for row in 0..<4 {
            #expect(abs(vectors[row: row].reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
        }
        let likeness = zip(vectors[row: 0], vectors[row: 3]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        #expect(likeness > 0.9999)
    }

    @Test func aPrecisionIsChosenByItsName() throws {
        guard Program.hasMiniLM else { return }
        let texts = try folder(["texts.txt": "a red fox"]).path + "/texts.txt"
        for name in ["float32", "bf16"] {
            let outcome = try Program.run(
                ["embed", "--texts", texts, "--precision", name, "--query", "a red fox", "--json"])
            #expect(try outcome.objects().first?["queryTokens"] as? Int == 5)
            #expect(try outcome.objects().first?["precision"] as? String == name, "\(outcome.errors)")
        }
        let refused = try Program.run(["embed", "--texts", texts, "--precision", "fp8"])
        #expect(refused.status != 0 && refused.errors.contains("float32 or bf16"), "\(refused.errors)")
    }

    @Test func whatCannotBeEmbeddedEndsWithAMessage() throws {
        let folder = try folder(["texts.txt": "a", "empty.txt": ""])
        try Data([0x61, 0xFF]).write(to: folder.appendingPathComponent("bad.txt"))
        for (texts, model) in [
            ("texts.txt", folder.path), ("texts.txt", "/nowhere"), ("missing.txt", "/nowhere"),
            ("empty.txt", "/nowhere"),
            ("bad.txt", "/nowhere"),
        ] {
            let outcome = try Program.run(["embed", "--model", model, "--texts", folder.path + "/" + texts])
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty)
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
    }
}
