import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing
import VectorCore

@Suite struct IngestPromisesTests {
    @Test func whatHasNotChangedIsNotRead() async throws {
        let fixture = try IngestFixture()
        for number in 0..<20 { try fixture.write("Note \(number) about foxes.", to: "\(number).txt") }
        try await fixture.settle()
        let source = CountingSource(FolderSource(fixture.docs))
        _ = try await fixture.collection.ingest(source)
        #expect(source.reads == 20 && fixture.parser.calls == 20)
        try fixture.reopen()
        var report = try await fixture.collection.ingest(source)
        #expect(report.readCalls == 0 && report.unchanged == 20 && report.embeddingCalls == 0)
        #expect(source.reads == 20 && fixture.parser.calls == 20)

        // Touched: read once more, and never parsed.
        try fixture.touch("7.txt", modified: Date(timeIntervalSinceNow: -1_000))
        try await fixture.settle()
        report = try await fixture.collection.ingest(source)
        #expect(report.readCalls == 1 && report.parseCalls == 0)
        report = try await fixture.collection.ingest(source)
        #expect(report.readCalls == 0 && report.unchanged == 20)
    }

    @Test func aChangeBehindATimeSetBackIsNoticed() async throws {
        let fixture = try IngestFixture()
        let moment = Date(timeIntervalSinceNow: -5_000)
        try fixture.write("red foxes", to: "a.txt", modified: moment)
        try await fixture.settle()
        _ = try await fixture.ingest()
        try fixture.write("tan foxes", to: "a.txt", modified: moment)
        #expect(try await fixture.ingest().changed == 1)
        #expect(try fixture.texts() == ["a.txt": ["tan foxes"]])
    }

    @Test func anEmptyOrMissingFolderRemovesNothingUnlessItMay() async throws {
        let fixture = try IngestFixture()
        for name in ["a", "b", "c"] { try fixture.write("Foxes like \(name).", to: "\(name).txt") }
        _ = try await fixture.ingest()
        let aside = fixture.place.appendingPathComponent("aside")
        try FileManager.default.moveItem(at: fixture.docs, to: aside)
        await #expect(throws: IngestError.folderNotFound(fixture.docs.path)) { try await fixture.ingest() }
        try FileManager.default.createDirectory(at: fixture.docs, withIntermediateDirectories: true)
        let error = await #expect(throws: IngestError.self) { try await fixture.ingest() }
        #expect(error == .sourceEmpty(FolderSource(fixture.docs).identity, documents: 3))
        #expect(try fixture.texts().count == 3)

        // The disk is back.
        try FileManager.default.removeItem(at: fixture.docs)
        try FileManager.default.moveItem(at: aside, to: fixture.docs)
        let report = try await fixture.ingest()
        #expect(report.unchanged == 3 && report.parseCalls == 0)

        for name in ["a", "b"] { try FileManager.default.removeItem(at: fixture.file("\(name).txt")) }
        await #expect(throws: IngestError.self) { try await fixture.ingest(IngestOptions(maximumRemovals: 1)) }
        #expect(try fixture.texts().count == 3)
        #expect(try await fixture.ingest(IngestOptions(maximumRemovals: 2)).deleted == 2)
        try FileManager.default.removeItem(at: fixture.file("c.txt"))
        #expect(try await fixture.ingest(IngestOptions(allowsEmptySource: true)).deleted == 1)
        #expect(try fixture.texts().isEmpty)
    }

    @Test func errorsHaveATableAndGoWithTheirCause() async throws {
        let fixture = try IngestFixture()
        try fixture.write("good foxes", to: "good.txt")
        try fixture.write("unreadable foxes", to: "bad.txt")
        try fixture.write("x", to: "odd.xyz")
        try await fixture.settle()
        var report = try await fixture.ingest()
        #expect(report.added == 1 && report.problems.count == 2)
        var errors = try fixture.errors()
        #expect(errors.map { $0["path"] } == ["bad.txt", "odd.xyz"])
        #expect(errors.allSatisfy { $0["phase"] == "parsing" && $0["attempts"] == 1 })
        #expect(errors[0]["error"]?.textValue?.contains("it says so") == true)
        let first = errors[0]["time"]

        // Known to be bad: not tried, but told.
        let calls = fixture.parser.calls
        report = try await fixture.ingest()
        #expect(fixture.parser.calls == calls && report.problems.map(\.path).contains("bad.txt"))
        #expect(try fixture.errors()[0]["time"] == first)
        // On request it is tried again.
        report = try await fixture.ingest(IngestOptions(retriesErrors: true))
        errors = try fixture.errors()
        #expect(fixture.parser.calls == calls + 1 && errors[0]["attempts"] == 2 && report.unchanged == 1)
        // When it changes, too; and then the error goes.
        try fixture.write("better foxes", to: "bad.txt")
        report = try await fixture.ingest()
        #expect(report.changed == 1 && report.problems.map(\.path) == ["odd.xyz"])
        #expect(try fixture.errors().map { $0["path"] } == ["odd.xyz"])
        try FileManager.default.removeItem(at: fixture.file("odd.xyz"))
        _ = try await fixture.ingest()
        #expect(try fixture.errors().isEmpty)
    }

    @Test func aDocumentThatTurnsBadLosesItsChunksAndOneThatMovesKeepsItsError() async throws {
        let fixture = try IngestFixture()
        try fixture.write("good foxes", to: "a.txt")
        try fixture.write("also good", to: "b.txt")
        _ = try await fixture.ingest()
        try fixture.write("unreadable foxes", to: "a.txt")
        var report = try await fixture.ingest()
        #expect(report.problems.map(\.path) == ["a.txt"] && report.chunks == 1)
        try FileManager.default.moveItem(at: fixture.file("a.txt"), to: fixture.file("c.txt"))
        let calls = fixture.parser.calls
        report = try await fixture.ingest()
        #expect(report.problems.map(\.path) == ["c.txt"] && fixture.parser.calls == calls)
        #expect(try fixture.errors().map { $0["path"] } == ["c.txt"])
    }

    @Test func chunksWithoutAUsableVectorAreErrorsOfTheirDocument() async throws {
        let fixture = try IngestFixture()
        let model = HolesModel()
        let collection = try DocumentCollection(in: fixture.store, name: "holes", model: model)
        try fixture.write("zero foxes", to: "a.txt")
        try fixture.write("red foxes", to: "b.txt")
        var report = try await collection.ingest(FolderSource(fixture.docs))
        #expect(report.problems.map(\.path) == ["a.txt"] && report.problems[0].phase == .embedding)
        #expect(try collection.errors.rows().map { $0["phase"] } == ["embedding"])
        try fixture.write("one fox", to: "a.txt")
        report = try await collection.ingest(FolderSource(fixture.docs))
        let left = try collection.errors.count()
        #expect(report.problems.isEmpty && left == 0)
    }

    @Test func sourcesDoNotDisturbEachOtherAndGoWhole() async throws {
        let fixture = try IngestFixture()
        try fixture.write("Foxes are red.", to: "a.txt")
        try fixture.write("unreadable", to: "bad.txt")
        _ = try await fixture.ingest()
        let memory = MemorySource(
            identity: "memory",
            documents: [.init(path: "a.txt", text: "Whales are blue."), .init(path: "b.txt", text: "unreadable")])
        let report = try await fixture.collection.ingest(memory)
        #expect(report.added == 1 && report.deleted == 0 && report.chunks == 2)
        #expect(try fixture.collection.sources().map(\.documents) == [2, 2])
        #expect(try fixture.errors().count == 2)
        let filter = Column("source") == "memory"
        #expect(
            try await fixture.collection.search("foxes", options: .init(filter: filter)).map(\.text) == [
                "Whales are blue."
            ])

        #expect(try await fixture.collection.remove(source: "memory") == 2)
        #expect(try fixture.collection.sources().count == 1)
        #expect(try fixture.errors().map { $0["source"]?.textValue } == [FolderSource(fixture.docs).identity])
        #expect(try await fixture.collection.search("whales", options: .init(mode: .keyword)).isEmpty)
        #expect(try await fixture.ingest().parseCalls == 0)
    }

    @Test func cancellationIsPromptAndWhatWasDoneStaysDone() async throws {
        let fixture = try IngestFixture()
        for number in 0..<40 { try fixture.write("Note \(number) about foxes.", to: "\(number).txt") }
        let parser = fixture.parser
        let collection = fixture.collection
        let source = FolderSource(fixture.docs)
        let (started, go) = AsyncStream<Void>.makeStream()
        let task = Task { try await collection.ingest(source) }
        parser.onParse { if $0 == 10 { go.finish(); task.cancel() } }
        for await _ in started {}
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(parser.calls == 10)
        parser.onParse(nil)
        // Each document has its chunks, or neither is there.
        let documents = try collection.documents.rows().compactMap { $0["path"]?.textValue }
        #expect(Set(documents) == Set(try fixture.texts().keys) && documents.count == 10)

        try fixture.reopen()
        let report = try await fixture.ingest()
        #expect(report.added == 30 && report.unchanged == 10 && fixture.parser.calls == 40)
        #expect(fixture.model.embeddedTexts.count == 40)
    }

    @Test func whatWasIngestedBeforeAFailureIsNeitherParsedNorEmbeddedAgain() async throws {
        let fixture = try IngestFixture()
        for number in 0..<200 { try fixture.write("Note \(number) about foxes.", to: "\(number).txt") }
        fixture.model.fail(with: ModelError(.unreachable, "gone"), after: 2)
        await #expect(throws: ModelError.self) { try await fixture.ingest() }
        #expect(fixture.parser.calls == 200 && fixture.model.embeddedTexts.count == 128)
        fixture.model.fail(with: nil)
        try fixture.reopen()
        let report = try await fixture.ingest()
        #expect(fixture.parser.calls == 200 && report.embeddingCalls == 72)
        #expect(Set(fixture.model.embeddedTexts).count == 200 && fixture.model.embeddedTexts.count == 200)
    }

    @Test func namesThatOnlyBytesTellApartAreTwoDocuments() async throws {
        let fixture = try IngestFixture()
        let names = ["caf\u{E9}.txt", "cafe\u{301}.txt"]
        let documents = names.map { MemorySource.Document(path: $0, text: "Of \($0.utf8.count) bytes.") }
        _ = try await fixture.collection.ingest(MemorySource(identity: "m", documents: documents))
        #expect(try fixture.collection.documents.count() == 2)
        let report = try await fixture.collection.ingest(MemorySource(identity: "m", documents: [documents[1]]))
        #expect(report.deleted == 1 && report.unchanged == 1)
        let rest = try fixture.collection.chunks.rows()
        #expect(rest.map { $0["path"] } == [.text(names[1])])
    }
}

/// Gives a zero vector for texts with "zero".
private struct HolesModel: EmbeddingModel {
    let model = HashingEmbeddingModel()
    var identity: EmbeddingModelIdentity { model.identity }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        var vectors = Matrix(columns: identity.dimension)
        for text in texts {
            let vector = model.vector(of: text)
            try vectors.append(text.contains("zero") ? vector.map { _ in 0 } : vector)
        }
        return vectors
    }
}
