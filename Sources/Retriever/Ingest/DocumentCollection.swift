public import Chunking
public import KeywordSearch
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
    /// One row a document: `id`, `source`, `path`, `type`, `size`, `modified` (seconds since 1970; when it was first read
    /// so, where the source does not tell), `hash` (SHA-256), `title`, `chunks`, `problem`, `content_type`, `metadata` (a
    /// JSON object of all fields), and a column for each of the collection's fields.
    public let documents: Table
    /// One row for each document, or folder of a source, that could not be taken in as it is now: `id`, `source`, `path`,
    /// `phase` (``FileProblem/Phase``), `error`, `time` of the last attempt, `attempts`. It goes when the document is
    /// taken in, or is gone.
    public let errors: Table
    /// One row a chunk: `id`, `document`, `path`, `title`, `headings` (a JSON array), `start` and `end` (UTF-8 bytes),
    /// `ordinal`, `text`, `content` (what is embedded); `lead`, `context_start`, `context_end` and `context` where the
    /// chunker gives them; `language`, `first_page`, `last_page`, `position`, `tokens`, `key_phrases` (a JSON array) and
    /// `content_hash` with a ``DocumentProcessing/features``; `vector` with ``DocumentProcessing/late``. Of the document it
    /// has `source`, `type`, `modified` (when the content was last another) and the collection's fields.
    public let chunks: Table
    public let index: DeltaSyncIndex
    public let processing: DocumentProcessing

    let fields: DocumentFields
    let store: Store
    let ingests = TurnQueue()

    /// Opens a collection, or makes it.
    ///
    /// - Parameters:
    ///   - processing: Where it differs from the one that made a document's chunks, the next ingest makes them again.
    ///   - analyzer: How the chunks' texts become terms for keyword search, where the collection is made; one that is there keeps its own, which
    ///     `index.rebuild(definition:)` changes.
    ///   - fields: Of the documents' metadata, those that become columns of documents and chunks, to filter by; nullable.
    ///     Further ones can be added later: the next ingest fills them, without parsing.
    /// - Throws: ``IndexError``: `modelMismatch` if the collection was made with another model; ``IngestError``:
    ///   `invalidField`; ``StoreError``.
    public init(
        in store: Store, name: ObjectName, model: any EmbeddingModel, processing: DocumentProcessing,
        analyzer: KeywordAnalyzer = .standard, fields: [TableSchema.Column] = []
    ) throws {
        let fields = try DocumentFields(fields)
        let chunksName = try name.suffixed("_chunks")
        let documentsName = try name.suffixed("_documents")
        let indexName = try name.suffixed("_index")
        let errorsName = try name.suffixed("_errors")
        self.name = name
        self.fields = fields
        self.store = store
        self.processing = processing
        let isKnown = try store.indexExists(indexName)
        // Another model is refused below, before anything is changed.
        if try store.tableExists(chunksName), try !isKnown || store.embeddingModel(ofIndex: indexName) == model.identity
        {
            try store.addColumns(
                ChunkTable.laterColumns(dimension: model.identity.dimension, fields: fields), to: chunksName)
            if try store.tableExists(documentsName) {
                try store.addColumns(DocumentTable.laterColumns(fields: fields), to: documentsName)
            }
            if isKnown { try store.setVectorColumn(ChunkTable.vectorColumn, ofIndex: indexName) }
        }
        if isKnown {
            index = try store.index(indexName, model: model)
            chunks = index.source
            documents = try store.table(documentsName)
        } else {
            documents = try store.openTable(documentsName, schema: DocumentTable.schema(fields: fields))
            chunks = try store.openTable(
                chunksName, schema: ChunkTable.schema(dimension: model.identity.dimension, fields: fields))
            index = try store.createIndex(
                indexName, over: chunksName,
                definition: IndexDefinition(
                    embeddedColumn: "content", vectorColumn: ChunkTable.vectorColumn, analyzer: analyzer),
                model: model)
        }
        errors = try store.openTable(errorsName, schema: ErrorTable.schema)
    }

    /// The same without cleansing and features.
    ///
    /// - Parameters:
    ///   - chunker: nil for ``DocumentProcessing/defaultChunker(for:)``.
    ///   - parsers: Files of other types are passed over as problems.
    public convenience init(
        in store: Store, name: ObjectName, model: any EmbeddingModel, chunker: (any Chunker)? = nil,
        parsers: ParserRegistry = .standard, content: ChunkContent = .withHeadings,
        analyzer: KeywordAnalyzer = .standard, fields: [TableSchema.Column] = []
    ) throws {
        let chunker = try chunker ?? DocumentProcessing.defaultChunker(for: model)
        try self.init(
            in: store, name: name, model: model,
            processing: DocumentProcessing(chunker: chunker, parsers: parsers, content: content),
            analyzer: analyzer, fields: fields)
    }

    /// The best chunks for a question, best first; an ``IndexQuery`` of ``index`` asks for more beside them.
    ///
    ///     let options = RetrievalOptions(k: 8, reranking: Reranking(crossEncoder), grouping: Grouping(by: "document", limit: 2))
    ///     let hits = try await collection.search("how do I save?", options: options)
    public func search(_ query: String, options: RetrievalOptions = RetrievalOptions()) async throws -> [SearchHit] {
        try await index.search(
            query, options: options, columns: SearchHit.columns
        ).compactMap(SearchHit.init)
    }

    public func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
        try await search(query, options: options)
    }
}

extension ObjectName {
    func suffixed(_ suffix: String) throws -> ObjectName {
        try ObjectName(parsing: description + suffix)
    }
}

extension Store {
    func openTable(_ name: ObjectName, schema: TableSchema) throws -> Table {
        try tableExists(name) ? table(name) : createTable(name, schema: schema)
    }
}
