import Foundation
import GRDB
import Retriever
import StoreLoop
import TestSupport
import Testing

/// Files of an index that are gone, damaged, old or another's: what it answers is what its rows say.
@Suite struct DamagedIndexTests {
    /// Which of an index's files is tampered with.
    enum Part: String, CaseIterable {
        case vectors, words

        func isPart(_ file: URL) -> Bool { (file.pathExtension == "keywords") == (self == .words) }
    }

    /// How many rows there are, beyond 40 of which the index is a graph, and a part of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let count: Int64
        let part: Part
        var testDescription: String { "\(part) of \(count) rows" }
    }

    /// A store at its index's epoch 2 or more, closed, whose index's files hold all but a few of the rows.
    private final class Place {
        let folder: URL
        var rows: StoreOracle.Rows = [:]
        /// The part's.
        let file: URL
        let whole: Data

        init(seed: UInt64, _ tested: Case) async throws {
            let count = tested.count
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
                }.first(where: tested.part.isPart))
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

    private static let cases = Part.allCases.flatMap { part in [30, 90].map { Case(count: $0, part: part) } }

    @Test(arguments: cases)
    func aDamagedFileIsMadeAnew(tested: Case) async throws {
        let place = try await Place(seed: 81, tested)
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
            try await place.check("\(what), \(tested.testDescription)")
        }
        try FileManager.default.removeItem(at: place.file)
        try await place.check("no file, \(tested.testDescription)")
        try FileManager.default.removeItem(at: place.file.deletingLastPathComponent())
        try await place.check("no folder, \(tested.testDescription)")
    }

    @Test(arguments: cases)
    func anotherStoresFileOfTheSameIndexIsNotBelieved(tested: Case) async throws {
        let place = try await Place(seed: 83, tested)
        let other = try await Place(seed: 84, tested)
        #expect(place.file.lastPathComponent == other.file.lastPathComponent)
        try other.whole.write(to: place.file)
        try await place.check("another store's file")
    }

    @Test(arguments: cases)
    func anEarlierEpochsFileIsBroughtUpToDateOrNotBelieved(tested: Case) async throws {
        let place = try await Place(seed: 85, tested)
        let name = place.file.lastPathComponent
        var opened = try StoreWorkplace(place.folder)
        let texts: [Int64: String] = [0: "red river", 9: "whale", tested.count + 1: "stone"]
        try opened.notes.merge(texts.map { ["id": .integer($0), "body": .text($1), "group": 2] })
        try opened.notes.delete(keys: [Int64(5)])
        try await opened.index.sync()
        try opened.index.checkpoint()
        place.rows = try opened.notes.rowsByNumber()
        let folder = place.file.deletingLastPathComponent()
        let present = try #require(
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .first(where: tested.part.isPart)
        ).lastPathComponent
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
    @Test(arguments: cases)
    func aFileOfAnotherCourseOfTheStoreIsNotBelieved(tested: Case) async throws {
        let place = try await Place(seed: 86, tested)
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
    @Test(arguments: cases)
    func anIndexWhoseFileCannotBeWrittenFollowsItsTable(tested: Case) async throws {
        let place = try await Place(seed: 87, tested)
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
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        try opened.store.close()
        try await place.check("with a file again")
    }

    @Test(arguments: cases)
    func aCheckNamesTheFilesThatAreMadeAnew(tested: Case) async throws {
        let place = try await Place(seed: 88, tested)
        func findings() throws -> [IndexFileFinding] {
            let store = try Store(at: place.folder.appendingPathComponent("store"))
            defer { try? store.close() }
            #expect(try store.check() == [])
            return try store.checkIndexFiles().filter { $0.index == "notes_index" }
        }
        #expect(try findings() == [])
        try place.whole.dropLast(100).write(to: place.file)
        let damaged = try #require(try findings().first)
        #expect(damaged.file?.hasSuffix(place.file.lastPathComponent) == true && damaged.reason.contains("is damaged"))
        try FileManager.default.removeItem(at: place.file)
        #expect(try findings().map(\.reason) == ["has no file of its \(tested.part)"])
    }

    /// A count that is not the rows' is told; whoever opens the index looks at the rows then.
    @Test func countsThatAreNotTheRowsAreFound() async throws {
        let place = try await Place(seed: 89, Case(count: 30, part: .words))
        let store = try Store(at: place.folder.appendingPathComponent("store"))
        try await store.database.write {
            try $0.execute(sql: "UPDATE tessera_indexes SET row_count = row_count + 1 WHERE name LIKE '%notes_index'")
        }
        let problems = try store.check()
        #expect(problems.count == 1 && problems.first?.contains("notes_index") == true, "\(problems)")
        let index = try store.index("notes_index", model: StoreWorkplace.model, limits: StoreWorkplace.limits)
        let hits = try await index.search("red fox", options: RetrievalOptions(mode: .keyword, k: 100))
        #expect(!hits.isEmpty && hits.allSatisfy { $0.row == place.rows[$0.row.number] })
        try store.close()
    }
}
