import ArgumentParser
import Foundation
import VectorCore

/// `tessera-bench filter-sets`: what filters themselves cost.
struct FilterSetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter-sets",
        abstract: "Measures filters themselves: building, asking, iterating, combining; nanoseconds an id.")

    @Option(help: "Ids are drawn from 0 to this.") var universe: Int64 = 1_000_000
    @Option(help: "The seed of what is drawn by chance.") var seed: UInt64 = 1

    private static let table = Table(columns: [
        ("ids", 22), ("count", 9), ("build", 8), ("unsorted", 8), ("contains", 8), ("iterate", 8), ("intersect", 9),
    ])

    func validate() throws {
        guard universe >= 1_000 else { throw ValidationError("--universe is at least 1000") }
    }

    func run() throws {
        var random = SplitMix64(state: seed)
        try Output.line(Self.table.heading)
        for share in [1, 0.5, 0.1, 0.01, 0.001] {
            let ids = (0..<universe).filter { _ in Double.random(in: 0..<1, using: &random) < share }
            try Output.line(row("\(share * 100) % by chance", ids, asked: 0...universe - 1, &random))
        }
        let wide = Set((0..<100_000).map { _ in Int64.random(in: .min ... .max, using: &random) }).sorted()
        try Output.line(row("anywhere in 64 bits", wide, asked: .min ... .max, &random))
    }

    private func row(_ name: String, _ ids: [Int64], asked: ClosedRange<Int64>, _ random: inout SplitMix64) -> String {
        let shuffled = ids.shuffled(using: &random)
        let filter = VectorFilter(allowing: ids)
        // Half of the questions about ids that are allowed.
        let questions = (0..<1_000_000).map { _ in
            Bool.random(using: &random)
                ? shuffled[Int.random(in: shuffled.indices, using: &random)] : Int64.random(in: asked, using: &random)
        }
        let other = VectorFilter(allowing: ids.filter { $0 % 3 != 0 })
        var sum = 0
        func nanoseconds(per count: Int, _ work: () -> Int) -> String {
            let times = (0..<5).map { _ in Cost.measuring { sum &+= work() }.1.cpuSeconds }
            return Table.cell((times.median() ?? .nan) * 1e9 / Double(max(count, 1)), digits: 3)
        }
        let cells = [
            name, String(ids.count), nanoseconds(per: ids.count) { VectorFilter(allowing: ids).count },
            nanoseconds(per: ids.count) { VectorFilter(allowing: shuffled).count },
            nanoseconds(per: questions.count) { questions.count { filter.contains($0) } },
            nanoseconds(per: ids.count) { filter.reduce(0) { $0 &+ Int(truncatingIfNeeded: $1) } },
            nanoseconds(per: ids.count) { filter.intersection(other).count },
        ]
        // The sum is used, so that no work is left out.
        return sum == .min ? "" : Self.table.row(cells)
    }
}
