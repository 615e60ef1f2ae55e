import ArgumentParser
import Foundation
import VectorCore
import VectorFiles

/// `tessera-bench opening`: how soon an index that lies in a file answers.
struct OpeningCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opening", abstract: "Opens an index file again and again, and asks it one query each time.",
        discussion:
            "The file is warm: it has been read before what is measured. Make one with tessera-bench ann --save.")

    @Option(help: "The index in the file: hnsw, flat, ivf or ivfpq; of any code.") var index: IndexName = .hnsw
    @Option(help: "The index file.") var file: String
    @Option(help: "The vectors to search for; each opening is asked for the next one.") var queries: String
    @Option(help: "onOpen or lazily; both, as in onOpen,lazily, take turns.") var checking: String = "onOpen,lazily"
    @Option(name: .short, help: "How many neighbours.") var k: Int = 10
    @Option(help: "Openings that count, after one that does not; figures are medians over them.") var turns: Int = 60
    @Flag(help: "One JSON line a way of checking.") var json = false

    func validate() throws {
        guard (1...100_000).contains(turns) else { throw ValidationError("--turns is 1 to 100000") }
        guard k > 0 else { throw ValidationError("-k is at least 1") }
    }

    func run() throws {
        let ways = try checking.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let way = FileChecking(rawValue: String(name)) else {
                throw Refusal("--checking: there is no '\(name)'; there are onOpen and lazily")
            }
            return way
        }
        let vectors = try StoredVectors.vectors(queries)
        let size = try TesseraEngine.size(of: file)
        var opened = [[Double]](repeating: [], count: ways.count)
        var answered = opened
        for turn in 0...turns {
            for (at, way) in ways.enumerated() {
                let query = Array(vectors[row: turn % vectors.rows])
                let (times, found) = try Self.time(index, URL(fileURLWithPath: file), way, query, k)
                guard found > 0 else { throw Refusal("\(file) holds no vectors") }
                guard turn > 0 else { continue }
                opened[at].append(times.opened)
                answered[at].append(times.answered)
            }
        }
        if !json { try Output.line(Self.table.heading) }
        for (at, way) in ways.enumerated() { try report(way.rawValue, size, opened[at], answered[at]) }
    }

    /// Seconds from nothing to the index, and to its first answer.
    private static func time(
        _ index: IndexName, _ file: URL, _ checking: FileChecking, _ query: [Float], _ k: Int
    ) throws -> (times: (opened: Double, answered: Double), found: Int) {
        let start = Cost.reading(CLOCK_MONOTONIC)
        let index = try index.open(file, checking: checking)
        let opened = Cost.reading(CLOCK_MONOTONIC)
        let found = try index.search(query, k: k).count
        let answered = Cost.reading(CLOCK_MONOTONIC)
        // Closing it is not what a first answer waits for.
        withExtendedLifetime(index) {}
        return ((opened - start, answered - start), found)
    }

    private static let table = Table(columns: [
        ("checking", 8), ("MB", 7), ("opened ms", 9), ("best", 7), ("answered ms", 11), ("best", 7),
    ])

    private func report(_ way: String, _ bytes: Int, _ opened: [Double], _ answered: [Double]) throws {
        let figures = [opened.median(), opened.min(), answered.median(), answered.min()]
        guard json else {
            return try Output.line(
                Self.table.row([way, Table.cell(Double(bytes) / 1e6)] + figures.map(Table.milliseconds)))
        }
        let fields: [(String, JSONValue)] =
            [
                ("engine", .text("tessera")), ("index", .text(index.rawValue)), ("checking", .text(way)),
                ("fileBytes", .integer(bytes)), ("turns", .integer(turns)), ("k", .integer(k)),
            ]
            + zip(["openedSeconds", "bestOpenedSeconds", "answeredSeconds", "bestAnsweredSeconds"], figures)
            .map { ($0, .optional($1)) }
            + [
                ("cpu", .text(Machine.processor)), ("instructionSet", .text(Kernels.instructionSet)),
                ("commit", .text(SourceCommit.current())),
            ]
        try Output.line(JSONValue.object(fields).line)
    }
}
