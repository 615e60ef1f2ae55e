import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing

/// Files of an index that are gone, damaged, old or another's: what it answers is what its rows say.
@Suite struct DamagedIndexTests {
    /// A store at its index's epoch 2 or more, closed, whose index's file holds all but a few of the rows.
    private final class Place {
        let folder: URL
        var rows: StoreOracle.Rows = [:]
        private(set) var file: URL
        private(set) var whole: Data

        /// - Parameter count: Of rows; beyond 40 the index is a graph.
        init(seed: UInt64, count: Int64) async throws {
            folder = try TestData.temporaryFolder()
            let place = try StoreWorkplace(folder)
            var random = SeededGenerator(seed: seed)
            try place.notes.insert(
                (0..<count).map { ["id": .integer($0), "body": .text(StoreRole.text(&random)), "group": 0] })
            try await place.index.sync()
            try place.notes.merge(
                (0..<4).map { ["id": .integer($0), "body": .text(StoreRole.text(&random)), "group": 1] })
            try await place.index.sync()
            try place.index.checkpoint()
            rows = try place.notes.rowsByNumber()
            try place.store.close()
            file = try #require(
                try StoreFolder(folder).indexFolders.flatMap {
                    try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
                }.first)
            whole = try Data(contentsOf: file)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        var database: URL { folder.appendingPathComponent("store/store.sqlite") }

        func check(_ context: Comment) async throws {
            let place = try StoreWorkplace(folder)
            let oracle = IndexOracle(model: StoreWorkplace.model, rows: rows)
            try await oracle.check(place.index, ["red fox", "東京 moss ember"], context)
            try await place.index.sync()
            try await oracle.check(place.index, ["blue whale"], context)
            try place.store.close()
        }
    }

    /// Exact, and a graph.
    private static let counts: [Int64] = [30, 90]

    @Test(arguments: counts)
    func aDamagedFileIsMadeAnew(count: Int64) async throws {
        let place = try await Place(seed: 81, count: count)
        var random = SeededGenerator(seed: 82)
        var damaged: [(String, Data)] = [("none", place.whole), ("empty", Data())]
        for _ in 0..<8 {
            let length = Int.random(in: 0..<place.whole.count, using: &random)
            damaged.append(("\(length) bytes of it", place.whole.prefix(length)))
            var flipped = place.whole
            let position = Int.random(in: 0..<place.whole.count, using: &random)
            flipped[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            damaged.append(("a bit of byte \(position)", flipped))
        }
        for start in stride(from: 0, to: place.whole.count, by: 4_096) {
            var zeroed = place.whole
            let end = min(start + 4_096, zeroed.count)
            zeroed.replaceSubrange(start..<end, with: Data(count: end - start))
            damaged.append(("page \(start / 4_096) zeroed", zeroed))
        }
        for (what, bytes) in damaged {
            try bytes.write(to: place.file)
            try await place.check("\(what), \(count) rows")
        }
        try FileManager.default.removeItem(at: place.file)
        try await place.check("no file, \(count) rows")
        try FileManager.default.removeItem(at: place.file.deletingLastPathComponent())
        try await place.check("no folder, \(count) rows")
    }

    @Test(arguments: counts)
    func anotherStoresFileOfTheSameIndexIsNotBelieved(count: Int64) async throws {
        let place = try await Place(seed: 83, count: count)
        let other = try await Place(seed: 84, count: count)
        #expect(place.file.lastPathComponent == other.file.lastPathComponent)
        try other.whole.write(to: place.file)
        try await place.check("another store's file")
    }

    @Test(arguments: counts)
    func anEarlierEpochsFileIsBroughtUpToDateOrNotBelieved(count: Int64) async throws {
        let place = try await Place(seed: 85, count: count)
        let name = place.file.lastPathComponent
        var opened = try StoreWorkplace(place.folder)
        let texts: [Int64: String] = [0: "red river", 9: "whale", count + 1: "stone"]
        try opened.notes.merge(texts.map { ["id": .integer($0), "body": .text($1), "group": 2] })
        try opened.notes.delete(keys: [Int64(5)])
        try await opened.index.sync()
        try opened.index.checkpoint()
        place.rows = try opened.notes.rowsByNumber()
        let folder = place.file.deletingLastPathComponent()
        let present = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        try opened.store.close()
        #expect(present != name)
        // Under its own name beside the present one, alone, and in the present one's place.
        try place.whole.write(to: place.file)
        try await place.check("beside the present file")
        try FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try place.whole.write(to: place.file)
        try await place.check("alone")
        try place.whole.write(to: folder.appendingPathComponent(present))
        try await place.check("in the present file's place")
        opened = try StoreWorkplace(place.folder)
        try opened.store.close()
    }

    /// The database is restored from a copy and goes another way, through the same versions and epochs and as many rows.
    @Test(arguments: counts)
    func aFileOfAnotherCourseOfTheStoreIsNotBelieved(count: Int64) async throws {
        let place = try await Place(seed: 86, count: count)
        let copy = try Data(contentsOf: place.database)
        let original = place.rows
        for course in ["red fox", "blue whale"] {
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.database.path + suffix) }
            try copy.write(to: place.database)
            place.rows = original
            try await place.check("restored")
            let opened = try StoreWorkplace(place.folder)
            try opened.notes.merge((3..<12).map { ["id": .integer($0), "body": .text("\(course) \($0)"), "group": 3] })
            try await opened.index.sync()
            // Only the first course's file is there.
            if course == "red fox" { try opened.index.checkpoint() }
            place.rows = try opened.notes.rowsByNumber()
            try opened.store.close()
            if course == "red fox" {
                let names = try StoreFolder(place.folder).indexFolders.flatMap {
                    try FileManager.default.contentsOfDirectory(atPath: $0.path)
                }
                #expect(!names.isEmpty)
                try FileManager.default.copyItem(
                    at: place.folder.appendingPathComponent("store/indexes"),
                    to: place.folder.appendingPathComponent("kept"))
            }
        }
        let indexes = place.folder.appendingPathComponent("store/indexes")
        try FileManager.default.removeItem(at: indexes)
        try FileManager.default.moveItem(at: place.folder.appendingPathComponent("kept"), to: indexes)
        try await place.check("the first course's file in the second's store")
    }

    /// A file that cannot be written costs the next opening time, and neither the sync nor an answer.
    @Test(arguments: counts)
    func anIndexWhoseFileCannotBeWrittenFollowsItsTable(count: Int64) async throws {
        let place = try await Place(seed: 87, count: count)
        let folder = place.file.deletingLastPathComponent()
        try FileManager.default.removeItem(at: folder)
        try Data("in the way".utf8).write(to: folder)
        let opened = try StoreWorkplace(place.folder)
        try opened.notes.merge((20..<60).map { ["id": .integer($0), "body": .text("red fox \($0)"), "group": 3] })
        place.rows = try opened.notes.rowsByNumber()
        #expect(try await opened.index.sync().version == opened.notes.version)
        #expect(try opened.index.status().lastError != nil)
        try await IndexOracle(model: StoreWorkplace.model, rows: place.rows).check(opened.index, ["fox"], "no file")
        #expect(throws: (any Error).self) { try opened.index.checkpoint() }
        try FileManager.default.removeItem(at: folder)
        try opened.index.checkpoint()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        try opened.store.close()
        try await place.check("with a file again")
    }
}
