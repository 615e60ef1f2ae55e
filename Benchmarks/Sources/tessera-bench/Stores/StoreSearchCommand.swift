import ArgumentParser
import Foundation
import Retriever
import VectorCore
import VectorFiles

/// `tessera-bench store-search`: what a query to a store costs from its vector and text to rows, under filters too.
struct StoreSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store-search",
        abstract: "Asks a store of passages by vector, keywords and both, under filters of every selectivity.",
        discussion: """
            Makes the store in --folder, unless it is there, and says what that cost; then a process of its own (--ask) opens it \
            and asks. One thread. Benchmarks/peers/databases.py does the same with other databases.
            """)

    @Option(help: "The passages, a line each.") var texts: String
    @Option(help: "Their vectors, .npy or .fvecs.") var vectors: String
    @Option(help: "The questions, a line each.") var queries: String
    @Option(help: "Their vectors.") var queryVectors: String
    @Option(help: "The store's folder.") var folder: String
    @Option(name: .customShort("k"), help: "How many rows.") var k = 10
    @Option(help: "The shares that filters let pass, in percent.")
    var selectivities = "50,20,10,5,2,1,0.5,0.1,0.01"
    @Option(help: "Questions, the first ones; all when not given.") var asked: Int?
    @Option(help: "Passages, the first ones; all when not given.") var count: Int?
    @Option(help: "How many candidates a walk over the graph keeps, where the store is made; measured when not given.")
    var efSearch: Int?
    @Option(help: "How often all questions are asked; figures are medians.") var turns = 5
    @Flag(help: "Asks the store that is there.") var ask = false
    @Flag(help: "One JSON line for each way of asking.") var json = false

    func validate() throws {
        guard k >= 1, turns >= 1, asked ?? 1 >= 1, count ?? 1 >= 1, efSearch ?? 1 >= 1 else {
            throw ValidationError("-k, --turns, --asked, --count and --ef-search are at least 1")
        }
    }

    func run() async throws {
        BLAS.setThreads(1)
        let place = URL(fileURLWithPath: folder)
        if ask { return try askAll(place) }
        if !FileManager.default.fileExists(atPath: place.path) { try await build(place) }
        try askAnew()
    }

    private func build(_ place: URL) async throws {
        let texts = try Self.lines(self.texts)
        let vectors = try Self.first(count, of: try StoredVectors.vectors(self.vectors))
        guard texts.count >= vectors.rows else { throw Refusal("there are fewer texts than vectors") }
        let (_, cost) = try await Cost.measuring {
            let passages = try PassageStore(at: place, dimension: vectors.columns, efSearch: efSearch)
            try passages.insert(Array(texts.prefix(vectors.rows)), vectors)
            try await passages.index.sync()
            try passages.index.checkpoint()
            try passages.store.close()
        }
        try report([
            ("storeSearch", .text("ingest")), ("rows", .integer(vectors.rows)), ("seconds", .number(cost.seconds)),
            ("cpuSeconds", .number(cost.cpuSeconds)),
        ])
    }

    /// Runs this program again on the store.
    private func askAnew() throws {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = Array(CommandLine.arguments.dropFirst()) + ["--ask"]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refusal("asking the store failed") }
    }

    // MARK: - Asking

    private func askAll(_ place: URL) throws {
        let texts = Array(try Self.lines(queries).prefix(asked ?? .max))
        let asking = try Self.first(asked, of: try StoredVectors.vectors(queryVectors))
        guard texts.count == asking.rows else {
            throw Refusal("there are \(texts.count) questions and \(asking.rows) vectors")
        }
        let start = Cost.reading(CLOCK_MONOTONIC)
        let passages = try PassageStore(at: place, dimension: asking.columns)
        let first = PassageQuestion(mode: .hybrid, share: nil)
        _ = try first.ask(passages.index, text: texts[0], vector: Array(asking[row: 0]), k: k)
        let answered = Cost.reading(CLOCK_MONOTONIC) - start

        let rows = try passages.table.count()
        let shares = try selectivities.split(separator: ",").map { text -> Double in
            guard let percent = Double(text), percent > 0, percent < 100 else {
                throw ValidationError("--selectivities are percentages between 0 and 100")
            }
            return percent / 100
        }
        let ways =
            [RetrievalOptions.Mode.vector, .keyword, .hybrid].map { PassageQuestion(mode: $0, share: nil) }
            + shares.map { PassageQuestion(mode: .vector, share: $0) }
            + shares.map { PassageQuestion(mode: .hybrid, share: $0) }
        let alone = try HNSWIndex.open(try passages.vectorFile(in: place))
        var figures = ways.map { _ in Turns() }
        var core = Turns()
        for _ in 0..<turns {
            for (at, way) in ways.enumerated() {
                try figures[at].add(texts.count) { number in
                    try way.ask(passages.index, text: texts[number], vector: Array(asking[row: number]), k: k)
                }
            }
            try core.add(texts.count) { number in
                try alone.search(Array(asking[row: number]), k: k).map { Int($0.id) }
            }
        }
        try report([
            ("storeSearch", .text("opening")), ("rows", .integer(rows)), ("firstAnswerSeconds", .number(answered)),
        ])
        try report([("storeSearch", .text("VectorCore alone")), ("k", .integer(k))] + core.fields)
        let truth = Truth(try Self.first(rows, of: try StoredVectors.vectors(vectors)), asking, k: k)
        for (at, way) in ways.enumerated() {
            let full = min(k, way.passing(of: rows))
            var fields: [(String, JSONValue)] = [
                ("storeSearch", .text(way.mode.rawValue)), ("percent", way.share.map { .number($0 * 100) } ?? .null),
                ("k", .integer(k)),
            ]
            fields += figures[at].fields
            if way.mode == .vector {
                fields.append(("recall", .number(try truth.recall(of: figures[at].answers, for: way))))
            }
            if way.mode != .keyword {
                fields.append(("short", .integer(figures[at].answers.count { $0.count < full })))
            }
            try report(fields)
        }
    }

    /// All questions, asked again and again.
    private struct Turns {
        private var rates: [Double] = []
        private var seconds: [Double] = []
        /// Of the first turn.
        private(set) var answers: [[Int]] = []

        mutating func add(_ count: Int, _ ask: (Int) throws -> [Int]) rethrows {
            var found: [[Int]] = []
            let (_, cost) = try Cost.measuringThread {
                for number in 0..<count {
                    let start = Cost.reading(CLOCK_MONOTONIC)
                    found.append(try ask(number))
                    seconds.append(Cost.reading(CLOCK_MONOTONIC) - start)
                }
            }
            rates.append(Double(count) / cost.cpuSeconds)
            if answers.isEmpty { answers = found }
        }

        var fields: [(String, JSONValue)] {
            [
                ("cpuQPS", .optional(rates.median())), ("p50", .optional(seconds.percentile(0.5))),
                ("p99", .optional(seconds.percentile(0.99))),
            ]
        }
    }

    private func report(_ fields: [(String, JSONValue)]) throws {
        if json {
            let machine: [(String, JSONValue)] = [
                ("cpu", .text(Machine.processor)), ("commit", .text(SourceCommit.current())),
            ]
            return try Output.line(JSONValue.object(fields + machine).line)
        }
        try Output.line(fields.map { "\($0.0) \($0.1.line)" }.joined(separator: ", "))
    }

    private static func first(_ count: Int?, of vectors: Matrix) throws -> Matrix {
        guard let count, count < vectors.rows else { return vectors }
        var first = Matrix(columns: vectors.columns)
        for row in 0..<count { try first.append(vectors[row: row]) }
        return first
    }

    private static func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

/// The nearest passages of each question among those that a filter lets pass, by a scan of all.
private struct Truth {
    private let vectors: Matrix
    private let asking: Matrix
    private let k: Int

    init(_ vectors: Matrix, _ asking: Matrix, k: Int) {
        self.vectors = vectors
        self.asking = asking
        self.k = k
    }

    /// The share of the nearest that the answers have.
    func recall(of answers: [[Int]], for way: PassageQuestion) throws -> Double {
        let passing = (0..<vectors.rows).filter { way.share == nil || PassageStore.bucket(of: $0) < way.buckets }
        let scan = try FlatIndex(dimension: vectors.columns, metric: .cosine)
        var matrix = Matrix(columns: vectors.columns)
        for number in passing { try matrix.append(vectors[row: number]) }
        try scan.add(matrix, ids: passing.map(Int64.init))
        let nearest = try scan.search(asking, k: k, options: SearchOptions(), threads: 1)
        var (right, wanted) = (0, 0)
        for (wanting, answer) in zip(nearest, answers) {
            right += Set(wanting.map { Int($0.id) }).intersection(answer).count
            wanted += wanting.count
        }
        return wanted == 0 ? 1 : Double(right) / Double(wanted)
    }
}
