import ArgumentParser
import Foundation
import ModelServing
import Retriever

/// `tessera sync`.
struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring an index, or all indexes over a table, to the table's version.",
        discussion: "Texts that the store has not embedded under the index's model are embedded; the others are not.")

    @OptionGroup var options: StoreOptions

    @Argument(help: "The name of an index or of a table.")
    var name: String

    @Flag(help: "Print a JSON array of {index, version, written, removed, embeddedTexts, cachedTexts, refused}.")
    var json = false

    func run() async throws {
        try await interruptible {
            let store = try options.existingStore()
            var results: [SyncResult] = []
            for index in try indexes(in: store) {
                let index = try open(index, in: store)
                let bar = ProgressBar()
                defer { bar.finish() }
                let report = try await index.sync { bar.showEmbedding($0.embedded, of: $0.toEmbed) }
                try index.checkpoint()
                results.append(SyncResult(index.name, report))
            }
            if json {
                try StandardOutput.writeJSON(results)
            } else {
                for result in results { try StandardOutput.writeLine(result.line) }
            }
        }
    }

    private func indexes(in store: Store) throws -> [ObjectName] {
        let object = try store.object(named: name, kind: nil)
        if object.kind == .index { return [object.name] }
        let made = try store.lineage(of: object.name, kind: object.kind).downstream
            .filter { $0.source.name == object.name && $0.target.kind == .index && $0.process == "sync" }
        guard !made.isEmpty else {
            throw CommandFailure("\(object.name) is a \(object.kind.rawValue) that no index follows")
        }
        return made.map(\.target.name)
    }

    /// The one place that says which model an index needs.
    private func open(_ name: ObjectName, in store: Store) throws -> DeltaSyncIndex {
        guard let identity = try store.embeddingModel(ofIndex: name) else { return try store.index(name) }
        let encoder = try options.encoder()
        guard identity == encoder.identity else {
            throw CommandFailure(
                "the index \(name) was made with \(identity), and \(encoder.identity) was given; give its folder by "
                    + "--model")
        }
        return try store.index(name, model: encoder)
    }
}

/// One element of what `sync --json` prints; its keys are a contract.
struct SyncResult: Encodable {
    var index: String
    /// The table's version that the index now shows.
    var version: Int64
    var written: Int
    var removed: Int
    var embeddedTexts: Int
    var cachedTexts: Int
    /// Rows that could not be taken.
    var refused: Int

    init(_ name: ObjectName, _ report: SyncReport) {
        index = name.description
        version = report.version
        written = report.written
        removed = report.removed
        embeddedTexts = report.embeddedTexts
        cachedTexts = report.cachedTexts
        refused = report.refused.count
    }

    var line: String {
        "\(index): version \(version), \(written) written, \(removed) removed, \(embeddedTexts) embedded, "
            + "\(cachedTexts) known, \(refused) refused"
    }
}
