import ArgumentParser
import Foundation
import Retriever

/// Where the store is.
struct StorePlace: ParsableArguments {
    @Option(help: ArgumentHelp("The store's folder.", valueName: "dir"))
    var store: String

    var folder: URL { URL(fileURLWithPath: store) }

    /// - Throws: ``CommandFailure`` if there is no store yet: looking must not make one.
    func existing() throws -> Store {
        guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("store.sqlite").path) else {
            throw CommandFailure("there is no store at \(store); `tessera ingest --store \(store) FOLDER` makes one")
        }
        return try Store(at: folder)
    }
}

extension Store {
    /// The object of a name that was given on the command line.
    ///
    /// - Throws: ``CommandFailure`` for a name of nothing, with those that are like it.
    func object(named text: String, kind: ObjectKind? = nil) throws -> CatalogObject {
        let name = try ObjectName(parsing: text)
        let all = try objects(kind: kind).map(\.name)
        guard all.contains(name) else {
            let similar = Set(all.filter { $0.object.contains(name.object) || name.object.contains($0.object) })
            let shown = (similar.isEmpty ? Set(all) : similar).map(\.description).sorted().prefix(10)
            let what = kind.map { "no \($0.rawValue)" } ?? "nothing"
            throw CommandFailure(
                "there is \(what) named \(name) in the store"
                    + (shown.isEmpty ? "" : "; there is \(shown.joined(separator: ", "))"))
        }
        return try object(name, kind: kind)
    }
}
