import Chunking
import Foundation
import ModelServing
import Retriever
import Synchronization
import TestSupport

/// A folder, a store beside it, and a collection that counts what it is made to do.
final class IngestFixture {
    let place: URL
    let docs: URL
    let model = HashingEmbeddingModel()
    let parser = CountingParser()
    let fields: [TableSchema.Column]
    private(set) var store: Store
    private(set) var collection: DocumentCollection

    init(fields: [TableSchema.Column] = []) throws {
        self.fields = fields
        place = try TestData.temporaryFolder()
        docs = place.appendingPathComponent("docs")
        try FileManager.default.createDirectory(at: docs, withIntermediateDirectories: true)
        store = try Store(at: place.appendingPathComponent("store"))
        collection = try Self.collection(in: store, model, parser, fields)
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    private static func collection(
        _ name: ObjectName = "docs", in store: Store, _ model: HashingEmbeddingModel, _ parser: CountingParser,
        _ fields: [TableSchema.Column]
    ) throws -> DocumentCollection {
        var parsers = ParserRegistry.standard
        parsers.register(parser, forExtensions: ["txt"])
        return try DocumentCollection(
            in: store, name: name, model: model, chunker: StructureChunker(size: .characters(80), overlap: 0),
            parsers: parsers, fields: fields)
    }

    func collection(_ name: ObjectName, fields: [TableSchema.Column]? = nil) throws -> DocumentCollection {
        try Self.collection(name, in: store, model, parser, fields ?? self.fields)
    }

    func reopen() throws {
        try store.close()
        store = try Store(at: place.appendingPathComponent("store"))
        collection = try Self.collection(in: store, model, parser, fields)
    }

    func file(_ path: String) -> URL { docs.appendingPathComponent(path) }

    func write(_ text: String, to path: String, modified: Date? = nil) throws {
        try FileManager.default.createDirectory(
            at: file(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file(path))
        try touch(path, modified: modified ?? Date(timeIntervalSinceNow: -3_600))
    }

    func touch(_ path: String, modified: Date) throws {
        try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: file(path).path)
    }

    /// Waits until the grain of the file system's clock has passed, so that files count as settled.
    func settle() async throws { try await Task.sleep(for: .milliseconds(150)) }

    func ingest(_ options: IngestOptions = IngestOptions()) async throws -> IngestReport {
        try await collection.ingest(FolderSource(docs), options: options)
    }

    /// The texts of the chunks, by path.
    func texts() throws -> [String: [String]] {
        var texts: [String: [String]] = [:]
        for row in try collection.chunks.rows(orderedBy: [.ascending("path"), .ascending("ordinal")]) {
            texts[row["path"]?.textValue ?? "", default: []].append(row["text"]?.textValue ?? "")
        }
        return texts
    }

    func errors() throws -> [Row] {
        try collection.errors.rows(orderedBy: [.ascending("path")])
    }
}

/// Plain text; refuses texts that hold "unreadable", and ends the task's patience where it is told to.
final class CountingParser: DocumentParser {
    private let count = Mutex(0)
    private let action = Mutex<(@Sendable (Int) -> Void)?>(nil)

    var calls: Int { count.withLock { $0 } }

    /// Called with the number of each call, from 1.
    func onParse(_ action: (@Sendable (Int) -> Void)?) { self.action.withLock { $0 = action } }

    func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        let number = count.withLock {
            $0 += 1
            return $0
        }
        action.withLock { $0 }?(number)
        if source.text(in: 0..<source.bytes.count).contains("unreadable") {
            throw .unreadable(path: source.path, reason: "it says so")
        }
        return try PlainTextParser().parse(source)
    }
}

/// Counts the readings of another source.
final class CountingSource: DocumentSource {
    let source: any DocumentSource
    private let count = Mutex(0)

    init(_ source: any DocumentSource) { self.source = source }

    var identity: String { source.identity }
    var reads: Int { count.withLock { $0 } }

    func listing() async throws -> SourceListing { try await source.listing() }

    func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        count.withLock { $0 += 1 }
        return try await source.read(file, since: revision)
    }
}
