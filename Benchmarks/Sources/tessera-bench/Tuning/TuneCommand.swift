import ArgumentParser
import Foundation
import VectorCore
import VectorFiles

/// `tessera-bench tune`: what the tuner tries and chooses, and whether the choice keeps what was asked for.
struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract:
            "Lets the tuner choose an index, builds it of all vectors, and judges it by queries that it has not seen.",
        discussion: """
            Prints the trials, the fastest of those that reach the goal first, then the choice with its recall and speed. The \
            status is 1 when nothing reaches the goal within the budgets.
            """)

    @Option(help: "The vectors to search.") var base: String
    @Option(help: "What the choice is judged by; vectors that are held out of the base when not given.") var queries:
        String?
    @Option(help: "l2, ip or cosine.", transform: NeighborsCommand.metric(named:)) var metric: Metric = .squaredL2
    @Option(help: "How many vectors of the base, the first ones; all when not given.") var count: Int?
    @Option(help: "How many queries, the first ones; all when not given.") var queryCount: Int?
    @Option(name: .short, help: "How many neighbours.") var k: Int = 10
    @Option(help: "The recall to reach.") var recall: Double = 0.95
    @Option(help: "What the index may take, in bytes a vector.") var bytes: Int?
    @Option(help: "What the index may take, in 10⁶ bytes.") var megabytes: Double?
    @Option(help: "What a build may take on --threads, in seconds.") var buildSeconds: Double?
    @Option(help: "How many vectors trials are made on.") var sample: Int = 50_000
    @Option(
        help: "The share of the queries, the first ones, that the tuner is given instead of vectors; the others judge.")
    var given: Double = 0
    @Option(help: "The seed of what is drawn by chance.") var seed: UInt64 = 0
    @Option(help: "Threads that build; queries are asked on one.") var threads: Int = 1
    @Option(help: "Writes the index, its search's defaults with it, there.") var save: String?
    @Option(help: "Rounds of turns; figures are medians over them.") var turns: Int = 5
    @Option(help: "The shortest measured stretch, in seconds.") var shortest: Double = 0.25
    @Option(help: "How many queries are also asked one by one, for p50 and p99.") var singles: Int = 1000
    @Flag(help: "One JSON line a trial, and one for the choice.") var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard (1...1000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
        guard (0...60).contains(shortest) else { throw ValidationError("--shortest is 0 to 60 seconds") }
        guard singles > 0, k > 0, sample > 0 else { throw ValidationError("--singles, --sample and -k are at least 1") }
        guard recall > 0, recall <= 1 else { throw ValidationError("--recall is above 0 and at most 1") }
        guard bytes == nil || megabytes == nil else {
            throw ValidationError("--bytes and --megabytes exclude each other")
        }
        guard bytes ?? 1 > 0, megabytes ?? 1 > 0, (megabytes ?? 1).isFinite else {
            throw ValidationError("--bytes and --megabytes are more than 0")
        }
        guard buildSeconds ?? 1 > 0, (buildSeconds ?? 1).isFinite else {
            throw ValidationError("--build-seconds is more than 0")
        }
        guard (0..<1).contains(given) else { throw ValidationError("--given is a share from 0 to below 1") }
        guard given == 0 || queries != nil else { throw ValidationError("--given is a share of --queries") }
    }

    func run() throws {
        if let save { try OutputFile.check(save) }
        BLAS.setThreads(1)
        let task = try TuningTask(
            base: base, queries: queries, metric: metric, k: k, count: count, queryCount: queryCount, given: given,
            seed: seed)
        let judged = task.judged
        let goal = TuningGoal(
            recall: recall, k: k,
            bytesPerVector: bytes ?? megabytes.map { Int(min($0 * 1e6 / Double(judged.base.rows), 1e15)) },
            buildSeconds: buildSeconds)
        let tuner = IndexTuner(metric: metric, goal: goal, sample: sample, seed: seed)
        Output.progress("\(judged.base.rows) × \(judged.base.columns); trying")
        let (report, cost) = try Cost.measuring {
            try tuner.tune(judged.base, queries: task.given, threads: threads)
        }
        if !json { try Output.line(TuningTrialLine.table.heading) }
        for trial in report.trials {
            let line = TuningTrialLine(trial: trial, report: report, dataSet: judged.name)
            try Output.line(json ? line.json.line : line.tableRow)
        }
        if !json, let choice = report.explanation.split(separator: "\n").last { try Output.line("\n\(choice)\n") }
        guard report.chosen != nil else { throw Refusal("nothing reaches the goal within the budgets") }

        Output.progress("building it of all")
        let (tuned, makeCost) = try Cost.measuring {
            try tuner.makeIndex(
                by: report, of: judged.base, ids: (0..<judged.base.rows).map(Int64.init), queries: task.given,
                threads: threads)
        }
        let fileBytes = try save.map { try TunedEngine.save(tuned.index, to: $0) }
        let engine = TunedEngine(tuned, judged)
        let figures = try Turns(rounds: turns, threads: 1, shortest: shortest, singles: singles)
            .measure([engine], Parameters(values: []), queries: judged.queries.rows)
        let truth = try GroundTruth(computing: judged, threads: ProcessInfo.processInfo.activeProcessorCount)
        for figures in figures {
            let line = TuningChoiceLine(
                tuned: tuned, task: judged, recall: truth.recall(of: figures.answer, judged), figures: figures,
                tuneSeconds: cost.seconds, makeCost: makeCost, fileBytes: fileBytes, threads: threads)
            try Output.line(json ? line.json.line : line.sentence)
        }
    }
}
