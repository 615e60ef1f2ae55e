import Foundation
import TestSupport
import Testing

@testable import Retriever

/// A graph that was opened by its file is read into memory beside searches, which find the same before and after.
@Suite struct IndexReadingTests {
    private static let questions = ["red fox", "note 7", "blue whale 100"]

    /// 200 rows in a graph, whose file has all of them, opened anew.
    private static func reopened() async throws -> IndexFixture {
        let fixture = try IndexFixture(limits: IndexLimits(flat: 50, recent: 10))
        let words = ["red", "fox", "blue", "whale", "moss", "note"]
        var random = SeededGenerator(seed: 7)
        var bodies: [Int64: String] = [:]
        for id in 0..<200 as Range<Int64> {
            let chosen = (0..<4).map { _ in words.randomElement(using: &random) ?? "" }
            bodies[id] = chosen.joined(separator: " ") + " \(id)"
        }
        try fixture.put(bodies)
        try await fixture.sync()
        try fixture.index.checkpoint()
        try fixture.reopen()
        return fixture
    }

    private static func isRead(_ fixture: IndexFixture) -> Bool { fixture.index.generation.memory.readRest() }

    private static func found(_ index: DeltaSyncIndex) async throws -> [[IndexHit]] {
        var answers: [[IndexHit]] = []
        for question in questions {
            for mode in [RetrievalOptions.Mode.vector, .keyword, .hybrid] {
                answers.append(try await index.search(question, options: .init(mode: mode, k: 20)))
            }
        }
        return answers
    }

    @Test func answersAreTheSame() async throws {
        let fixture = try await Self.reopened()
        let before = try await Self.found(fixture.index)
        #expect(Self.isRead(fixture))
        #expect(try await Self.found(fixture.index) == before)
        try fixture.put([7: "red fox again"])
        try fixture.delete([8])
        try await fixture.sync()
        let found = try await fixture.index.search("red fox again", options: .init(mode: .vector, k: 200))
        #expect(found.count == 199 && found.first?.key == 7 && !found.contains { $0.key == 8 })
    }

    /// What has changed since its file was opened is not exchanged for the file.
    @Test func aChangedGraphStays() async throws {
        let fixture = try await Self.reopened()
        try fixture.delete([3])
        try fixture.put([4: "red whale"])
        try await fixture.sync()
        #expect(!Self.isRead(fixture))
        let found = try await fixture.index.search("red whale", options: .init(mode: .vector, k: 200))
        #expect(found.first?.key == 4 && found.count == 199 && !found.contains { $0.key == 3 })
    }

    /// Another process has saved since.
    @Test func aNewerFileIsNotTaken() async throws {
        let fixture = try await Self.reopened()
        let other = try Store(at: fixture.folder)
        let index = try other.index("notes_index", model: fixture.model, limits: fixture.limits)
        try other.table("notes").merge(
            (500..<520).map { ["id": .integer($0), "title": .null, "body": "red fox", "group": 0] })
        try await index.sync()
        try index.checkpoint()
        #expect(!Self.isRead(fixture))
        for _ in 0..<2 {
            let found = try await fixture.index.search("red fox", options: .init(mode: .vector, k: 300))
            #expect(found.count == 220 && Set(found.map(\.key)).count == 220)
            _ = Self.isRead(fixture)
        }
    }

    @Test func aFileThatIsDamagedMeanwhileIsMadeAnew() async throws {
        let fixture = try await Self.reopened()
        let before = try await Self.found(fixture.index)
        try fixture.reopen()
        let file = try #require(fixture.indexFiles.first { $0.pathExtension == "hnsw" })
        let handle = try FileHandle(forUpdating: file)
        let end = try handle.seekToEnd()
        try handle.seek(toOffset: end / 2)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        try handle.close()
        #expect(!Self.isRead(fixture))
        #expect(try await Self.found(fixture.index) == before)
    }

    /// Searches beside it, and changes, see one state.
    @Test func searchesGoOnMeanwhile() async throws {
        let fixture = try await Self.reopened()
        let (index, table) = (fixture.index, fixture.table)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<40 { index.generation.memory.readRest() }
            }
            group.addTask {
                for id in 0..<20 as Range<Int64> {
                    try table.merge([["id": .integer(1_000 + id), "title": .null, "body": "fox", "group": 0]])
                    try await index.sync()
                    if id % 5 == 4 { try index.checkpoint() }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    var last = 200
                    for _ in 0..<60 {
                        let found = try await index.search("red fox", options: .init(mode: .vector, k: 500))
                        #expect(found.count >= last && Set(found.map(\.key)).count == found.count)
                        last = found.count
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await index.search("fox", options: .init(mode: .vector, k: 500)).count == 220)
    }
}
