import ArgumentParser
import Foundation
import Retriever
import VectorCore

/// `tessera-bench store-lag`: how long a committed row takes to be found by an index that follows its table.
struct StoreLagCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store-lag",
        abstract: "Measures the time from a commit until an index that follows its table finds the row.",
        discussion: """
            Rows are inserted one by one and in bursts, by the process whose index follows and by a process of its own \
            (--write), which tells when each commit was done. The clock ends when a search for the row's vector finds \
            the row; it is asked for without a pause.
            """)

    @Option(help: "Rows before anything is measured.") var rows = 20_000
    @Option(help: "Components of a vector.") var dimension = 384
    @Option(help: "Commits of each kind.") var commits = 50
    @Option(help: "Rows of a burst, each a commit; the last one is looked for.") var burst = 100
    @Option(help: "Of the vectors.") var seed: UInt64 = 1
    @Option(help: "Of the store; used by --write.") var folder: String?
    @Flag(help: "Inserts rows into the store in --folder, and writes when each was committed.") var write = false
    @Option(help: "The first row that --write inserts.") var first = 0
    @Flag(help: "One JSON line a figure.") var json = false

    func validate() throws {
        guard rows >= 1_000, dimension > 0 else { throw ValidationError("--rows is at least 1000, --dimension 1") }
        guard commits > 0, burst > 0 else { throw ValidationError("--commits and --burst are at least 1") }
        if write && folder == nil { throw ValidationError("--write needs --folder") }
    }

    func run() async throws {
        BLAS.setThreads(1)
        if write { return try writeAndTell() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-lag-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let measured = try MeasuredStore(at: folder, vectors: ClusteredVectors(dimension: dimension, seed: seed))
        for start in stride(from: 0, to: rows, by: 5_000) {
            try measured.table.insert((start..<min(start + 5_000, rows)).map(measured.row))
        }
        try await measured.index.sync()
        let following = measured.index.follow()
        var next = rows
        for (name, size) in [("row", 1), ("burst", burst)] {
            var lags: [Double] = []
            for _ in 0..<commits {
                for number in next..<next + size { try measured.table.insert([measured.row(number)]) }
                next += size
                lags.append(try await lag(of: next - 1, since: Self.now, measured))
            }
            try report(name, by: "same", lags)
        }
        try report("row", by: "other", try await othersLags(measured, folder, first: next))
        await following.stop()
        if case .failed(let error) = following.state { throw error }
        try measured.store.close()
    }

    /// The wall clock, which all processes share.
    private static var now: Double { Cost.reading(CLOCK_REALTIME) }

    private func lag(of number: Int, since commit: Double, _ measured: MeasuredStore) async throws -> Double {
        let options = RetrievalOptions(mode: .vector, k: 1)
        while true {
            let hits = try measured.index.search(
                text: nil, vector: measured.vectors[number], options: options, columns: ["id"])
            let lag = Self.now - commit
            if hits.first?.key == .integer(Int64(number)) { return lag }
            guard lag < 60 else { throw Refusal("row \(number) was not found within a minute") }
            // Without a pause the search would take the processor that the sync needs.
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    // MARK: - Another process

    /// Runs this program again as the writer, which waits for a line before each commit.
    private func othersLags(_ measured: MeasuredStore, _ folder: URL, first: Int) async throws -> [Double] {
        let process = Process(), asked = Pipe(), told = Pipe()
        process.executableURL = Bundle.main.executableURL
        process.arguments =
            ["store-lag", "--write", "--folder", folder.path, "--first", "\(first)", "--commits", "\(commits)"]
            + ["--dimension", "\(dimension)", "--seed", "\(seed)"]
        process.standardInput = asked
        process.standardOutput = told
        try process.run()
        defer { process.terminate() }
        var lags: [Double] = []
        for number in first..<first + commits {
            try asked.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
            let line = String(decoding: told.fileHandleForReading.availableData, as: UTF8.self)
            guard let commit = Double(line.trimmingCharacters(in: .newlines)) else {
                throw Refusal("the writing process said \(line)")
            }
            lags.append(try await lag(of: number, since: commit, measured))
        }
        process.waitUntilExit()
        return lags
    }

    private func writeAndTell() throws {
        let place = URL(fileURLWithPath: folder ?? "")
        let measured = try MeasuredStore(at: place, vectors: ClusteredVectors(dimension: dimension, seed: seed))
        for number in first..<first + commits where readLine() != nil {
            try measured.table.insert([measured.row(number)])
            try FileHandle.standardOutput.write(contentsOf: Data("\(Self.now)\n".utf8))
        }
        try measured.store.close()
    }

    private func report(_ kind: String, by process: String, _ lags: [Double]) throws {
        let (median, last) = (lags.percentile(0.5), lags.percentile(0.99))
        guard json else {
            let text = [median, last, lags.max()].map { Table.milliseconds($0) }
            return try Output.line(
                "\(kind) by the \(process) process: median \(text[0]) ms, p99 \(text[1]) ms, longest \(text[2]) ms")
        }
        let line = JSONValue.object([
            ("storeLag", .text(kind)), ("process", .text(process)), ("rows", .integer(rows)),
            ("dimension", .integer(dimension)), ("commits", .integer(lags.count)),
            ("rowsOfACommit", .integer(kind == "burst" ? burst : 1)), ("p50", .optional(median)),
            ("p99", .optional(last)), ("longest", .optional(lags.max())), ("cpu", .text(Machine.processor)),
            ("commit", .text(SourceCommit.current())),
        ])
        try Output.line(line.line)
    }
}
