import ArgumentParser
import Dispatch
import Foundation
import Synchronization
import VectorCore

/// `tessera-bench concurrency`: what searches cost each other, and what a writer costs them.
struct ConcurrencyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concurrency",
        abstract: "Measures one reader, two readers, and a reader beside a writer that adds at full speed.",
        discussion: """
            The index holds the first --count vectors of the base; the writer adds the others, --batch at a time, and \
            removes them all when none is left. Ratios are to one reader, by wall time and by the readers' own CPU time.
            """)

    @Option(help: "The vectors to search and to add.") var base: String
    @Option(help: "The vectors to search for.") var queries: String
    @Option(help: "l2, ip or cosine.", transform: NeighborsCommand.metric(named:)) var metric: Metric = .squaredL2
    @Option(help: "How many vectors the index holds; the writer adds the rest.") var count: Int
    @Option(help: "Which graph.") var index: IndexName = .hnsw
    @Option(parsing: .upToNextOption, help: "Parameters: key=value …") var set: [String] = []
    @Option(name: .short, help: "How many neighbours.") var k: Int = 10
    @Option(help: "Vectors in a batch of the writer's.") var batch: Int = 64
    @Option(help: "Rounds of turns; figures are medians over them.") var turns: Int = 5
    @Option(help: "Seconds that a turn lasts.") var seconds: Double = 1
    @Flag(help: "One JSON line a figure.") var json = false

    func validate() throws {
        guard index.isGraph else { throw ValidationError("--index is a graph, not \(index.rawValue)") }
        guard k > 0, batch > 0 else { throw ValidationError("-k and --batch are at least 1") }
        guard (1...1000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
        guard (0...60).contains(seconds) else { throw ValidationError("--seconds is 0 to 60") }
    }

    private enum Case: String, CaseIterable {
        case oneReader = "one reader"
        case twoReaders = "two readers"
        case besideWriter = "a reader beside a writer"

        var readers: Int { self == .twoReaders ? 2 : 1 }
    }

    private struct Figures {
        var qps: [Double] = []
        var cpuQPS: [Double] = []
        var adds: [Double] = []
    }

    func run() throws {
        let grid = try ParameterGrid([index], set: set, sweep: [])
        guard let parameters = grid.points.first, grid.points.count == 1 else {
            throw Refusal("--set gives one value to each parameter")
        }
        BLAS.setThreads(1)
        let all = try NeighborTask(base: base, queries: queries, metric: metric, k: k)
        guard (1..<all.base.rows).contains(count) else {
            throw Refusal("--count is \(count); there must be some of the \(all.base.rows) vectors left to add")
        }
        let held = Matrix(
            rows: count, columns: all.base.columns, values: Array(all.base.values.prefix(count * all.base.columns)))
        let task = NeighborTask(name: all.name, base: held, queries: all.queries, metric: metric, k: k)
        Output.progress("building \(index.rawValue) of \(count) × \(task.base.columns)")
        let engine = try TesseraEngine.build(
            index, parameters, task, threads: ProcessInfo.processInfo.activeProcessorCount
        ).0
        let writer = Writer(engine.index, all.base, from: count, batch: batch)

        var figures = [Case: Figures]()
        for _ in 0..<turns {
            for measured in Case.allCases {
                let turn = try turn(measured, engine, writer, parameters)
                figures[measured, default: Figures()].qps.append(turn.qps)
                figures[measured, default: Figures()].cpuQPS.append(turn.cpuQPS)
                figures[measured, default: Figures()].adds.append(turn.adds)
                writer.removeAll()
            }
        }
        try report(figures, parameters, task)
    }

    /// One turn: readers, and perhaps the writer, for so many seconds.
    private func turn(
        _ measured: Case, _ engine: TesseraEngine, _ writer: Writer, _ parameters: Parameters
    ) throws -> (qps: Double, cpuQPS: Double, adds: Double) {
        let failure = Mutex<(any Error)?>(nil)
        let readings = Mutex<[(queries: Int, seconds: Double, cpuSeconds: Double)]>([])
        let isOver = Atomic(false)
        let added = Atomic(0)
        let engine = UncheckedReference(engine)
        DispatchQueue.concurrentPerform(iterations: measured.readers + (measured == .besideWriter ? 1 : 0)) { worker in
            do {
                if worker >= measured.readers {
                    let start = Cost.reading(CLOCK_MONOTONIC)
                    while !isOver.load(ordering: .relaxed), Cost.reading(CLOCK_MONOTONIC) - start < 2 * seconds + 1 {
                        added.add(try writer.addBatch(), ordering: .relaxed)
                    }
                    return
                }
                let (start, cpuStart) = (Cost.reading(CLOCK_MONOTONIC), Cost.reading(CLOCK_THREAD_CPUTIME_ID))
                var queries = 0, elapsed = 0.0
                // Readers begin at different queries, so that none warms the caches for another.
                let offset = worker * engine.value.queryCount / 2
                repeat {
                    try engine.value.search(query: (offset + queries) % engine.value.queryCount, parameters)
                    queries += 1
                    elapsed = Cost.reading(CLOCK_MONOTONIC) - start
                } while elapsed < seconds
                let cpu = Cost.reading(CLOCK_THREAD_CPUTIME_ID) - cpuStart
                readings.withLock { $0.append((queries, elapsed, cpu)) }
            } catch {
                failure.withLock { $0 = error }
            }
            isOver.store(true, ordering: .relaxed)
        }
        if let error = failure.withLock({ $0 }) { throw error }
        let readers = readings.withLock { $0 }
        let longest = readers.map(\.seconds).max() ?? 1
        return (
            readers.reduce(0) { $0 + Double($1.queries) / $1.seconds },
            readers.reduce(0) { $0 + Double($1.queries) / $1.cpuSeconds } / Double(max(readers.count, 1)),
            Double(added.load(ordering: .relaxed)) / longest
        )
    }

    private static let table = Table(columns: [
        ("", 26), ("q/s", 9), ("ratio", 6), ("q/CPU s", 9), ("ratio", 6), ("adds/s", 8),
    ])

    private func report(_ figures: [Case: Figures], _ parameters: Parameters, _ task: NeighborTask) throws {
        let alone = figures[.oneReader] ?? Figures()
        let commit = SourceCommit.current()
        if !json { try Output.line(Self.table.heading) }
        for measured in Case.allCases {
            let own = figures[measured] ?? Figures()
            let (qps, cpuQPS) = (own.qps.median() ?? .nan, own.cpuQPS.median() ?? .nan)
            // Of turns that followed one another, so that a disturbance meets both.
            let ratio = zip(own.qps, alone.qps).map { $0 / $1 }.median() ?? .nan
            let cpuRatio = zip(own.cpuQPS, alone.cpuQPS).map { $0 / $1 }.median() ?? .nan
            let adds = own.adds.median() ?? 0
            if json {
                let line = JSONValue.object([
                    ("concurrency", .text(measured.rawValue)), ("index", .text(index.rawValue)),
                    ("parameters", parameters.json), ("dataSet", .text(task.name)),
                    ("vectors", .integer(task.base.rows)), ("dimension", .integer(task.base.columns)),
                    ("metric", .text(metric.rawValue)), ("k", .integer(k)), ("qps", .number(qps)),
                    ("ratio", .number(ratio)), ("cpuQPS", .number(cpuQPS)), ("cpuRatio", .number(cpuRatio)),
                    ("addsPerSecond", .number(adds)), ("cpu", .text(Machine.processor)), ("commit", .text(commit)),
                ])
                try Output.line(line.line)
            } else {
                try Output.line(
                    Self.table.row([
                        measured.rawValue, Table.cell(qps), Table.cell(ratio, digits: 3), Table.cell(cpuQPS),
                        Table.cell(cpuRatio, digits: 3), Table.cell(adds),
                    ]))
            }
        }
    }
}

/// Adds vectors to an index batch by batch, and takes them out again. One thread at a time uses it.
private final class Writer: @unchecked Sendable {
    private let index: any VectorIndex
    private let base: Matrix
    private let first: Int
    private let batch: Int
    private var next: Int

    init(_ index: any VectorIndex, _ base: Matrix, from first: Int, batch: Int) {
        self.index = index
        self.base = base
        self.first = first
        self.batch = batch
        next = first
    }

    /// - Returns: How many vectors were added.
    func addBatch() throws -> Int {
        if next == base.rows { removeAll() }
        let end = min(next + batch, base.rows)
        let columns = base.columns
        let rows = Matrix(
            rows: end - next, columns: columns, values: Array(base.values[next * columns..<end * columns]))
        try index.add(rows, ids: (next..<end).map(Int64.init))
        defer { next = end }
        return end - next
    }

    func removeAll() {
        index.remove((first..<next).map(Int64.init))
        next = first
    }
}

/// An engine whose one-by-one searches are as safe on many threads as the index itself.
private struct UncheckedReference: @unchecked Sendable {
    let value: TesseraEngine

    init(_ value: TesseraEngine) { self.value = value }
}
