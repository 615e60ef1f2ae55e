import ArgumentParser
import Foundation
import Retriever

/// `tessera changes`.
struct Changes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a table's change data feed.",
        discussion: """
            Each entry has the row's columns and _change_type (insert, delete, update_preimage, update_postimage), \
            _commit_version and _commit_timestamp. Versions that a vacuum has removed cannot be read any more.
            """)

    @OptionGroup var place: StorePlace

    @Argument(help: "The table's name.")
    var name: String

    @Option(help: ArgumentHelp("The first version to print; the oldest there is, unless stated.", valueName: "version"))
    var from: Int64?

    @Option(help: ArgumentHelp("The last version to print; the newest, unless stated.", valueName: "version"))
    var to: Int64?

    @Option(help: ArgumentHelp("Print so many entries at most.", valueName: "count"))
    var limit: Int?

    @Flag(help: "Print a JSON array of objects.")
    var json = false

    func validate() throws {
        if let from, from < 1 { throw ValidationError("--from must be at least 1, the first commit, not \(from)") }
        if let from, let to, to < from { throw ValidationError("--to \(to) lies before --from \(from)") }
        if let limit, limit < 0 { throw ValidationError("--limit must be at least 0, not \(limit)") }
    }

    private struct Enough: Error {}

    func run() async throws {
        try await interruptible {
            let store = try place.existing()
            let object = try store.object(named: name, kind: nil)
            guard object.kind.isTable else {
                throw CommandFailure("\(object.name) is no table but a \(object.kind.rawValue), which has no feed")
            }
            let table = try store.table(object.name)
            let newest = try table.version
            let start = try from.map { $0 - 1 } ?? table.oldestVersion
            // A reader that is up to date asks for the version that comes next.
            if start == newest, to == nil { return try finish(printed: 0) }
            let columns = table.schema.columns.map(\.name)
            var printed = 0
            do {
                try table.forEachChangeBatch(since: start, to: to) { batch in
                    for change in batch {
                        if printed == limit ?? .max { throw Enough() }
                        try write(FeedEntry(change, columns: columns), isFirst: printed == 0)
                        printed += 1
                    }
                    try Task.checkCancellation()
                }
            } catch is Enough {}
            try finish(printed: printed)
        }
    }

    private func write(_ entry: FeedEntry, isFirst: Bool) throws {
        guard json else { return try StandardOutput.writeLine(entry.line) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try StandardOutput.write(
            (isFirst ? "[\n" : ",\n") + String(decoding: try encoder.encode(entry), as: UTF8.self))
    }

    private func finish(printed: Int) throws {
        if json { try StandardOutput.writeLine(printed == 0 ? "[]" : "\n]") }
    }
}
