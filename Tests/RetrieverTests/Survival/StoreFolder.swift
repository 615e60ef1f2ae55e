import Foundation
import Testing

/// The files of a ``StoreWorkplace``'s store.
struct StoreFolder {
    let store: URL

    /// Of what a store's folder may hold.
    static let names: Set = ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "indexes"]

    init(_ place: URL) { store = place.appendingPathComponent("store") }

    /// Nothing is left of processes that are gone.
    func check(_ context: Comment) throws {
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: store.path))
        #expect(names.isSubset(of: Self.names), context)
        for folder in indexFolders {
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            // The last ones of vectors and words, and those before them until the next save.
            #expect(files.count <= 4 && !files.contains { $0.hasSuffix(".partial") }, "\(files), \(context)")
        }
    }

    var indexFolders: [URL] {
        (try? FileManager.default.contentsOfDirectory(
            at: store.appendingPathComponent("indexes"), includingPropertiesForKeys: nil)) ?? []
    }
}
