import ArgumentParser
import Foundation
import VectorCore

/// `tessera-bench build`: what building an index from a file of vectors takes, in time and in memory.
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Builds an index from a mapped file of vectors, a block at a time.",
        discussion: """
            The peak is what the process has in memory at most while it builds, pages of the file included, less what it had
            before. One index a process: memory that one has given back would hide what the next one takes.
            """)

    @Option(help: "The vectors: .fvecs, .npy, .bvecs.") var base: String
    @Option(help: "Which index; of any code.") var index: IndexName = .hnsw
    @Option(help: "l2, ip or cosine.", transform: NeighborsCommand.metric(named:)) var metric: Metric = .squaredL2
    @Option(parsing: .upToNextOption, help: "Parameters: key=value …") var set: [String] = []
    @Option(help: "Threads that link a graph.") var threads: Int = 1
    @Option(help: "Where to save the index.") var save: String?
    @Flag(help: "One JSON line.") var json = false

    func validate() throws {
        guard (1...1_024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard threads == 1 || index.isGraph else { throw ValidationError("--threads is for graphs") }
    }

    func run() throws {
        let grid = try ParameterGrid([index], set: set, sweep: [])
        guard let parameters = grid.points.first, grid.points.count == 1 else {
            throw Refusal("--set gives one value to each parameter")
        }
        BLAS.setThreads(1)
        let file = try VectorFile(URL(fileURLWithPath: base))
        let built = try index.make(dimension: file.columns, metric: metric, parameters)
        let before = try ResidentMemory.restart()
        let (_, cost) = try Cost.measuring {
            if let graph = built as? HNSWIndex, threads > 1 {
                try graph.add(contentsOf: file, ids: 0..., threads: threads)
            } else {
                try built.add(contentsOf: file, ids: 0...)
            }
        }
        let peak = try ResidentMemory.peak() - before
        if let save { try built.save(to: URL(fileURLWithPath: save)) }
        let fields: [(String, JSONValue)] = [
            ("engine", .text("tessera")), ("index", .text(index.rawValue)), ("rows", .integer(built.count)),
            ("dimension", .integer(built.dimension)), ("threads", .integer(threads)),
            ("seconds", .number(cost.seconds)), ("cpuSeconds", .number(cost.cpuSeconds)),
            ("indexBytes", .integer(built.memoryBytes)), ("peakBytes", .integer(peak)),
            ("ofIndex", .number(Double(peak) / Double(max(built.memoryBytes, 1)))),
            ("cpu", .text(Machine.processor)), ("instructionSet", .text(Kernels.instructionSet)),
            ("commit", .text(SourceCommit.current())),
        ]
        guard !json else { return try Output.line(JSONValue.object(fields).line) }
        let table = Table(columns: [
            ("index", 12), ("rows", 10), ("seconds", 9), ("CPU s", 9), ("index MB", 9), ("peak MB", 9), ("of index", 8),
        ])
        try Output.line(table.heading)
        try Output.line(
            table.row(
                [index.rawValue, String(built.count)]
                    + [
                        cost.seconds, cost.cpuSeconds, Double(built.memoryBytes) / 1e6, Double(peak) / 1e6,
                        Double(peak) / Double(max(built.memoryBytes, 1)),
                    ].map { Table.cell($0) }))
    }
}

/// What the process holds in memory, by the system's own count of pages.
private enum ResidentMemory {
    /// Begins a new peak at what is held now.
    ///
    /// - Returns: Bytes.
    static func restart() throws -> Int {
        do {
            try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
        } catch {
            throw Refusal("the peak of the memory cannot be measured here: \(error.localizedDescription)")
        }
        return try field("VmRSS")
    }

    static func peak() throws -> Int { try field("VmHWM") }

    private static func field(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix(name + ":") {
            if let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) }) {
                return kilobytes << 10
            }
        }
        throw Refusal("/proc/self/status has no \(name)")
    }
}
