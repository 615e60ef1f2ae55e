import ArgumentParser
import Retriever

/// `tessera search`.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Find the passages that match a query best.")

    @OptionGroup var options: StoreOptions
    @OptionGroup var asked: QueryArguments

    @Argument(help: "What to look for.")
    var query: String

    @Option(help: "Search by vector, by keyword, or both.")
    var mode: RetrievalOptions.Mode = .hybrid

    @Option(name: .short, help: "How many passages; 1 to 10,000.")
    var k = 10

    @Option(help: ArgumentHelp("Only passages for which it holds, such as \"path LIKE 'guide/%'\".", valueName: "expr"))
    var filter: String?

    @Flag(
        help: ArgumentHelp(
            "Print a JSON array of {rank, score, path, heading, start, end, text}, with --columns also {columns}.",
            discussion: "With --facet, --explain, --paged or --page, an object whose `hits` is that array."))
    var json = false

    func validate() throws {
        guard k > 0 else { throw ValidationError("-k must be at least 1, not \(k)") }
        guard !query.allSatisfy(\.isWhitespace) else { throw ValidationError("the query is empty") }
    }

    func run() async throws {
        try await interruptible {
            var question = IndexQuery(query, k: k)
            question.mode = mode
            question.filter = try filter.map { try Filter(parsing: $0) }
            try asked.add(to: &question)
            let page = try asked.page.map { try PageToken(parsing: $0) }
            let store = try options.existingStore()
            let index = try options.collection(in: store, model: try options.encoder()).index
            let report = SearchReport(try await index.query(question, after: page), columns: asked.columns)
            for warning in report.warnings { StandardError.writeLine("warning: \(warning.forTerminal)") }
            if json {
                if asked.wantsMore {
                    try StandardOutput.writeJSON(report)
                } else {
                    try StandardOutput.writeJSON(report.hits)
                }
            } else {
                if report.hits.isEmpty { StandardError.writeLine("nothing found") }
                let lines = report.lines(isPaged: asked.isPaged)
                if !lines.isEmpty { try StandardOutput.writeLine(lines.joined(separator: "\n")) }
            }
        }
    }
}
