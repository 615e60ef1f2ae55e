import Chunking
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// A folder of documents and a collection in a store beside it.
private final class Library {
    let place: URL
    let docs: URL
    let model = HashingEmbeddingModel()
    private(set) var store: Store
    private(set) var collection: DocumentCollection

    init() throws {
        place = try TestData.temporaryFolder()
        docs = place.appendingPathComponent("docs")
        try FileManager.default.createDirectory(at: docs, withIntermediateDirectories: true)
        store = try Store(at: place.appendingPathComponent("store"))
        collection = try DocumentCollection(
            in: store, name: "docs", model: model, chunker: StructureChunker(size: .characters(80), overlap: 0))
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    func reopen(characters: Int = 80) throws {
        try store.close()
        store = try Store(at: place.appendingPathComponent("store"))
        collection = try DocumentCollection(
            in: store, name: "docs", model: model, chunker: StructureChunker(size: .characters(characters), overlap: 0))
    }

    /// Writes a file whose time of change lies in the past, so that it counts as settled.
    func write(_ bytes: Data, to path: String, age: TimeInterval = 3_600) throws {
        let file = docs.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file.path)
    }

    func write(_ text: String, to path: String, age: TimeInterval = 3_600) throws {
        try write(Data(text.utf8), to: path, age: age)
    }

    func ingest() async throws -> IngestReport {
        try await collection.ingest(FolderSource(docs))
    }

    func chunkIDs(_ path: String) throws -> Set<String> {
        Set(try collection.chunks.rows(where: Column("path") == path).compactMap { $0["id"]?.textValue })
    }
}

@Suite struct DocumentCollectionTests {
    private static let guide = """
        # Guide

        ## Installing

        Download the archive and unpack it into a folder of your choice, then run it.

        ## Saving

        Press the red button to save your work; a copy is kept beside it for a week.

        ## Printing

        Printing needs paper, ink and a good deal of patience on most afternoons.
        """

    @Test func anUnchangedFolderCostsNothing() async throws {
        let library = try Library()
        try library.write(Self.guide, to: "guide.md")
        try library.write("Foxes are red.", to: "sub/fox.txt")
        var report = try await library.ingest()
        #expect(report.seen == 2 && report.added == 2 && report.parseCalls == 2 && report.problems.isEmpty)
        let stored = try library.collection.chunks.count()
        #expect(report.embeddingCalls > 0 && report.chunks == stored)
        let version = try library.collection.chunks.version

        for _ in 0..<2 {
            report = try await library.ingest()
            #expect(report.unchanged == 2 && report.parseCalls == 0 && report.embeddingCalls == 0)
            try library.reopen()
        }
        // Touched, but the same.
        try library.write(Self.guide, to: "guide.md", age: 60)
        report = try await library.ingest()
        #expect(report.unchanged == 2 && report.parseCalls == 0 && report.embeddingCalls == 0)
        #expect(try library.collection.chunks.version == version)
    }

    @Test func hitsNameTheirPlaceInTheSource() async throws {
        let library = try Library()
        try library.write(Self.guide, to: "guide.md")
        _ = try await library.ingest()
        let hits = try await library.collection.search("red button to save work", options: .init(k: 2))
        let hit = try #require(hits.first)
        #expect(hit.path == "guide.md" && hit.headings == ["Guide", "Saving"])
        #expect(Array(Self.guide.utf8)[hit.range].elementsEqual(hit.text.utf8))
        #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
        let none = try await library.collection.search("red", options: .init(filter: Column("path") == "other.md"))
        #expect(none.isEmpty)
    }

    @Test func editingOneParagraphChangesOnlyItsChunks() async throws {
        let library = try Library()
        try library.write(Self.guide, to: "guide.md")
        _ = try await library.ingest()
        let before = try library.chunkIDs("guide.md")
        library.model.resetCounts()
        try library.write(Self.guide.replacing("red button", with: "large green button"), to: "guide.md", age: 60)
        let report = try await library.ingest()
        #expect(report.changed == 1 && report.added == 0 && report.parseCalls == 1)
        let after = try library.chunkIDs("guide.md")
        #expect(before.subtracting(after).count == library.model.embeddedTexts.count)
        #expect(!before.intersection(after).isEmpty)
        #expect(library.model.embeddedTexts.allSatisfy { $0.contains("Saving") })
        let hit = try await library.collection.search("green button", options: .init(mode: .keyword)).first
        #expect(hit?.text.contains("large green button") == true)
        let old = try await library.collection.search("red", options: .init(mode: .keyword))
        #expect(old.isEmpty)
    }

    @Test func aMovedFileIsNeitherParsedNorEmbedded() async throws {
        let library = try Library()
        try library.write(Self.guide, to: "guide.md")
        _ = try await library.ingest()
        let old = try library.collection.chunks.count()
        try FileManager.default.createDirectory(
            at: library.docs.appendingPathComponent("new"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: library.docs.appendingPathComponent("guide.md"), to: library.docs.appendingPathComponent("new/guide.md")
        )
        let report = try await library.ingest()
        #expect(report.moved == 1 && report.added == 0 && report.deleted == 0)
        #expect(report.parseCalls == 0 && report.embeddingCalls == 0 && report.chunks == old)
        #expect(try library.chunkIDs("guide.md").isEmpty)
        #expect(try await library.collection.search("red button").first?.path == "new/guide.md")
    }

    @Test func aDeletedFileLeavesNothing() async throws {
        let library = try Library()
        try library.write(Self.guide, to: "guide.md")
        try library.write("Foxes are red.", to: "fox.txt")
        _ = try await library.ingest()
        try FileManager.default.removeItem(at: library.docs.appendingPathComponent("guide.md"))
        let report = try await library.ingest()
        #expect(report.deleted == 1 && report.unchanged == 1 && report.chunks == 1)
        for mode in RetrievalOptions.Mode.allCases {
            let hits = try await library.collection.search("red button to save", options: .init(mode: mode))
            #expect(hits.allSatisfy { $0.path == "fox.txt" })
        }
    }

    @Test func aSecondFolderLeavesTheFirstInPlace() async throws {
        let library = try Library()
        try library.write("Foxes are red.", to: "a.txt")
        _ = try await library.ingest()
        let other = library.place.appendingPathComponent("other")
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        try Data("Whales are blue.".utf8).write(to: other.appendingPathComponent("a.txt"))
        let report = try await library.collection.ingest(FolderSource(other))
        #expect(report.added == 1 && report.deleted == 0 && report.chunks == 2)
        #expect(try await library.collection.remove(source: FolderSource(other).identity) == 1)
        #expect(try library.collection.chunks.count() == 1)
    }

    @Test func badFilesAreProblemsAndTheOthersAreTaken() async throws {
        let library = try Library()
        try library.write("Foxes are red.", to: "good.txt")
        try library.write(Data([0x61, 0xC3, 0x28]), to: "invalid.md")
        try library.write(Data("<meta charset=martian><p>caf".utf8) + [0xE9], to: "strange.html")
        try library.write(Data([0x61, 0x00, 0x62]), to: "binary.txt")
        try library.write("x", to: "unknown.xyz")
        try library.write("", to: "empty.txt")
        try library.write(" \n\n ", to: "blank.md")
        var report = try await library.ingest()
        #expect(report.problems.map(\.path) == ["binary.txt", "invalid.md", "strange.html", "unknown.xyz"])
        #expect(report.chunks == 1)
        // Known to be bad: not looked into again, and named again.
        report = try await library.ingest()
        #expect(report.problems.count == 4 && report.parseCalls == 0 && report.embeddingCalls == 0)
        // A document that is no text any more takes its chunks with it.
        try library.write(Data([0x61, 0x00, 0x62]), to: "good.txt", age: 60)
        report = try await library.ingest()
        #expect(report.chunks == 0 && report.problems.count == 5)
    }

    @Test func aFileWithinTheClocksGrainIsLookedIntoAgain() async throws {
        let library = try Library()
        let moment = Date()
        func write(_ text: String) throws {
            try library.write(text, to: "a.txt")
            try FileManager.default.setAttributes(
                [.modificationDate: moment], ofItemAtPath: library.docs.appendingPathComponent("a.txt").path)
        }
        try write("red foxes")
        _ = try await library.ingest()
        try write("tan foxes")
        let report = try await library.ingest()
        #expect(report.changed == 1)
        #expect(try await library.collection.search("tan", options: .init(mode: .keyword)).count == 1)
    }

    @Test func anInterruptedIngestGoesOn() async throws {
        let library = try Library()
        for number in 0..<150 { try library.write("Note number \(number) about foxes.", to: "\(number).txt") }
        library.model.fail(with: ModelError(.unreachable, "gone"), after: 1)
        await #expect(throws: ModelError.self) { try await library.ingest() }
        library.model.fail(with: nil)
        try library.reopen()
        let report = try await library.ingest()
        #expect(report.unchanged == 150 && report.parseCalls == 0 && report.chunks == 150)
        let texts = library.model.embeddedTexts
        #expect(texts.count == 150 && Set(texts).count == 150)
    }

    @Test func anotherChunkerMakesTheChunksAgain() async throws {
        let library = try Library()
        try library.write(Self.guide, to: "guide.md")
        let before = try await library.ingest().chunks
        try library.reopen(characters: 40)
        let report = try await library.ingest()
        #expect(report.changed == 1 && report.chunks > before)
    }

    @Test func anEmptyFolderIsNoMistakeAndAMissingOneIs() async throws {
        let library = try Library()
        let report = try await library.ingest()
        #expect(report.seen == 0 && report.chunks == 0)
        try library.write("Foxes are red.", to: "a.txt")
        _ = try await library.ingest()
        await #expect(throws: IngestError.self) {
            try await library.collection.ingest(FolderSource(library.place.appendingPathComponent("missing")))
        }
        #expect(try library.collection.chunks.count() == 1)
    }

    @Test func equalTextsHaveIDsOfTheirOwn() async throws {
        let library = try Library()
        let line = "The very same paragraph stands here again and again, word for word, with no change.\n\n"
        try library.write(String(repeating: line, count: 4), to: "a.txt")
        try library.write(String(repeating: line, count: 4), to: "b.txt")
        let report = try await library.ingest()
        #expect(report.chunks >= 8 && report.added == 2)
        #expect(library.model.embeddedTexts.count < report.chunks)
    }

    @Test func aCollectionOfAnotherModelIsRefused() async throws {
        let library = try Library()
        let error = #expect(throws: IndexError.self) {
            try DocumentCollection(in: library.store, name: "docs", model: HashingEmbeddingModel(dimension: 32))
        }
        #expect(error?.code == .modelMismatch)
    }
}
