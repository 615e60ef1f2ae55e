import ArgumentParser
import Retriever

/// `tessera describe`.
struct Describe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what an object of the catalog is: kind, comment, schema, versions, counts, lineage.",
        discussion: """
            A name has three levels, catalog.schema.object; with fewer, main and default are completed: documents_chunks \
            is main.default.documents_chunks.
            """)

    @OptionGroup var place: StorePlace

    @Argument(help: "The name of a table, an index, a volume or any other object.")
    var name: String

    @Option(help: "Which is meant, where a name has several.")
    var kind: ObjectKind?

    @Flag(
        help: """
            Print a JSON object of {kind, name, comment, tags, created, updated, definition, table, index, upstream, \
            downstream}.
            """)
    var json = false

    func run() async throws {
        let store = try place.existing()
        let description = try ObjectDescription(try store.object(named: name, kind: kind), in: store)
        if json {
            try StandardOutput.writeJSON(description)
        } else {
            try StandardOutput.writeLine(description.text)
        }
    }
}
