import ArgumentParser
import Retriever

/// `tessera status`.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show all indexes: state, version, lag behind their tables, rows, last error.",
        discussion: "No model is needed for it.")

    @OptionGroup var place: StorePlace

    @Argument(help: "Only this index.")
    var name: String?

    @Flag(
        help: """
            Print a JSON array of {name, state, sourceVersion, syncedVersion, lag, rows, vectors, refused, lastError}.
            """)
    var json = false

    func run() async throws {
        let store = try place.existing()
        let names = try name.map { [try store.object(named: $0, kind: .index).name] } ?? store.indexes()
        let reports = try names.map { try IndexReport($0, in: store) }
        if json {
            try StandardOutput.writeJSON(reports)
        } else if reports.isEmpty {
            StandardError.writeLine("the store has no indexes")
        } else {
            try StandardOutput.writeLine(TextTable(IndexReport.header, reports.map(\.cells)).text)
        }
    }
}
