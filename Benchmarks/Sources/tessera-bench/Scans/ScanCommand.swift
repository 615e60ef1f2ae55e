import ArgumentParser
import Foundation
import VectorCore

/// `tessera-bench scan`: a search without a graph against what this core can read and multiply at most.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Measures flat scans in turns with a plain read of as many bytes, and with a matrix product.",
        discussion: "One thread. Reads .fvecs, .bvecs and .npy (float16, float32, uint8).")

    @Option(help: "The vectors to search.") var base: String
    @Option(help: "The vectors to search for.") var queries: String
    @Option(help: "l2, ip or cosine.", transform: NeighborsCommand.metric(named:)) var metric: Metric = .squaredL2
    @Option(help: "How many vectors of the base, the first ones; all when not given.") var count: Int?
    @Option(help: "How many queries, the first ones; all when not given.") var queryCount: Int?
    @Option(help: "What is scanned: code,code,…; floats are kept beside the codes.")
    var codes: String = VectorCode.allCases.map(\.rawValue).joined(separator: ",")
    @Option(name: .short, help: "How many neighbours.") var k: Int = 10
    @Option(help: "Queries that are asked one by one, each in turn with a read; figures are medians over them.")
    var singles: Int = 60
    @Option(help: "Rounds in which all queries at once and the product take turns; 0 leaves this out.") var turns: Int =
        5
    @Flag(help: "One JSON line a figure.") var json = false

    func validate() throws {
        guard (1...100_000).contains(singles) else { throw ValidationError("--singles is 1 to 100000") }
        guard (0...1000).contains(turns) else { throw ValidationError("--turns is 0 to 1000") }
        guard k > 0 else { throw ValidationError("-k is at least 1") }
    }

    func run() throws {
        let codes = try self.codes.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let code = VectorCode(rawValue: String(name)) else {
                let names = VectorCode.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal("--codes: there is no '\(name)'; there are \(names)")
            }
            return code
        }
        guard Set(codes).count == codes.count else { throw Refusal("--codes names a code twice") }
        BLAS.setThreads(1)
        let task = try NeighborTask(
            base: base, queries: queries, metric: metric, k: k, count: count, queryCount: queryCount)
        Output.progress("\(task.base.rows) × \(task.base.columns), \(task.queries.rows) queries; building")
        let trial = try ScanTrial(codes, task)
        let truth = try GroundTruth(computing: task, threads: ProcessInfo.processInfo.activeProcessorCount)
        let commit = SourceCommit.current()

        if !json { try Output.line(ScanPoint.table.heading) }
        for point in try trial.measure(singles: singles, truth: truth) {
            try Output.line(json ? point.json(task, commit).line : point.tableRow)
        }
        guard turns > 0, let many = try trial.measureMany(turns: turns) else { return }
        try Output.line(json ? many.json(task, commit).line : many.sentence(task))
    }
}
