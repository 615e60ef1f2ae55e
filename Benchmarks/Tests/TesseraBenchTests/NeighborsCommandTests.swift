import Foundation
import TestFolder
import Testing
import VectorCore
import VectorFiles

/// Short runs: a test says nothing about speed.
private let quick = ["--turns", "1", "--shortest", "0", "--json"]

struct NeighborsCommandTests {
    static let keys: Set<String> = [
        "engine", "index", "parameters", "dataSet", "vectors", "dimension", "metric", "k", "recall", "qps", "cpuQPS",
        "p50", "p99", "buildSeconds", "buildCPUSeconds", "bytesPerVector", "fileBytesPerVector", "cpu",
        "instructionSet", "threads", "commit",
    ]

    /// 400 vectors and 20 queries without pattern, in files of a new folder.
    private func small(zeroRow: Bool = false) throws -> (folder: URL, arguments: [String]) {
        var state: UInt32 = 7
        func next() -> Float {
            state = state &* 1_664_525 &+ 1_013_904_223
            return Float(state >> 8) / Float(1 << 24) - 0.5
        }
        var base = Matrix(rows: 400, columns: 12, values: (0..<400 * 12).map { _ in next() })
        if zeroRow { try base.append([Float](repeating: 0, count: 12)) }
        let queries = Matrix(rows: 20, columns: 12, values: (0..<20 * 12).map { _ in next() })
        let folder = try TestFolder.make()
        try StoredVectors.write(base, to: folder.path + "/base.npy")
        try StoredVectors.write(queries, to: folder.path + "/queries.fvecs")
        return (folder, ["ann", "--base", folder.path + "/base.npy", "--queries", folder.path + "/queries.fvecs"])
    }

    @Test(arguments: ["l2", "ip", "cosine"]) func anExactSearchFindsAll(metric: String) throws {
        let (folder, arguments) = try small()
        let results = folder.path + "/found.ivecs"
        let outcome = try Program.run(
            arguments + ["--index", "flat", "--metric", metric, "-k", "7", "--results", results] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let point = try #require(try outcome.objects().first)
        #expect(Set(point.keys) == Self.keys.union(["distances"]))
        #expect(point["recall"] as? Double == 1)
        #expect(point["distances"] as? Double == 400)
        #expect(point["engine"] as? String == "tessera")
        #expect((point["parameters"] as? [String: Any])?.isEmpty == true)
        #expect(point["fileBytesPerVector"] is NSNull)
        let found = try StoredVectors.ids(results)
        #expect(found.rows == 20 && found.columns == 7)
        #expect(found.values.allSatisfy { (0..<400).contains($0) })
        // What it found is taken as the truth of a second run.
        let again = try Program.run(
            arguments + ["--index", "flat", "--metric", metric, "-k", "7", "--truth", results] + quick)
        #expect(try again.objects().first?["recall"] as? Double == 1, "\(again.errors)")
    }

    @Test func aSweepGivesALineForEachPointAndEngine() throws {
        let (_, arguments) = try small()
        let outcome = try Program.run(
            arguments + [
                "--index", "hnsw", "--set", "m=8", "efConstruction=40", "--sweep", "efSearch=10,400", "--compare",
                "hnswlib,faiss", "--threads", "2",
            ] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let points = try outcome.objects()
        #expect(
            points.compactMap { $0["engine"] as? String }
                == Array(repeating: ["tessera", "hnswlib", "faiss"], count: 2).flatMap { $0 })
        for point in points {
            // An engine that counts its distances says so.
            #expect(Set(point.keys).subtracting(["distances"]) == Self.keys)
            if point["engine"] as? String == "hnswlib" {
                // All of the 400 at most, and some once more on higher layers.
                let distances = try #require(point["distances"] as? Double)
                #expect(distances > 10 && distances <= 600)
            }
            let parameters = try #require(point["parameters"] as? [String: Int])
            #expect(parameters["m"] == 8 && parameters["efConstruction"] == 40)
            // At 400 candidates of 400 vectors the whole graph is walked.
            if parameters["efSearch"] == 400 { #expect(point["recall"] as? Double == 1) }
            for key in ["qps", "cpuQPS", "p50", "p99", "buildSeconds", "buildCPUSeconds", "bytesPerVector"] {
                #expect((point[key] as? Double ?? 0) > 0, "\(key)")
            }
        }
    }

    @Test func theFirstVectorsAreASetOfTheirOwn() throws {
        let (folder, arguments) = try small()
        let results = folder.path + "/found.ivecs"
        let outcome = try Program.run(
            arguments + [
                "--index", "flat", "--count", "50", "--query-count", "6", "--results", results, "--compare", "hnswlib",
            ] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        for point in try outcome.objects() {
            // The truth is that of the 50, not of the 400.
            #expect(point["recall"] as? Double == 1)
            #expect(point["vectors"] as? Int == 50 && point["dimension"] as? Int == 12)
            #expect(point["dataSet"] as? String == "base" && point["metric"] as? String == "l2")
        }
        let found = try StoredVectors.ids(results)
        #expect(found.rows == 6 && found.values.allSatisfy { (0..<50).contains($0) })
        for count in [0, -1, 401] { try refused(arguments + ["--count=\(count)"] + quick, saying: "400") }
        try refused(arguments + ["--query-count", "21"] + quick, saying: "20")
    }

    @Test func speedsAtRecallsFollowASweep() throws {
        let (_, arguments) = try small()
        let sweep = ["--set", "m=4", "efConstruction=10", "--sweep", "efSearch=10,20,400", "--compare", "hnswlib"]
        let outcome = try Program.run(arguments + sweep + ["--at-recall", "0.5,1"] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        #expect(lines.count == 3 * 2 + 2)
        for (line, engine) in zip(lines.suffix(2), ["tessera", "hnswlib"]) {
            #expect(line["engine"] as? String == engine && line["index"] as? String == "hnsw")
            let levels = try #require(line["atRecall"] as? [String: [String: Any]])
            #expect(Set(levels.keys) == ["0.50", "1.00"])
            // Of the points whose recall is 1, the fastest counts.
            let full = lines.prefix(6).filter { $0["engine"] as? String == engine && $0["recall"] as? Double == 1 }
            #expect(levels["1.00"]?["cpuQPS"] as? Double == full.compactMap { $0["cpuQPS"] as? Double }.max())
            let ratio = levels["0.50"]?["ratioToHNSWLib"] as? Double
            #expect(engine == "hnswlib" ? ratio == 1 : (ratio ?? 0) > 0)
        }
        let table = try Program.run(arguments + sweep + ["--at-recall", "0.9"] + quick.filter { $0 != "--json" })
        #expect(table.status == 0 && table.output.contains("× hnswlib"), "\(table.errors)")
        try refused(arguments + ["--at-recall", "0.9,x"], saying: "x")
        try refused(arguments + ["--at-recall", "1.5"], saying: "1.5")
    }

    @Test func aSavedIndexOpensAndAnswersTheSame() throws {
        let (folder, arguments) = try small()
        let file = folder.path + "/index", first = folder.path + "/a.ivecs", second = folder.path + "/b.ivecs"
        let saved = try Program.run(arguments + ["--save", file, "--results", first] + quick)
        let opened = try Program.run(arguments + ["--open", file, "--results", second] + quick)
        #expect(saved.status == 0 && opened.status == 0, "\(saved.errors) \(opened.errors)")
        #expect(try StoredVectors.ids(first) == StoredVectors.ids(second))
        let bytes = try #require(try saved.objects().first?["fileBytesPerVector"] as? Double)
        #expect(bytes > 48)
        #expect(try opened.objects().first?["fileBytesPerVector"] as? Double == bytes)

        var damaged = try Data(contentsOf: URL(fileURLWithPath: file))
        damaged[damaged.count / 2] ^= 0x10
        try damaged.write(to: URL(fileURLWithPath: file))
        try refused(arguments + ["--open", file] + quick)
        try refused(arguments + ["--open", file, "--metric", "ip"] + quick)
        try refused(arguments + ["--open", folder.path + "/missing"] + quick)
    }

    @Test(arguments: ["flat-u8", "flat-rabitq", "ivf", "ivfpq"]) func codesAndListsAreMeasured(name: String) throws {
        let (_, arguments) = try small()
        let lists = name.hasPrefix("ivf") ? ["--set", "nlist=4", "--sweep", "nprobe=1,4"] : []
        let outcome = try Program.run(arguments + ["--index", name] + lists + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let points = try outcome.objects()
        #expect(points.count == (lists.isEmpty ? 1 : 2))
        let recall = try #require(points.last?["recall"] as? Double)
        #expect(recall > 0.9)
    }

    @Test func listsStandBesideThoseOfFaiss() throws {
        let (_, arguments) = try small()
        let lists = ["--index", "ivf", "--set", "nlist=4", "nprobe=4"]
        let outcome = try Program.run(arguments + lists + ["--compare", "faiss"] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let points = try outcome.objects()
        #expect(points.compactMap { $0["engine"] as? String } == ["tessera", "faiss"])
        #expect(points.compactMap { $0["recall"] as? Double } == [1, 1])
        try refused(arguments + lists + ["--compare", "hnswlib"] + quick, saying: "faiss")
    }

    @Test func whatCannotBeDoneEndsWithAMessage() throws {
        let (folder, arguments) = try small()
        try refused(arguments + ["--index", "hnsw,hnsw"], saying: "twice")
        try refused(arguments + ["--index", "hnsw,flat"], saying: "both")
        try refused(arguments + ["--index", "hnsw,"])
        try refused(arguments + ["--index", "kdtree"])
        try refused(arguments + ["--compare", "annoy"], saying: "hnswlib")
        try refused(arguments + ["--metric", "l3"])
        try refused(arguments + ["-k", "0"])
        try refused(arguments + ["-k", "401"], saying: "400")
        try refused(arguments + ["--threads", "0"])
        try refused(arguments + ["--set", "m=0"], saying: "m=0")
        try refused(arguments + ["--set", "m"], saying: "key=value")
        try refused(arguments + ["--set", "nprobe=3"], saying: "nprobe")
        try refused(arguments + ["--set", "m=4", "--sweep", "m=4,8"], saying: "twice")
        try refused(arguments + ["--index", "flat", "--set", "m=4"], saying: "none")
        try refused(arguments + ["--save", folder.path + "/x", "--sweep", "m=4,8"], saying: "one index")
        try refused(arguments + ["--results", "/nowhere/x.ivecs"] + quick, saying: "/nowhere")
        try refused(["ann", "--base", "/nowhere.npy", "--queries", "/nowhere.npy"], saying: "/nowhere.npy")
    }

    @Test func truthThatIsNotThisTasksIsRefused() throws {
        let (folder, arguments) = try small()
        let path = folder.path + "/truth.ivecs"
        func truth(_ rows: Int, _ columns: Int, _ id: (Int, Int) -> Int) throws -> [String] {
            let values = (0..<rows).flatMap { row in (0..<columns).map { Int32(id(row, $0)) } }
            try StoredVectors.write(IDTable(rows: rows, columns: columns, values: values), to: path)
            return arguments + ["--index", "flat", "--truth", path] + quick
        }
        try refused(truth(19, 10) { _, column in column }, saying: "19 rows")
        try refused(truth(20, 9) { _, column in column }, saying: "9 neighbours")
        try refused(truth(20, 10) { _, column in column + 391 }, saying: "400")
        try refused(truth(20, 10) { _, column in -column }, saying: "no base vector")
        try refused(truth(20, 10) { _, _ in 3 }, saying: "twice")
        try refused(truth(20, 10) { row, column in row * 20 + column }, saying: "nearer")
    }

    @Test func aZeroVectorHasNoCosine() throws {
        let (_, arguments) = try small(zeroRow: true)
        try refused(arguments + ["--metric", "cosine"] + quick)
    }

    @Test func queriesOfAnotherDimensionAreRefused() throws {
        let (folder, arguments) = try small()
        try StoredVectors.write(Matrix(rows: 1, columns: 3, values: [1, 2, 3]), to: folder.path + "/queries.fvecs")
        try refused(arguments, saying: "components")
    }

    @Test func aReaderThatGoesAwayEndsItWithoutACrash() throws {
        let (_, arguments) = try small()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let command = ([try Program.executable().path] + arguments + quick).map { "'\($0)'" }.joined(separator: " ")
        process.arguments = ["-c", "{ sleep 0.3; \(command); echo $? >&2; } | true"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(said.split(separator: "\n").last == "1", "\(said)")
    }

    @Test func siftIsFoundAtTheRecallOfTheRecordedTruth() throws {
        guard let sift = Program.dataSet("sift-5k-ngt")?.path else { return }
        let outcome = try Program.run(
            [
                "ann", "--base", sift + "/base5k.fvecs", "--queries", sift + "/siftsmall_query.fvecs", "--truth",
                sift + "/groundtruth_l2_top100.ivecs", "--metric", "l2", "--index", "hnsw", "--set", "efSearch=64",
            ] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let recall = try #require(try outcome.objects().first?["recall"] as? Double)
        #expect(recall >= 0.99)
    }

    /// A message on standard error, nothing on standard output, a status other than 0, and no crash.
    private func refused(_ arguments: [String], saying word: String = "") throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status != 0 && !outcome.crashed, "\(arguments)")
        #expect(outcome.output.isEmpty, "\(outcome.output)")
        #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        #expect(word.isEmpty || outcome.errors.contains(word), "\(outcome.errors)")
    }
}
