import ArgumentParser
import Foundation
import Reports
import VectorCore
import VectorFiles

/// `tessera-bench filter`: recall and cost of nearest-neighbour search under filters.
struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Measures search under filters, by selectivity and correlation, beside hnswlib when asked.",
        discussion: """
            Each selectivity and correlation has a few filters, each asked for by some of the queries. "of a scan" is \
            the speed beside an exact scan of the matches, whose places are known, in the same run.
            """)

    @Option(help: "The vectors to search.") var base: String
    @Option(help: "The vectors to search for.") var queries: String
    @Option(help: "l2, ip or cosine.", transform: NeighborsCommand.metric(named:)) var metric: Metric = .squaredL2
    @Option(help: "Which index: flat, hnsw or a graph over codes.") var index: IndexName = .hnsw
    @Option(help: "Shares of the vectors that a filter allows.") var selectivity = "1,0.5,0.1,0.01,0.001"
    @Option(help: "Where these lie: none, near, far, hole; several with commas.") var correlation = "none,near,far,hole"
    @Option(help: "How many filters for each.") var filters = 8
    @Option(help: "The seed of what is drawn by chance.") var seed: UInt64 = 1
    @Option(parsing: .upToNextOption, help: "Parameters: key=value …") var set: [String] = []
    @Option(parsing: .upToNextOption, help: "Parameters to try in turn: key=v1,v2,…") var sweep: [String] = []
    @Option(name: .short, help: "How many neighbours.") var k: Int = 10
    @Option(help: "So many of the base vectors; all when 0.") var rows: Int = 0
    @Option(help: "So many of the queries; all when 0.") var queryRows: Int = 1000
    @Option(help: "Threads that search; the graphs are built on all of them.") var threads: Int = 1
    @Option(help: "hnswlib: version 0.8.0 with a filter functor, from Benchmarks/fetch-peers.sh.") var compare: String?
    @Option(help: "Opens this index and does not build one.") var open: String?
    @Option(help: "Writes the index there.") var save: String?
    @Option(help: "Rounds of turns; figures are medians over them.") var turns: Int = 5
    @Option(help: "The shortest measured stretch, in seconds.") var shortest: Double = 0.25
    @Option(help: "How many queries are also asked one by one, for p50 and p99.") var singles: Int = 200
    @Option(help: "The recall at which engines are compared.") var recall: Double = 0.95
    @Flag(help: "Also asks with a filter of its own for every query.") var fresh = false
    @Flag(help: "One JSON line a point.") var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard (1...1000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
        guard (0...60).contains(shortest) else { throw ValidationError("--shortest is 0 to 60 seconds") }
        guard (1...1000).contains(filters) else { throw ValidationError("--filters is 1 to 1000") }
        guard singles > 0, k > 0 else { throw ValidationError("--singles and -k are at least 1") }
        guard rows >= 0, queryRows >= 0 else { throw ValidationError("--rows and --query-rows are 0 or more") }
        guard save == nil || open == nil else { throw ValidationError("--save and --open exclude each other") }
        guard index == .flat || index.isGraph else {
            throw ValidationError("--index is flat, hnsw or a graph over codes, not \(index.rawValue)")
        }
        guard recall > 0, recall <= 1 else { throw ValidationError("--recall is above 0 and at most 1") }
        guard compare == nil || compare == "hnswlib" else { throw ValidationError("--compare knows hnswlib") }
        _ = try selectivities()
        _ = try correlations()
    }

    private func selectivities() throws -> [Double] {
        try selectivity.split(separator: ",").map { text in
            guard let value = Double(text), value > 0, value <= 1 else {
                throw ValidationError("--selectivity \(text) is not above 0 and at most 1")
            }
            return value
        }
    }

    private func correlations() throws -> [Correlation] {
        try correlation.split(separator: ",").map { text in
            guard let value = Correlation(rawValue: String(text)) else {
                throw ValidationError("--correlation knows none, near, far and hole, not '\(text)'")
            }
            return value
        }
    }

    func run() throws {
        let grid = try ParameterGrid([index], set: set, sweep: sweep)
        guard let build = grid.byBuild.first?.build, grid.byBuild.count == 1 else {
            throw Refusal("filters are measured on one index; the sweep asks for \(grid.byBuild.count)")
        }
        let peerName = compare.map { _ in "hnswlib-0.8" }
        try peerName.map { try PeerEngine.check($0, for: index) }
        if let save { try OutputFile.check(save) }
        BLAS.setThreads(1)
        let all = try NeighborTask(base: base, queries: queries, metric: metric, k: k)
        let task = NeighborTask(
            name: all.name, base: all.base.first(rows), queries: all.queries.first(queryRows), metric: metric, k: k)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        Output.progress("\(task.base.rows) × \(task.base.columns), \(task.queries.rows) queries; building")
        let engine =
            try open.map { try TesseraEngine.open($0, index, task).engine }
            ?? TesseraEngine.build(index, build, task, threads: cores).0
        if let save { _ = try engine.save(save) }
        let peer = try peerName.map { try PeerEngine.build($0, for: index, build, task, threads: cores).0 }
        let scan = try FlatIndex(dimension: task.base.columns, metric: metric)
        try scan.add(task.base, ids: (0..<task.base.rows).map(Int64.init))
        let space = AnchorSpace(task, count: filters, seed: seed)

        let origin = (instructionSet: TesseraEngine.instructionSet, commit: SourceCommit.current())
        if !json { try Output.line(FilterPoint.table.heading) }
        for selectivity in try selectivities() {
            // Where everything is allowed there is nothing to correlate.
            for correlation in selectivity == 1 ? [.none] : try correlations() {
                var filtered = try FilteredTask(task, space, correlation, selectivity: selectivity)
                let scanCPUQPS = try prepare(&filtered, scan, cores: cores)
                var engines: [any NeighborEngine] = [FilteredIndex(index, engine.index, filtered, isFresh: false)]
                if fresh { engines.append(FilteredIndex(index, engine.index, filtered, isFresh: true)) }
                if let peer { engines.append(FilteredPeer(peer, filtered)) }
                var points: [FilterPoint] = []
                for parameters in grid.points {
                    let figures = try Turns(rounds: turns, threads: threads, shortest: shortest, singles: singles)
                        .measure(engines, parameters, queries: task.queries.rows)
                    for (engine, figures) in zip(engines, figures) {
                        let judged = try filtered.judge(figures.answer, of: engine.name)
                        points.append(
                            FilterPoint(
                                engine: engine.name, selectivity: selectivity, correlation: correlation,
                                matches: filtered.matches, parameters: parameters, k: k, recall: judged.recall,
                                short: judged.short, figures: figures, scanCPUQPS: scanCPUQPS, threads: threads))
                        if let point = points.last { try Output.line(json ? point.json(origin).line : point.tableRow) }
                    }
                }
                if !json, peer != nil { try Output.line(comparison(points)) }
            }
        }
    }

    /// Finds the truth, and times an exact scan of the matches, one query at a time, by an index that already knows
    /// where they are.
    ///
    /// - Returns: The scan's queries a CPU second.
    private func prepare(_ filtered: inout FilteredTask, _ scan: FlatIndex, cores: Int) throws -> Double {
        var cost = 0.0
        var count = 0
        for group in filtered.groups where !group.queries.isEmpty {
            let part = filtered.part(group)
            filtered.setTruth(of: group, try GroundTruth(computing: part, threads: cores))
            let queries = group.queries.prefix(16).map { Array(filtered.task.queries[row: $0]) }
            let options = SearchOptions(filter: group.filter)
            for _ in 0..<3 { _ = try scan.search(queries[0], k: k, options: options) }
            var spent = 0.0
            repeat {
                spent += try Cost.measuring {
                    for query in queries { _ = try scan.search(query, k: k, options: options) }
                }.1.cpuSeconds
                count += queries.count
            } while spent < shortest / Double(filtered.groups.count)
            cost += spent
        }
        return Double(count) / cost
    }

    /// Both engines' speeds at one recall, read from the sweep as the report reads them.
    private func comparison(_ points: [FilterPoint]) -> String {
        func speed(_ engine: String) -> Double? {
            RecallCurve(points.lazy.filter { $0.engine == engine }.map { ($0.recall, $0.figures.cpuQPS) })
                .speed(at: recall)
        }
        guard let ours = speed("tessera") else { return "  tessera does not reach recall \(recall)" }
        guard let theirs = speed("hnswlib") else { return "  hnswlib does not reach recall \(recall)" }
        return "  at recall \(recall): tessera \(Table.cell(ours)), hnswlib \(Table.cell(theirs)), ratio "
            + Table.cell(ours / theirs, digits: 3)
    }
}

extension Matrix {
    /// The first so many rows; all when 0 or more than there are.
    fileprivate func first(_ rows: Int) -> Matrix {
        rows == 0 || rows >= self.rows
            ? self : Matrix(rows: rows, columns: columns, values: Array(values.prefix(rows * columns)))
    }
}
