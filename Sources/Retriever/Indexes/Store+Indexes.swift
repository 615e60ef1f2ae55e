import Foundation
import GRDB
import KeywordSearch
public import ModelServing

extension Store {
    /// Makes an index over a table; it is empty until its first ``DeltaSyncIndex/sync(progress:)``.
    ///
    /// - Throws: ``IndexError``: `indexExists`, `invalidDefinition`; ``StoreError``: `tableNotFound`.
    public func createIndex(
        _ name: ObjectName, over source: ObjectName, definition: IndexDefinition, model: any EmbeddingModel
    ) throws -> DeltaSyncIndex {
        try createIndex(name, over: source, definition: definition, model: model, limits: VectorSetLimits())
    }

    package func createIndex(
        _ name: ObjectName, over source: ObjectName, definition: IndexDefinition, model: any EmbeddingModel,
        limits: VectorSetLimits
    ) throws -> DeltaSyncIndex {
        let table = try table(source)
        try definition.validate(for: table.schema, dimension: model.identity.dimension)
        let entry = try withIndexErrors {
            try database.write { database in
                try IndexCatalog(database: database)
                    .create(name, over: table, definition: definition, model: model.identity)
            }
        }
        return try DeltaSyncIndex(store: self, entry: entry, source: table, model: model, limits: limits)
    }

    /// Opens an index.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`; `modelMismatch` if its vectors are of another model, before anything
    ///   is read or changed; `sourceMissing` if its table was dropped.
    public func index(_ name: ObjectName, model: any EmbeddingModel) throws -> DeltaSyncIndex {
        try index(name, model: model, limits: VectorSetLimits())
    }

    package func index(
        _ name: ObjectName, model: any EmbeddingModel, limits: VectorSetLimits
    ) throws -> DeltaSyncIndex {
        let entry = try entry(name)
        guard entry.model == model.identity else {
            throw IndexError(
                .modelMismatch,
                "the index \(name) was made with the embedding model \(entry.model), and \(model.identity) was given; "
                    + "open it with that model, or drop the index and make it anew")
        }
        let source = try sourceTable(of: entry)
        if entry.analyzer != KeywordAnalyzer.version {
            try withIndexErrors {
                try database.write { database in
                    try database.execute(sql: IndexLayout(entry: entry, schema: source.schema).termsRebuild)
                    try database.execute(
                        sql: "UPDATE tessera_indexes SET analyzer = ? WHERE id = ?",
                        arguments: [KeywordAnalyzer.version, entry.id])
                }
            }
        }
        return try withIndexErrors {
            try DeltaSyncIndex(store: self, entry: entry, source: source, model: model, limits: limits)
        }
    }

    public func indexExists(_ name: ObjectName) throws -> Bool {
        try withIndexErrors { try database.read { try IndexCatalog(database: $0).entry(name) != nil } }
    }

    /// The model whose vectors an index holds.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`.
    public func embeddingModel(ofIndex name: ObjectName) throws -> EmbeddingModelIdentity {
        try entry(name).model
    }

    /// Gives an index made without it a column of vectors, in which no row has a value yet.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`, `invalidDefinition`.
    package func setVectorColumn(_ column: String, ofIndex name: ObjectName) throws {
        let entry = try entry(name)
        if entry.definition.vectorColumn != nil { return }
        var definition = entry.definition
        definition.vectorColumn = column
        try definition.validate(for: sourceTable(of: entry).schema, dimension: entry.model.dimension)
        let json = try IndexCatalog.json(definition)
        try withIndexErrors {
            try database.write { database in
                try database.execute(
                    sql: "UPDATE tessera_indexes SET definition = ? WHERE id = ?", arguments: [json, entry.id])
            }
        }
    }

    /// The names of all indexes.
    public func indexes() throws -> [ObjectName] {
        try withIndexErrors { try database.read { try IndexCatalog(database: $0).names() } }
    }

    /// Removes an index with its files; its source table and the cache of embeddings stay.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`.
    public func dropIndex(_ name: ObjectName) throws {
        let entry = try entry(name)
        try withIndexErrors {
            try database.write { database in try IndexCatalog(database: database).drop(entry) }
            try VectorFiles(store: self, entry: entry).removeAll()
        }
    }

    private func entry(_ name: ObjectName) throws -> IndexCatalog.Entry {
        let entry = try withIndexErrors { try database.read { try IndexCatalog(database: $0).entry(name) } }
        guard let entry else { throw IndexCatalog.notFound(name) }
        return entry
    }

    private func sourceTable(of entry: IndexCatalog.Entry) throws -> Table {
        guard try tableExists(entry.source) else {
            throw IndexError(
                .sourceMissing, "the table \(entry.source) of the index \(entry.name) was dropped; drop the index")
        }
        let table = try table(entry.source)
        guard table.layout.id == entry.sourceID else {
            throw IndexError(
                .sourceMissing,
                "the table \(entry.source) is not the one that the index \(entry.name) follows; drop the index and make it anew"
            )
        }
        return table
    }
}
