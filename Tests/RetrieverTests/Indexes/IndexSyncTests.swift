import Foundation
import GRDB
import ModelServing
import Retriever
import TestSupport
import Testing
import VectorCore

@Suite struct IndexSyncTests {
    @Test func eachTextIsEmbeddedOnce() async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "red fox", 2: "blue whale", 3: "red fox"])
        var report = try await fixture.sync()
        #expect(report.embeddedTexts == 2 && report.written == 3)

        try fixture.put([1: "blue whale", 4: "red fox"])
        try fixture.delete([3])
        report = try await fixture.sync()
        #expect(report.embeddedTexts == 0 && report.written == 2 && report.removed == 1)
        #expect(fixture.model.embeddedTexts.sorted() == ["blue whale", "red fox"])

        report = try await fixture.sync()
        #expect(report.written == 0 && report.removed == 0)
        #expect(fixture.model.callCount == 1)
    }

    @Test func aFailingModelLeavesTheOldSnapshotAndTheNextSyncGoesOn() async throws {
        let fixture = try IndexFixture()
        try fixture.put([0: "old text"])
        try await fixture.sync()
        let texts = Dictionary(uniqueKeysWithValues: (1...300).map { (Int64($0), "note number \($0)") })
        try fixture.put(texts)
        try fixture.delete([0])
        fixture.model.resetCounts()

        fixture.model.fail(with: ModelError(.unreachable, "gone"), after: 2)
        await #expect(throws: ModelError.self) { try await fixture.index.sync() }
        let status = try fixture.index.status()
        #expect(status.rows == 1 && status.lag == 2 && status.lastError?.contains("gone") == true)
        fixture.model.fail(with: nil)
        #expect(try await fixture.index.search("old text", options: .init(k: 5)).map(\.key) == [0])

        try fixture.reopen()
        try await fixture.sync()
        let embedded = fixture.model.embeddedTexts.filter { $0 != "old text" }
        #expect(embedded.count == 300 && Set(embedded).count == 300)
        #expect(try fixture.index.status().lastError == nil)
        #expect(try fixture.index.status().rows == 300)
    }

    @Test func aCancelledSyncChangesNothing() async throws {
        let fixture = try IndexFixture()
        try fixture.put(Dictionary(uniqueKeysWithValues: (1...200).map { (Int64($0), "note \($0)") }))
        let index = fixture.index
        let task = Task {
            try await index.sync { progress in
                if progress.embedded > 0 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(try fixture.index.status().rows == 0)
        try await fixture.sync()
        #expect(Set(fixture.model.embeddedTexts).count == fixture.model.embeddedTexts.count)
        #expect(try fixture.index.status().rows == 200)
    }

    @Test func anotherModelIsRefused() async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "red fox"])
        try await fixture.sync()
        for other in [HashingEmbeddingModel(name: "other"), .init(version: "2"), .init(dimension: 32)] {
            let error = #expect(throws: IndexError.self) { try fixture.store.index("notes_index", model: other) }
            #expect(error?.code == .modelMismatch)
            #expect(other.callCount == 0)
        }
        #expect(try fixture.store.embeddingModel(ofIndex: "notes_index") == fixture.model.identity)
    }

    @Test func aRowWithABadVectorIsRefusedAndTheOthersTaken() async throws {
        let fixture = try IndexFixture()
        let model = PoisonedModel(inner: fixture.model)
        let index = try fixture.store.createIndex(
            "poisoned", over: "notes", definition: IndexFixture.definition, model: model)
        try fixture.put([1: "good", 2: "nan", 3: "zero", 4: "fine"])
        let report = try await index.sync()
        #expect(report.written == 2 && Set(report.refused.map(\.key)) == [2, 3])
        #expect(try index.status().refused.count == 2)
        // A row that becomes good is taken, and forgotten among the refused.
        try fixture.put([2: "better"])
        try fixture.delete([3])
        _ = try await index.sync()
        #expect(try index.status().refused.isEmpty)
        #expect(try index.status().rows == 3)
    }

    @Test func aModelThatContradictsItsIdentityIsAnError() async throws {
        let fixture = try IndexFixture()
        let identity = EmbeddingModelIdentity(name: "liar", version: "1", dimension: 8, isNormalized: true)
        let model = LyingModel(identity: identity)
        let index = try fixture.store.createIndex(
            "lies", over: "notes", definition: IndexFixture.definition, model: model)
        try fixture.put([1: "good"])
        let error = await #expect(throws: IndexError.self) { try await index.sync() }
        #expect(error?.code == .modelFailed)
        #expect(try index.status().rows == 0)
    }

    @Test func concurrentSyncsTakeTurnsAndSearchesGoOn() async throws {
        let fixture = try IndexFixture(limits: IndexLimits(flat: 50, recent: 10))
        let (index, table) = (fixture.index, fixture.table)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    for step in 0..<10 {
                        let id = Int64(writer * 100 + step)
                        try table.merge([["id": .integer(id), "body": .text("fox \(id)"), "group": 0]])
                        try await index.sync()
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    var last = 0
                    for _ in 0..<60 {
                        // One commit for all: every row that has the word is found by vector as well.
                        let words = try await index.search("fox", options: .init(mode: .keyword, k: 500))
                        let near = try await index.search("fox", options: .init(mode: .vector, k: 500))
                        #expect(near.count >= words.count && words.count >= last)
                        last = near.count
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try index.status().rows == 30)
        #expect(fixture.model.embeddedTexts.filter { $0.hasPrefix("fox ") }.count == 30)
    }

    @Test func twoOpenIndexesSeeEachOthersCommits() async throws {
        let fixture = try IndexFixture()
        let other = try fixture.store.index("notes_index", model: fixture.model)
        try fixture.put([1: "red fox"])
        try await fixture.sync()
        #expect(try await other.search("red fox", options: .init(mode: .vector)).map(\.key) == [1])
        try fixture.delete([1])
        try fixture.put([2: "red fox"])
        try await other.sync()
        #expect(try await fixture.index.search("red fox").map(\.key) == [2])
        #expect(try await fixture.index.sync().written == 0)

        // One has saved, and what it removed before is forgotten: the other goes on from its files.
        try fixture.put([3: "blue whale", 4: "river"])
        try await other.sync()
        try fixture.delete([2])
        try await other.sync()
        try other.checkpoint()
        #expect(
            try await fixture.store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM index_1_dropped") }
                == 0)
        for mode in RetrievalOptions.Mode.allCases {
            let hits = try await fixture.index.search("blue whale", options: .init(mode: mode))
            #expect(hits.first?.key == 3 && !hits.contains { $0.key == 2 }, "\(mode)")
        }
    }

    @Test func filesOfAnotherStoreAreNotBelieved() async throws {
        let (one, two) = (try IndexFixture(), try IndexFixture())
        try one.put([1: "red fox"])
        try await one.sync()
        try one.index.checkpoint()
        try two.put([1: "blue whale"])
        try await two.sync()
        try two.index.checkpoint()
        #expect(one.indexFiles.map(\.lastPathComponent).sorted() == ["1.flat", "1.keywords"])
        for from in one.indexFiles {
            let to = try #require(two.indexFiles.first { $0.lastPathComponent == from.lastPathComponent })
            try FileManager.default.removeItem(at: to)
            try FileManager.default.copyItem(at: from, to: to)
        }
        try two.reopen()
        let hit = try #require(try await two.index.search("blue whale", options: .init(mode: .vector)).first)
        #expect(hit.row["body"] == "blue whale" && hit.score > 0.99)
        #expect(try await two.index.search("whale", options: .init(mode: .keyword)).map(\.key) == [1])
        #expect(try await two.index.search("fox", options: .init(mode: .keyword)).isEmpty)
    }

    @Test func definitionsThatCannotBeAreRefused() throws {
        let fixture = try IndexFixture()
        let bad: [IndexDefinition] = [
            .init(embeddedColumn: "nowhere"), .init(embeddedColumn: "group"),
            .init(embeddedColumn: "body", keywordColumns: []),
            .init(embeddedColumn: "body", keywordColumns: [.init("body"), .init("body")]),
            .init(embeddedColumn: "body", keywordColumns: [.init("body", weight: 0)]),
        ]
        for definition in bad {
            let error = #expect(throws: IndexError.self) {
                try fixture.store.createIndex("bad", over: "notes", definition: definition, model: fixture.model)
            }
            #expect(error?.code == .invalidDefinition)
        }
        #expect(try fixture.store.indexes() == ["notes_index"])
        let error = #expect(throws: IndexError.self) {
            try fixture.store.createIndex(
                "notes_index", over: "notes", definition: IndexFixture.definition, model: fixture.model)
        }
        #expect(error?.code == .indexExists)
        try fixture.store.dropIndex("notes_index")
        #expect(try fixture.store.indexes().isEmpty)
        #expect(throws: IndexError.self) { try fixture.store.index("notes_index", model: fixture.model) }
    }
}

/// Gives NaN for "nan" and a zero vector for "zero".
private struct PoisonedModel: EmbeddingModel {
    let inner: HashingEmbeddingModel
    var identity: EmbeddingModelIdentity { inner.identity }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        var vectors = Matrix(columns: identity.dimension)
        for text in texts {
            var vector = inner.vector(of: text)
            if text == "nan" { vector[3] = .nan }
            if text == "zero" { vector = vector.map { _ in 0 } }
            try vectors.append(vector)
        }
        return vectors
    }
}

private struct LyingModel: EmbeddingModel {
    let identity: EmbeddingModelIdentity

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        Matrix(rows: texts.count, columns: 3, values: Array(repeating: 1, count: texts.count * 3))
    }
}
