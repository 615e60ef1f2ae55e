import ArgumentParser
import Foundation
import VectorCore
import VectorFiles

/// `tessera-bench ann`: recall and cost of nearest-neighbour search.
struct NeighborsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ann", abstract: "Measures nearest-neighbour search, beside hnswlib and faiss when asked.",
        discussion: "Reads .fvecs, .bvecs and .npy (float16, float32, uint8); true neighbours from .ivecs.")

    @Option(help: "The vectors to search.") var base: String
    @Option(help: "The vectors to search for.") var queries: String
    @Option(help: "The true neighbours (.ivecs); computed when not given.") var truth: String?
    @Option(help: "l2, ip or cosine.", transform: Self.metric(named:)) var metric: Metric = .squaredL2
    @Option(help: "How many vectors of the base, the first ones; all when not given.") var count: Int?
    @Option(help: "How many queries, the first ones; all when not given.") var queryCount: Int?
    @Option(help: "Which index; several, as in hnsw,hnsw-u8, take turns.") var index: String = "hnsw"
    @Option(parsing: .upToNextOption, help: "Parameters: key=value …") var set: [String] = []
    @Option(parsing: .upToNextOption, help: "Parameters to try in turn: key=v1,v2,…") var sweep: [String] = []
    @Option(name: .short, help: "How many neighbours.") var k: Int = 10
    @Option(help: "Threads that search, and that build where an engine can.") var threads: Int = 1
    @Option(help: "Libraries to measure beside: hnswlib,faiss.") var compare: String?
    @Option(help: "Writes the index there.") var save: String?
    @Option(help: "Opens this index and does not build one.") var open: String?
    @Option(help: "Writes the found row numbers of the last point there (.ivecs).") var results: String?
    @Option(help: "Rounds of turns; figures are medians over them.") var turns: Int = 5
    @Option(help: "The shortest measured stretch, in seconds.") var shortest: Double = 0.25
    @Option(help: "How many queries are also asked one by one, for p50 and p99.") var singles: Int = 1000
    @Option(help: "After each build's sweep, also the speed at these recalls: r1,r2,…") var atRecall: String?
    @Flag(help: "One JSON line a point.") var json = false

    static func metric(named name: String) throws -> Metric {
        guard let metric = Metric(rawValue: name) else { throw ValidationError("there are l2, ip and cosine") }
        return metric
    }

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard (1...1000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
        guard (0...60).contains(shortest) else { throw ValidationError("--shortest is 0 to 60 seconds") }
        guard singles > 0 else { throw ValidationError("--singles is at least 1") }
        guard k > 0 else { throw ValidationError("-k is at least 1") }
        guard save == nil || open == nil else { throw ValidationError("--save and --open exclude each other") }
        if let results, !results.hasSuffix(".ivecs") {
            throw ValidationError("--results writes .ivecs; its name must end so")
        }
    }

    func run() throws {
        let indexes = try self.indexes()
        let grid = try ParameterGrid(indexes, set: set, sweep: sweep)
        let levels = try atRecall.map(RecallSummary.levels)
        guard save == nil && open == nil || grid.byBuild.count * indexes.count == 1 else {
            throw Refusal("--save and --open take one index; there are \(grid.byBuild.count * indexes.count)")
        }
        let peers = compare.map { $0.split(separator: ",").map(String.init) } ?? []
        for peer in peers { try PeerEngine.check(peer, for: indexes[0]) }
        for path in [save, results].compactMap(\.self) { try OutputFile.check(path) }

        // Each engine's own threads are the ones that count.
        BLAS.setThreads(1)
        let task = try NeighborTask(
            base: base, queries: queries, metric: metric, k: k, count: count, queryCount: queryCount)
        let opened = try open.map { try TesseraEngine.open($0, indexes[0], task) }
        Output.progress("\(task.base.rows) × \(task.base.columns), \(task.queries.rows) queries; finding the truth")
        let truth =
            try self.truth.map { try GroundTruth(reading: $0, for: task) }
            ?? GroundTruth(computing: task, threads: ProcessInfo.processInfo.activeProcessorCount)

        let origin = (instructionSet: TesseraEngine.instructionSet, commit: SourceCommit.current())
        if !json { try Output.line(NeighborPoint.table.heading) }
        var answer: [Int64] = []
        for (build, points) in grid.byBuild {
            let built = try engines(indexes, build, peers, task, opened)
            var summary = levels.map { RecallSummary(levels: $0) }
            for parameters in points {
                let figures = try Turns(rounds: turns, threads: threads, shortest: shortest, singles: singles)
                    .measure(built.map(\.engine), parameters, queries: task.queries.rows)
                for ((engine, cost, fileBytes), figures) in zip(built, figures) {
                    let point = NeighborPoint(
                        engine: engine.name, index: engine.kind, task: task,
                        parameters: parameters.known(to: engine.kind),
                        recall: truth.recall(of: figures.answer, task), figures: figures,
                        distances: try engine.distances(parameters), build: cost,
                        bytesPerVector: engine.bytesPerVector,
                        fileBytesPerVector: fileBytes.map { Double($0) / Double(task.base.rows) }, threads: threads)
                    try Output.line(json ? point.json(origin).line : point.tableRow)
                    summary?.add(point)
                }
                answer = figures.first?.answer ?? []
            }
            for line in summary?.lines(json: json) ?? [] { try Output.line(line) }
        }
        if let results {
            let ids = IDTable(rows: task.queries.rows, columns: k, values: answer.map { Int32(clamping: $0) })
            try StoredVectors.write(ids, to: results)
        }
    }

    /// What `--index` names: each once, all of one family, so that one peer's index compares with all of them.
    private func indexes() throws -> [IndexName] {
        let indexes = try index.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let index = IndexName(rawValue: String(name)) else {
                let names = IndexName.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("there is no index '\(name)'; there are \(names)")
            }
            return index
        }
        guard Set(indexes).count == indexes.count else { throw ValidationError("--index names an index twice") }
        guard Set(indexes.map(\.family)).count == 1 else {
            throw ValidationError("--index takes indexes of one family, not both: their peers differ")
        }
        return indexes
    }

    /// Tessera's engines first, then the peers', built one after another.
    private func engines(
        _ indexes: [IndexName], _ build: Parameters, _ peers: [String], _ task: NeighborTask,
        _ opened: TesseraEngine.Opened?
    ) throws -> [(engine: any NeighborEngine, cost: Cost, fileBytes: Int?)] {
        var engines: [(engine: any NeighborEngine, cost: Cost, fileBytes: Int?)] = []
        if let opened {
            engines.append((opened.engine, opened.cost, opened.fileBytes))
        } else {
            for index in indexes {
                Output.progress("building tessera \(index.rawValue)")
                let (engine, cost) = try TesseraEngine.build(index, build, task, threads: threads)
                engines.append((engine, cost, try save.map { try engine.save($0) }))
            }
        }
        for name in peers {
            Output.progress("building \(name)")
            let (engine, cost) = try PeerEngine.build(name, for: indexes[0], build, task, threads: threads)
            engines.append((engine, cost, nil))
        }
        return engines
    }
}
