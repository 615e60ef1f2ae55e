public import Chunking
import Crypto
import Foundation
public import ModelServing

/// Documents, their chunks and an index over them, in one store.
///
/// ``ingest(_:progress:)`` takes in what a source holds: only files that are new or other are parsed, chunked and
/// embedded, and those that are gone are removed. The tables are ordinary ones, `NAME_documents` and `NAME_chunks`,
/// with their change data feeds; the index is `NAME_index`.
///
///     let store = try Store(at: folder)
///     let collection = try DocumentCollection(in: store, name: "docs", model: encoder)
///     let report = try await collection.ingest(FolderSource(docsFolder))
///     let hits = try await collection.search("how do I save?", options: RetrievalOptions(k: 5))
public final class DocumentCollection: ChunkRetriever {
    public let name: ObjectName
    /// One row a document: `id`, `source`, `path`, `type`, `size`, `modified`, `hash`, `title`, `chunks`, `problem`.
    public let documents: Table
    /// One row a chunk: `id`, `document`, `path`, `title`, `headings` (a JSON array), `start` and `end` (UTF-8 bytes),
    /// `ordinal`, `text`, `content`.
    public let chunks: Table
    public let index: DeltaSyncIndex
    public let chunker: any Chunker
    public let parsers: ParserRegistry
    public let content: ChunkContent

    let store: Store
    let ingests = TurnQueue()

    /// Opens a collection, or makes it.
    ///
    /// - Parameters:
    ///   - chunker: nil for ``defaultChunker(for:)``. Where it differs from the one that made a document's chunks, the
    ///     next ingest makes them again. A chunk's own passage is stored, not its ``Chunk/context``.
    ///   - parsers: Files of other types are passed over as problems.
    /// - Throws: ``IndexError``: `modelMismatch` if the collection was made with another model; ``StoreError``.
    public init(
        in store: Store, name: ObjectName, model: any EmbeddingModel, chunker: (any Chunker)? = nil,
        parsers: ParserRegistry = .standard, content: ChunkContent = .withHeadings
    ) throws {
        let chunksName = try name.suffixed("_chunks")
        let documentsName = try name.suffixed("_documents")
        let indexName = try name.suffixed("_index")
        self.name = name
        self.store = store
        self.parsers = parsers
        self.content = content
        self.chunker = try chunker ?? Self.defaultChunker(for: model)
        if try store.indexExists(indexName) {
            index = try store.index(indexName, model: model)
            chunks = index.source
            documents = try store.table(documentsName)
        } else {
            documents = try store.openTable(documentsName, schema: Self.documentSchema)
            chunks = try store.openTable(chunksName, schema: Self.chunkSchema)
            index = try store.createIndex(
                indexName, over: chunksName, definition: IndexDefinition(embeddedColumn: "content"), model: model)
        }
    }

    /// Along sections: by the model's own tokens where it is an encoder of this process, so that no chunk is cut off
    /// when it is embedded; otherwise by 1,000 characters.
    public static func defaultChunker(for model: any EmbeddingModel) throws -> any Chunker {
        guard let encoder = model as? SentenceEncoder else {
            return try StructureChunker(size: .characters(1_000), overlap: 120)
        }
        // Room for the path of headings that is embedded before the text; of MiniLM's 256 tokens, 200 stay for the text.
        let tokens = max(16, encoder.maximumTokens - 56)
        return try StructureChunker(size: .tokens(tokens, encoder.tokenizer), overlap: min(32, tokens / 6))
    }

    /// The best chunks for a question, best first.
    public func search(_ query: String, options: RetrievalOptions = RetrievalOptions()) async throws -> [SearchHit] {
        try await index.search(
            query, options: options, columns: ["id", "path", "headings", "start", "end", "text"]
        ).map(SearchHit.init)
    }

    public func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
        try await search(query, options: options)
    }

    private static let documentSchema = TableSchema(
        columns: [
            .text("id"), .text("source"), .text("path"), .text("type"), .integer("size"), .real("modified"),
            .text("hash"), .text("title", isNullable: true), .integer("chunks"), .text("processing"),
            .real("checked"), .text("problem", isNullable: true),
        ], primaryKey: "id")

    private static let chunkSchema = TableSchema(
        columns: [
            .text("id"), .text("document"), .text("path"), .text("title", isNullable: true), .text("headings"),
            .integer("start"), .integer("end"), .integer("ordinal"), .text("text"), .text("content"),
        ], primaryKey: "id")
}

extension ObjectName {
    fileprivate func suffixed(_ suffix: String) throws -> ObjectName {
        try ObjectName(parsing: description + suffix)
    }
}

extension Store {
    fileprivate func openTable(_ name: ObjectName, schema: TableSchema) throws -> Table {
        try tableExists(name) ? table(name) : createTable(name, schema: schema)
    }
}

extension SearchHit {
    /// A hit over a chunk table.
    init(_ hit: IndexHit) {
        let row = hit.row
        let start = Int(row["start"]?.integerValue ?? 0)
        let headings = row["headings"]?.textValue.flatMap {
            try? JSONDecoder().decode([String].self, from: Data($0.utf8))
        }
        self.init(
            id: row["id"]?.textValue ?? "", score: hit.score, path: row["path"]?.textValue ?? "",
            headings: headings ?? [], range: start..<max(start, Int(row["end"]?.integerValue ?? 0)),
            text: row["text"]?.textValue ?? "")
    }
}
