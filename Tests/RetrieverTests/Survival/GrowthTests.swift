import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing

/// A store whose rows are replaced again and again does not grow for ever.
@Suite struct GrowthTests {
    @Test func aFolderStaysUnderTwiceItsLiveDataAfterFiftyReplacementsAndAVacuum() async throws {
        var random = SeededGenerator(seed: 91)
        func rows() -> [Row] {
            (0..<400 as Range<Int64>).map { key in
                let body = (0..<12).map { _ in StoreRole.text(&random) }.joined(separator: " ")
                return ["id": .integer(key), "body": .text(body), "group": 0]
            }
        }
        let place = try StoreWorkplace(TestData.temporaryFolder())
        defer { try? FileManager.default.removeItem(at: place.folder) }
        var last: [Row] = []
        for _ in 0..<50 {
            last = rows()
            try place.notes.overwrite(last)
            try await place.index.sync()
        }
        try place.index.checkpoint()
        let before = try Self.size(place)
        let report = try place.store.vacuum(retention: 0)
        let after = try Self.size(place)
        let oracle = IndexOracle(
            model: StoreWorkplace.model, rows: Dictionary(uniqueKeysWithValues: last.map { ($0.number, $0) }))
        try await oracle.check(place.index, ["red fox"], "after the vacuum")
        try place.store.close()

        let fresh = try StoreWorkplace(TestData.temporaryFolder())
        defer { try? FileManager.default.removeItem(at: fresh.folder) }
        try fresh.notes.insert(last)
        try await fresh.index.sync()
        try fresh.index.checkpoint()
        try fresh.store.vacuum(retention: 0)
        let live = try Self.size(fresh)
        try fresh.store.close()
        print("live \(live) bytes, after 50 replacements \(before), after the vacuum \(after): \(report)")
        #expect(before > 4 * live && after < 2 * live, "\(after) bytes, \(live) of them live")
    }

    /// Of everything in the store's folder.
    private static func size(_ place: StoreWorkplace) throws -> Int {
        let files = FileManager.default.enumerator(
            at: place.store.folder, includingPropertiesForKeys: [.fileSizeKey], options: [])
        return try (files?.compactMap { $0 as? URL } ?? []).reduce(0) {
            $0 + (try $1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
        }
    }
}
