import ArgumentParser
import CKernelLoops
import Foundation

/// `tessera-bench kernels`: the distance kernels against what this core can do at most.
struct KernelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels",
        abstract: "Measures every distance kernel in every instruction set of this processor.",
        discussion: "A roof is measured beside: multiply-adds in registers, and reading from each cache and memory.")

    @Option(help: "Dimensions: d1,d2,…") var dimensions: String = "96,128,384,768,784,1536"
    @Option(help: "Kernels: name,name,…; all when not given.") var kernels: String?
    @Option(help: "Instruction sets: name,name,…; all that the processor runs when not given.") var sets: String?
    @Option(help: "How much memory is gone over to be sure that it is memory.") var megabytes: Int = 256
    @Option(help: "Rounds; figures are medians over them.") var turns: Int = 5
    @Option(help: "The shortest measured stretch, in seconds.") var shortest: Double = 0.01
    @Flag(help: "One JSON line a figure.") var json = false

    func validate() throws {
        guard (1...65_536).contains(megabytes) else { throw ValidationError("--megabytes is 1 to 65536") }
        guard (1...1000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
        guard (0...10).contains(shortest) else { throw ValidationError("--shortest is 0 to 10 seconds") }
    }

    func run() throws {
        let dimensions = try self.dimensions.split(separator: ",", omittingEmptySubsequences: false).map { text in
            guard let dimension = Int(text), (1...65_536).contains(dimension) else {
                throw Refusal("--dimensions: '\(text)' is not a whole number from 1 to 65536")
            }
            return dimension
        }
        let chosenKernels = try Self.choose(kernels, "--kernels", Self.names(kernel_count(), kernel_name))
        let chosenSets = try Self.choose(sets, "--sets", Self.names(kernel_sets(), kernel_set_name))
        let bytes = megabytes << 20
        let commit = SourceCommit.current()

        let roofs = try chosenSets.map {
            try Roofs.measure(set: $0.number, memoryBytes: bytes, turns: turns, shortest: shortest)
        }
        for roof in roofs { try report(roof) }
        if !json { try Output.line("\n" + KernelPoint.table.heading) }
        for dimension in dimensions {
            for kernel in chosenKernels {
                let trial = try KernelTrial(kernel: kernel.number, dimension: dimension, memoryBytes: bytes)
                for point in measure(trial, kernel.name, roofs, chosenSets.map(\.number)) {
                    try Output.line(json ? point.json(commit).line : point.tableRow)
                }
            }
        }
    }

    /// Medians over rounds in which the instruction sets and places take turns.
    private func measure(_ trial: KernelTrial, _ name: String, _ roofs: [Roofs], _ sets: [Int]) -> [KernelPoint] {
        let cells = zip(sets, roofs).flatMap { set, roof in KernelPlace.measured.map { (set, roof, $0) } }
        var times = [[Double]](repeating: [], count: cells.count)
        for _ in 0..<turns {
            for (index, (set, _, place)) in cells.enumerated() {
                times[index].append(trial.nanoseconds(set: set, place: place, shortest: shortest))
            }
        }
        return zip(cells, times).map { cell, times in
            let (_, roof, place) = cell
            let (least, bound) = roof.seconds(
                rowBytes: trial.rowBytes, queryBytes: kernel_query_bytes(trial.kernel, trial.dimension),
                multiplyAdds: kernel_multiply_adds(trial.kernel, trial.dimension), from: place, all: roofs)
            let nanoseconds = times.median() ?? .nan
            return KernelPoint(
                kernel: name, instructionSet: roof.instructionSet, dimension: trial.dimension, place: place,
                rows: trial.rows(in: place), rowBytes: trial.rowBytes, nanoseconds: nanoseconds,
                ofRoof: least * 1e9 / nanoseconds, bound: bound)
        }
    }

    private func report(_ roof: Roofs) throws {
        if json {
            for line in roof.lines { try Output.line(line.line) }
            return
        }
        let reads = KernelPlace.allCases.map { place in
            "\(place.rawValue) \(Table.cell((roof.bytesPerSecond[place] ?? .nan) / 1e9)) GB/s"
        }
        try Output.line(
            "\(roof.instructionSet): \(Table.cell(roof.multiplyAddsPerSecond / 1e9)) multiply-adds/ns; reads "
                + reads.joined(separator: ", "))
    }

    private static func names(_ count: Int, _ name: (Int) -> UnsafePointer<CChar>?) -> [String] {
        (0..<count).compactMap { name($0).map { String(cString: $0) } }
    }

    private static func choose(
        _ list: String?, _ option: String, _ all: [String]
    ) throws -> [(number: Int, name: String)] {
        guard let list else { return all.enumerated().map { ($0, $1) } }
        return try list.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let number = all.firstIndex(of: String(name)) else {
                throw Refusal("\(option): there is no '\(name)' here; there are \(all.joined(separator: ", "))")
            }
            return (number, all[number])
        }
    }
}
