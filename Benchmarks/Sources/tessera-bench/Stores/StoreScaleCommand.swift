import ArgumentParser
import Foundation
import Retriever
import VectorCore

/// `tessera-bench store-scale`: a large table with its index, from making it to asking it anew.
struct StoreScaleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store-scale",
        abstract: "Builds a store of many rows with vectors, opens it again and asks it.",
        discussion: """
            The vectors are clustered by chance from a seed. The second opening is by a process of its own \
            (--open FOLDER), so that memory and times are those of an application that starts; its files are warm.
            """)

    @Option(help: "How many rows.") var rows = 100_000
    @Option(help: "Components of a vector.") var dimension = 384
    @Option(help: "Rows of an insertion.") var batch = 10_000
    @Option(help: "Queries of each kind.") var queries = 1_000
    @Option(help: "Queries whose answers are compared with a scan of all vectors.") var judged = 100
    @Option(help: "Of the vectors.") var seed: UInt64 = 1
    @Option(help: "A folder that keeps the store; a temporary one without it.") var folder: String?
    @Flag(help: "Opens the store that is in --folder, and asks it.") var open = false
    @Flag(help: "One JSON line.") var json = false

    func validate() throws {
        guard rows >= 1_000, dimension > 0 else { throw ValidationError("--rows is at least 1000, --dimension 1") }
        guard batch > 0, queries > 0, judged >= 0 else { throw ValidationError("--batch and --queries are at least 1") }
        if open && folder == nil { throw ValidationError("--open needs --folder") }
    }

    func run() async throws {
        BLAS.setThreads(1)
        let place =
            folder.map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("tessera-scale-\(UUID().uuidString)")
        defer { if folder == nil { try? FileManager.default.removeItem(at: place) } }
        if open { return try ask(place) }
        try await build(place)
        try reopen(place)
    }

    private func build(_ place: URL) async throws {
        let measured = try MeasuredStore(at: place, vectors: ClusteredVectors(dimension: dimension, seed: seed))
        var inserting = 0.0
        for start in stride(from: 0, to: rows, by: batch) {
            let rows = (start..<min(start + batch, rows)).map(measured.row)
            inserting += try Cost.measuring { try measured.table.insert(rows) }.1.seconds
            Output.progress("\(start + rows.count) rows")
        }
        let (_, syncing) = try await Cost.measuring { try await measured.index.sync() }
        let (_, saving) = try Cost.measuring { try measured.index.checkpoint() }
        let (_, closing) = try Cost.measuring { try measured.store.close() }
        try report(
            "build",
            [
                ("insertSeconds", .number(inserting)), ("rowsPerMinute", .number(Double(rows) / inserting * 60)),
                ("syncSeconds", .number(syncing.seconds)), ("syncCPUSeconds", .number(syncing.cpuSeconds)),
                ("checkpointSeconds", .number(saving.seconds)), ("closeSeconds", .number(closing.seconds)),
                ("databaseBytes", .integer(try Self.bytes(place.appendingPathComponent("store.sqlite")))),
                ("indexBytes", .integer(try Self.bytes(place.appendingPathComponent("indexes")))),
                ("peakMemoryBytes", .integer(Self.memory("VmHWM"))),
            ])
    }

    /// Runs this program again on the store.
    private func reopen(_ place: URL) throws {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments =
            ["store-scale", "--open", "--folder", place.path]
            + ["--rows", "\(rows)", "--dimension", "\(dimension)", "--queries", "\(queries)"]
            + ["--judged", "\(judged)", "--seed", "\(seed)"] + (json ? ["--json"] : [])
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refusal("opening the store again failed") }
    }

    private func ask(_ place: URL) throws {
        let vectors = ClusteredVectors(dimension: dimension, seed: seed)
        let start = Cost.reading(CLOCK_MONOTONIC)
        let measured = try MeasuredStore(at: place, vectors: vectors)
        let opened = Cost.reading(CLOCK_MONOTONIC)
        _ = try StoreReading.search.measure(measured, number: 0, rows: rows)
        let answered = Cost.reading(CLOCK_MONOTONIC)
        guard try measured.table.count() == rows else { throw Refusal("the store has another number of rows") }
        var fields: [(String, JSONValue)] = [
            ("openSeconds", .number(opened - start)), ("firstAnswerSeconds", .number(answered - start)),
            ("memoryAfterOpeningBytes", .integer(Self.memory("VmRSS"))),
        ]
        for reading in StoreReading.allCases {
            let times = try (1...queries).map { try reading.measure(measured, number: $0, rows: rows) }
            fields += [
                ("\(reading.rawValue)P50", .optional(times.percentile(0.5))),
                ("\(reading.rawValue)P99", .optional(times.percentile(0.99))),
            ]
        }
        fields.append(("memoryBytes", .integer(Self.memory("VmRSS"))))
        if judged > 0 { fields.append(("recallAt10", .number(try recall(measured)))) }
        try report("reopened", fields)
    }

    /// The share of the ten nearest rows that searches find, by a scan of all vectors.
    private func recall(_ measured: MeasuredStore) throws -> Double {
        var nearest = [[Neighbor]](repeating: [], count: judged)
        for start in stride(from: 0, to: rows, by: 20_000) {
            let ids = (start..<min(start + 20_000, rows)).map(Int64.init)
            let part = try FlatIndex(dimension: dimension, metric: .cosine)
            var matrix = Matrix(columns: dimension)
            for id in ids { try matrix.append(measured.vectors[Int(id)]) }
            try part.add(matrix, ids: ids)
            for query in 0..<judged {
                let found = try part.search(measured.vectors[-1 - query], k: 10)
                nearest[query] = Array((nearest[query] + found).sorted { $0.distance < $1.distance }.prefix(10))
            }
        }
        var right = 0
        for query in 0..<judged {
            let hits = try measured.index.search(
                text: nil, vector: measured.vectors[-1 - query], options: RetrievalOptions(mode: .vector, k: 10),
                columns: ["id"])
            right += Set(hits.compactMap { $0.key.integerValue }).intersection(nearest[query].map(\.id)).count
        }
        return Double(right) / Double(10 * judged)
    }

    private func report(_ stage: String, _ figures: [(String, JSONValue)]) throws {
        if !json {
            for (name, value) in figures { try Output.line("\(stage) \(name): \(value.line)") }
            return
        }
        let fields: [(String, JSONValue)] =
            [
                ("storeScale", .text(stage)), ("rows", .integer(rows)), ("dimension", .integer(dimension)),
                ("seed", .integer(Int(seed))),
            ] + figures + [("cpu", .text(Machine.processor)), ("commit", .text(SourceCommit.current()))]
        try Output.line(JSONValue.object(fields).line)
    }

    /// Of a file or of all files in a folder.
    private static func bytes(_ place: URL) throws -> Int {
        let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: [.fileSizeKey])
        let inside = files?.compactMap { $0 as? URL } ?? []
        return try ([place] + inside).reduce(0) {
            let values = try $1.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            return $0 + (values.isRegularFile == true ? values.fileSize ?? 0 : 0)
        }
    }

    /// A figure of the process's memory; 0 where the system does not tell.
    private static func memory(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 } ?? 0
    }
}
