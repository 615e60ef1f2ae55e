import ArgumentParser
import Retriever

/// `tessera tables`.
struct Tables: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the store's tables with their versions and rows.",
        discussion: "An ingest makes three: documents_documents, documents_chunks and documents_errors.")

    @OptionGroup var place: StorePlace

    @Flag(help: "Print a JSON array of {name, kind, version, rows, columns, comment}.")
    var json = false

    func run() async throws {
        let store = try place.existing()
        let tables = try store.objects().filter { $0.kind.isTable }.map { try TableSummary($0, in: store) }
        if json {
            try StandardOutput.writeJSON(tables)
        } else if tables.isEmpty {
            StandardError.writeLine("the store has no tables")
        } else {
            try StandardOutput.writeLine(TextTable(TableSummary.header, tables.map(\.cells)).text)
        }
    }
}
