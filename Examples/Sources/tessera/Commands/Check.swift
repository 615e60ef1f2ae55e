import ArgumentParser
import Retriever

/// `tessera check`.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read everything and say what is damaged, and what would be made anew.",
        discussion: """
            Tables cannot be made again: what is wrong with them is a problem, and the status is 1. Files of indexes are \
            made from the tables: what is wrong with them is made good by the next opening.
            """)

    @OptionGroup var place: StorePlace

    @Flag(help: "Print a JSON object of {problems, rebuilds}, the latter of {index, file, reason}.")
    var json = false

    func run() async throws {
        try await interruptible {
            let store = try place.existing()
            let found = try Findings(problems: store.check(), rebuilds: store.checkIndexFiles())
            if json {
                try StandardOutput.writeJSON(found)
            } else {
                for problem in found.problems { try StandardOutput.writeLine("problem: \(problem.forTerminal)") }
                for rebuild in found.rebuilds { try StandardOutput.writeLine("rebuild: \(rebuild)") }
                if found.problems.isEmpty {
                    try StandardOutput.writeLine(
                        "the tables are whole; \(found.rebuilds.count) files of indexes would be made anew")
                }
            }
            guard found.problems.isEmpty else {
                throw CommandFailure("the store is damaged; restore it from a copy")
            }
        }
    }

    private struct Findings: Encodable {
        var problems: [String]
        var rebuilds: [IndexFileFinding]
    }
}
