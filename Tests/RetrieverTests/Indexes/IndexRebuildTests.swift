import Foundation
import GRDB
import ModelServing
import Retriever
import Synchronization
import TestSupport
import Testing
import VectorCore

/// Another model or definition: built beside the index that serves, and swapped in one commit.
@Suite struct IndexRebuildTests {
    private static func bodies(_ count: Int64) -> [Int64: String] {
        Dictionary(uniqueKeysWithValues: (1...count).map { ($0, "note number \($0) fox") })
    }

    @Test func anotherModelTakesOverWithoutAGap() async throws {
        let fixture = try IndexFixture()
        try fixture.put(Self.bodies(300))
        try await fixture.sync()
        try fixture.index.checkpoint()
        let before = fixture.indexFiles
        let (index, table) = (fixture.index, fixture.table)
        let isRebuilding = Mutex(true)
        let other = WatchedModel(HashingEmbeddingModel(name: "better", dimension: 32)) {
            guard isRebuilding.withLock({ $0 }) else { return }
            // It goes on following the table, too.
            try table.merge([["id": 301, "body": "a late whale", "group": 0]])
            try await index.sync()
            #expect(try await index.search("whale", options: .init(mode: .keyword)).map(\.key) == [301])
            // The old one answers until the end.
            let hits = try await index.search("note number 7 fox", options: .init(k: 1))
            #expect(hits.first?.row["body"] == "note number 7 fox")
            #expect(try index.status().rows == 301 && index.status().isSyncing)
        }
        let report = try await fixture.index.rebuild(model: other)
        isRebuilding.withLock { $0 = false }
        #expect(report.written == 301 && report.embeddedTexts == 301)
        #expect(try fixture.index.status().rows == 301 && !fixture.index.status().hasUnfinishedRebuild)
        #expect(fixture.index.model?.identity == other.identity)
        #expect(try fixture.store.embeddingModel(ofIndex: "notes_index") == other.identity)
        #expect(try await isFound("note number 9 fox", by: fixture.index))
        #expect(before.allSatisfy { !FileManager.default.fileExists(atPath: $0.path) })
        #expect(try fixture.store.indexes() == ["notes_index"])
        #expect(try sqlTables(fixture.store).count == 1)

        // And it goes on following the table.
        try fixture.put([1: "a blue whale"])
        #expect(try await fixture.index.sync().embeddedTexts == 1)
        #expect(throws: IndexError.self) { try fixture.store.index("notes_index", model: fixture.model) }
        #expect(try fixture.store.index("notes_index", model: other).status().lag == 0)
    }

    @Test func whatHasBeenBuiltWhenItIsInterruptedIsUsedOrDiscarded() async throws {
        let fixture = try IndexFixture()
        try fixture.put(Self.bodies(300))
        try await fixture.sync()
        let other = HashingEmbeddingModel(name: "better", dimension: 32)
        other.fail(with: ModelError(.unreachable, "gone"), after: 2)
        await #expect(throws: ModelError.self) { try await fixture.index.rebuild(model: other) }
        #expect(try fixture.index.status().hasUnfinishedRebuild)
        // As if the process had died: the old one serves, under its own model.
        try fixture.reopen()
        #expect(try fixture.index.status().rows == 300)
        #expect(try await isFound("note number 9 fox", by: fixture.index))
        #expect(try fixture.store.indexes() == ["notes_index"])
        // The table goes on meanwhile, and the index with it.
        try fixture.put([301: "a late fox"])
        try await fixture.sync()

        other.fail(with: nil)
        try await fixture.index.rebuild(model: other)
        #expect(other.embeddedTexts.count == 301 && Set(other.embeddedTexts).count == 301)
        #expect(try fixture.index.status().rows == 301)

        // Discarded: nothing of it is left, and the index is as it was.
        let third = HashingEmbeddingModel(name: "third", dimension: 16)
        third.fail(with: ModelError(.unreachable, "gone"), after: 1)
        await #expect(throws: ModelError.self) { try await fixture.index.rebuild(model: third) }
        #expect(try sqlTables(fixture.store).count == 2)
        try await fixture.index.discardRebuild()
        try await fixture.index.discardRebuild()
        #expect(try sqlTables(fixture.store).count == 1)
        #expect(try await fixture.index.search("a late fox", options: .init(mode: .vector, k: 1)).first?.key == 301)
    }

    @Test func theOldFilesGoWhereTheProcessDiedBeforeItRemovedThem() async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "red fox"])
        try await fixture.sync()
        try fixture.index.checkpoint()
        let stale = fixture.store.indexesFolder.appendingPathComponent("index-77")
        try FileManager.default.createDirectory(at: stale, withIntermediateDirectories: true)
        try Data([1]).write(to: stale.appendingPathComponent("4.hnsw"))
        try fixture.reopen()
        #expect(!FileManager.default.fileExists(atPath: stale.path) && fixture.indexFiles.count == 2)
    }

    @Test func anotherDefinitionEmbedsNothingAgain() async throws {
        let fixture = try IndexFixture()
        try fixture.put(Self.bodies(50))
        try await fixture.sync()
        let other = try fixture.store.index("notes_index", model: fixture.model)
        fixture.model.resetCounts()
        var definition = IndexFixture.definition
        definition.columns = []
        definition.configuration = .hnsw(.init(m: 8), .float32)
        try await fixture.index.rebuild(definition: definition)
        #expect(fixture.model.callCount == 0 && fixture.index.definition == definition)
        // An object that was opened before follows, for its model is the same.
        let hits = try await other.search("note number 9 fox", options: .init(mode: .vector, k: 1))
        // Other numbers' words may have the same vector.
        let hit = try #require(hits.first)
        #expect(abs(hit.score - 1) < 1e-5 && hit.row["group"] == nil)
        #expect(other.definition == definition)
        try fixture.put([51: "a whale"])
        #expect(try await other.sync().written == 1)

        var wrong = definition
        wrong.columns = ["nowhere"]
        let bad = wrong
        let error = await #expect(throws: IndexError.self) { try await fixture.index.rebuild(definition: bad) }
        #expect(error?.code == .invalidDefinition)
        #expect(try await fixture.index.search("whale").first?.key == 51)
    }

    @Test func anObjectWithTheOldModelRefusesInsteadOfAnsweringWrongly() async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "red fox"])
        try await fixture.sync()
        let old = try fixture.store.index("notes_index", model: fixture.model)
        // The same dimension, another space.
        try await fixture.index.rebuild(model: HashingEmbeddingModel(version: "2"))
        let error = await #expect(throws: IndexError.self) { try await old.search("red fox") }
        #expect(error?.code == .modelMismatch)
        await #expect(throws: IndexError.self) { try await old.sync() }
    }

    /// By a vector of the same model: words of another have other places.
    private func isFound(_ body: String, by index: DeltaSyncIndex) async throws -> Bool {
        try await index.search(body, options: .init(mode: .vector, k: 1)).first.map { $0.score > 0.999 } ?? false
    }

    private func sqlTables(_ store: Store) throws -> [String] {
        try store.database.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE name GLOB 'index_*_rows'")
        }
    }
}

/// Calls back each time it is asked.
private struct WatchedModel: EmbeddingModel {
    private let inner: HashingEmbeddingModel
    private let onCall: @Sendable () async throws -> Void

    init(_ inner: HashingEmbeddingModel, onCall: @escaping @Sendable () async throws -> Void) {
        self.inner = inner
        self.onCall = onCall
    }

    var identity: EmbeddingModelIdentity { inner.identity }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        if role == .passage { try await onCall() }
        return try await inner.embed(texts, as: role)
    }
}
