public import Chunking
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
    /// `ordinal`, `text`, `content` (what is embedded); `lead`, `context_start`, `context_end` and `context` where the
    /// chunker gives them; `language`, `first_page`, `last_page`, `position`, `tokens`, `key_phrases` (a JSON array) and
    /// `content_hash` with a ``DocumentProcessing/features``; `vector` with ``DocumentProcessing/late``.
    public let chunks: Table
    public let index: DeltaSyncIndex
    public let processing: DocumentProcessing

    let store: Store
    let ingests = TurnQueue()

    /// Opens a collection, or makes it.
    ///
    /// - Parameters:
    ///   - processing: Where it differs from the one that made a document's chunks, the next ingest makes them again.
    /// - Throws: ``IndexError``: `modelMismatch` if the collection was made with another model; ``StoreError``.
    public init(
        in store: Store, name: ObjectName, model: any EmbeddingModel, processing: DocumentProcessing
    ) throws {
        let chunksName = try name.suffixed("_chunks")
        let documentsName = try name.suffixed("_documents")
        let indexName = try name.suffixed("_index")
        self.name = name
        self.store = store
        self.processing = processing
        let isKnown = try store.indexExists(indexName)
        // Another model is refused below, before anything is changed.
        if try store.tableExists(chunksName), try !isKnown || store.embeddingModel(ofIndex: indexName) == model.identity
        {
            try store.addColumns(ChunkTable.laterColumns(dimension: model.identity.dimension), to: chunksName)
            if isKnown { try store.setVectorColumn(ChunkTable.vectorColumn, ofIndex: indexName) }
        }
        if isKnown {
            index = try store.index(indexName, model: model)
            chunks = index.source
            documents = try store.table(documentsName)
        } else {
            documents = try store.openTable(documentsName, schema: Self.documentSchema)
            chunks = try store.openTable(chunksName, schema: ChunkTable.schema(dimension: model.identity.dimension))
            index = try store.createIndex(
                indexName, over: chunksName,
                definition: IndexDefinition(embeddedColumn: "content", vectorColumn: ChunkTable.vectorColumn),
                model: model)
        }
    }

    /// The same without cleansing and features.
    ///
    /// - Parameters:
    ///   - chunker: nil for ``DocumentProcessing/defaultChunker(for:)``.
    ///   - parsers: Files of other types are passed over as problems.
    public convenience init(
        in store: Store, name: ObjectName, model: any EmbeddingModel, chunker: (any Chunker)? = nil,
        parsers: ParserRegistry = .standard, content: ChunkContent = .withHeadings
    ) throws {
        let chunker = try chunker ?? DocumentProcessing.defaultChunker(for: model)
        try self.init(
            in: store, name: name, model: model,
            processing: DocumentProcessing(chunker: chunker, parsers: parsers, content: content))
    }

    /// The best chunks for a question, best first.
    public func search(_ query: String, options: RetrievalOptions = RetrievalOptions()) async throws -> [SearchHit] {
        try await index.search(
            query, options: options, columns: ChunkTable.hitColumns
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
