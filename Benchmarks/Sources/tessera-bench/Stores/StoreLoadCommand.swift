import ArgumentParser
import Foundation
import Retriever
import Synchronization
import VectorCore

/// `tessera-bench store-load`: what continuous ingest costs those who read meanwhile.
struct StoreLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store-load",
        abstract: "Measures readers of a store without and beside a writer that ingests at full speed.",
        discussion: """
            Each reader is a thread that asks without a pause: a search, a search with a filter, a row by its key, in turns. Idle \
            is the same readers without the writer: where they are more than the processors they wait for each other \
            then too, so that the ratio tells what the writer costs and not how many readers there are. The writer \
            inserts batches and syncs the index after each --sync-every of them. Idle and loaded turns alternate.
            """)

    @Option(help: "Rows before anything is measured.") var rows = 20_000
    @Option(help: "Components of a vector.") var dimension = 384
    @Option(help: "Threads that read.") var readers = 8
    @Option(help: "Seconds of each turn.") var seconds = 5.0
    @Option(help: "Turns of each kind.") var turns = 2
    @Option(help: "Rows of a batch.") var batch = 100
    @Option(help: "Batches between two syncs of the index.") var syncEvery = 10
    @Option(help: "Of the vectors.") var seed: UInt64 = 1
    @Flag(help: "One JSON line a figure.") var json = false

    func validate() throws {
        guard rows >= 1_000, dimension > 0 else { throw ValidationError("--rows is at least 1000, --dimension 1") }
        guard readers > 0, turns > 0, batch > 0, syncEvery > 0 else {
            throw ValidationError("--readers, --turns, --batch and --sync-every are at least 1")
        }
        guard (0.1...600).contains(seconds) else { throw ValidationError("--seconds is 0.1 to 600") }
    }

    func run() async throws {
        BLAS.setThreads(1)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-load-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let measured = try MeasuredStore(
            at: folder, vectors: ClusteredVectors(dimension: dimension, seed: seed))
        Output.progress("inserting \(rows) rows of \(dimension) components")
        for start in stride(from: 0, to: rows, by: 5_000) {
            try measured.table.insert((start..<min(start + 5_000, rows)).map(measured.row))
        }
        try await measured.index.sync()

        var idle = Latencies(), loaded = Latencies()
        var ingested = 0
        var ingestSeconds = 0.0
        for turn in 0..<turns {
            Output.progress("turn \(turn + 1) of \(turns)")
            let crowd = Crowd(measured, readers: readers, rows: rows)
            try await Task.sleep(for: .seconds(seconds))
            idle.add(try crowd.end())
            let busy = Crowd(measured, readers: readers, rows: rows)
            let (added, cost) = try await ingest(measured, from: rows + ingested)
            loaded.add(try busy.end())
            ingested += added
            ingestSeconds += cost
        }
        try report(idle, loaded, ingested: ingested, seconds: ingestSeconds)
        try measured.store.close()
    }

    /// Inserts and syncs until the turn is over.
    private func ingest(_ measured: MeasuredStore, from first: Int) async throws -> (rows: Int, seconds: Double) {
        let start = Cost.reading(CLOCK_MONOTONIC)
        var added = 0
        while Cost.reading(CLOCK_MONOTONIC) - start < seconds {
            for _ in 0..<syncEvery where Cost.reading(CLOCK_MONOTONIC) - start < seconds {
                try measured.table.insert((first + added..<first + added + batch).map(measured.row))
                added += batch
            }
            try await measured.index.sync()
        }
        return (added, Cost.reading(CLOCK_MONOTONIC) - start)
    }

    private static let table = Table(columns: [
        ("", 10), ("idle p50 ms", 11), ("p99 ms", 9), ("loaded p50", 10), ("p99 ms", 9), ("p99 ratio", 9),
        ("max ms", 9), ("idle q/s", 9), ("loaded", 9),
    ])

    private func report(_ idle: Latencies, _ loaded: Latencies, ingested: Int, seconds: Double) throws {
        if !json { try Output.line(Self.table.heading) }
        let commit = SourceCommit.current()
        for reading in StoreReading.allCases {
            let (calm, busy) = (idle.seconds[reading] ?? [], loaded.seconds[reading] ?? [])
            let figures = [0.5, 0.99].map { share in (calm.percentile(share), busy.percentile(share)) }
            let ratio = (figures[1].1 ?? .nan) / (figures[1].0 ?? .nan)
            let time = self.seconds * Double(turns)
            guard json else {
                try Output.line(
                    Self.table.row([
                        reading.rawValue, Table.milliseconds(figures[0].0), Table.milliseconds(figures[1].0),
                        Table.milliseconds(figures[0].1), Table.milliseconds(figures[1].1),
                        Table.cell(ratio, digits: 3), Table.milliseconds(busy.max()),
                        Table.cell(Double(calm.count) / time), Table.cell(Double(busy.count) / seconds),
                    ]))
                continue
            }
            let line = JSONValue.object([
                ("storeLoad", .text(reading.rawValue)), ("rows", .integer(rows)), ("dimension", .integer(dimension)),
                ("readers", .integer(readers)), ("batch", .integer(batch)), ("syncEvery", .integer(syncEvery)),
                ("idleP50", .optional(figures[0].0)), ("idleP99", .optional(figures[1].0)),
                ("loadedP50", .optional(figures[0].1)), ("loadedP99", .optional(figures[1].1)),
                ("p99Ratio", .number(ratio)), ("loadedMaximum", .optional(busy.max())),
                ("idleReadings", .integer(calm.count)), ("loadedReadings", .integer(busy.count)),
                ("rowsIngested", .integer(ingested)), ("ingestSeconds", .number(seconds)),
                ("cpu", .text(Machine.processor)), ("commit", .text(commit)),
            ])
            try Output.line(line.line)
        }
        if !json {
            try Output.line("\(ingested) rows ingested in \(Table.cell(seconds)) s beside the loaded readers")
        }
    }
}

/// Seconds of each answer, by what was asked.
private struct Latencies {
    var seconds: [StoreReading: [Double]] = [:]

    mutating func add(_ other: Latencies) {
        for (reading, values) in other.seconds { seconds[reading, default: []] += values }
    }
}

/// Threads that read until they are told to end.
private final class Crowd: Sendable {
    private struct State {
        var latencies = Latencies()
        var failure: (any Error)?
        var running: Int
    }

    private let isOver = Atomic(false)
    private let state: Mutex<State>

    init(_ measured: MeasuredStore, readers: Int, rows: Int) {
        state = Mutex(State(running: readers))
        let shared = UncheckedStore(measured)
        for reader in 0..<readers {
            Thread.detachNewThread { [self] in read(shared.value, reader: reader, rows: rows) }
        }
    }

    private func read(_ measured: MeasuredStore, reader: Int, rows: Int) {
        var own = Latencies()
        var failure: (any Error)?
        var number = reader * 100_000
        do {
            while !isOver.load(ordering: .relaxed) {
                let reading = StoreReading.allCases[number % StoreReading.allCases.count]
                own.seconds[reading, default: []].append(try reading.measure(measured, number: number, rows: rows))
                number += 1
            }
        } catch { failure = error }
        let (latencies, error) = (own, failure)
        state.withLock {
            $0.latencies.add(latencies)
            $0.failure = $0.failure ?? error
            $0.running -= 1
        }
    }

    func end() throws -> Latencies {
        isOver.store(true, ordering: .relaxed)
        while state.withLock({ $0.running }) > 0 { usleep(1_000) }
        if let error = state.withLock({ $0.failure }) { throw error }
        return state.withLock { $0.latencies }
    }
}

/// The store, its tables and its indexes are for many threads; the struct that holds them is only read.
private struct UncheckedStore: @unchecked Sendable {
    let value: MeasuredStore

    init(_ value: MeasuredStore) { self.value = value }
}
