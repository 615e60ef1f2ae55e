import ArgumentParser
import Retriever

/// `tessera search`.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Find the passages that match a query best.")

    @OptionGroup var options: StoreOptions

    @Argument(help: "What to look for.")
    var query: String

    @Option(help: "Search by vector, by keyword, or both.")
    var mode: RetrievalOptions.Mode = .hybrid

    @Option(name: .short, help: "How many passages.")
    var k = 10

    @Option(help: ArgumentHelp("Only passages for which it holds, such as \"path LIKE 'guide/%'\".", valueName: "expr"))
    var filter: String?

    @Flag(help: "Print a JSON array of {rank, score, path, heading, start, end, text}.")
    var json = false

    func validate() throws {
        guard k > 0 else { throw ValidationError("-k must be at least 1, not \(k)") }
        guard !query.allSatisfy(\.isWhitespace) else { throw ValidationError("the query is empty") }
    }

    func run() async throws {
        try await interruptible {
            let filter = try self.filter.map { try Filter(parsing: $0) }
            let store = try options.existingStore()
            let collection = try options.collection(in: store, model: try options.encoder())
            let hits = try await collection.search(
                query, options: RetrievalOptions(mode: mode, k: k, filter: filter))
            let results = hits.enumerated().map { SearchResult(rank: $0.offset + 1, hit: $0.element) }
            if json {
                try StandardOutput.writeJSON(results)
            } else if results.isEmpty {
                StandardError.writeLine("nothing found")
            } else {
                try StandardOutput.writeLine(results.map(\.lines).joined(separator: "\n"))
            }
        }
    }
}
