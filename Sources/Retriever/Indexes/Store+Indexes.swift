import Foundation
import GRDB
public import ModelServing

extension Store {
    /// Makes an index over a table; it is empty until its first ``DeltaSyncIndex/sync(progress:)``.
    ///
    /// - Parameters:
    ///   - model: Embeds the rows' texts; nil for an index whose rows bring their vectors.
    ///   - queryModel: Embeds queries into the same space where that is another model; it belongs to the index from now
    ///     on. nil for `model`.
    /// - Throws: ``IndexError``: `indexExists`, `invalidDefinition`; ``StoreError``: `tableNotFound`, and `tableExists` for
    ///   the table to write back into.
    public func createIndex(
        _ name: ObjectName, over source: ObjectName, definition: IndexDefinition,
        model: (any EmbeddingModel)? = nil, queryModel: (any EmbeddingModel)? = nil
    ) throws -> DeltaSyncIndex {
        try createIndex(
            name, over: source, definition: definition, model: model, queryModel: queryModel,
            limits: IndexLimits())
    }

    package func createIndex(
        _ name: ObjectName, over source: ObjectName, definition: IndexDefinition, model: (any EmbeddingModel)? = nil,
        queryModel: (any EmbeddingModel)? = nil, limits: IndexLimits
    ) throws -> DeltaSyncIndex {
        let table = try table(source)
        let models = IndexModels(passages: model, queries: queryModel)
        let entry = try write { transaction in
            try AuditLog(database: transaction.database, principal: principal).append(.create, .index, name)
            return try transaction.createIndex(name, over: table, definition: definition, models: models)
        }
        return DeltaSyncIndex(
            try IndexGeneration(store: self, entry: entry, source: table, models: models, limits: limits))
    }

    /// Opens an index.
    ///
    /// - Parameters:
    ///   - model: The one that it was made with. Without it the index answers by keyword, by vector and, where it has
    ///     a query model, by text, and syncs what needs no embedding.
    ///   - queryModel: The one that it was made with, where it was made with one; or, for an index whose rows bring their
    ///     vectors, one of their dimension.
    /// - Throws: ``IndexError``: `indexNotFound`; `modelMismatch` if its vectors are of another model, before anything
    ///   is read or changed; `sourceMissing` if its table was dropped; `wrongKind` for one of direct access.
    public func index(
        _ name: ObjectName, model: (any EmbeddingModel)? = nil, queryModel: (any EmbeddingModel)? = nil
    ) throws -> DeltaSyncIndex {
        try index(name, model: model, queryModel: queryModel, limits: IndexLimits())
    }

    package func index(
        _ name: ObjectName, model: (any EmbeddingModel)? = nil, queryModel: (any EmbeddingModel)? = nil,
        limits: IndexLimits
    ) throws -> DeltaSyncIndex {
        let entry = try entry(name)
        if entry.definition.ownsSource {
            throw IndexError(.wrongKind, "\(name) is an index of direct access; open it by directAccessIndex")
        }
        return try open(entry, models: IndexModels(passages: model, queries: queryModel), limits: limits)
    }

    func open(
        _ entry: IndexCatalog.Entry, models: IndexModels, limits: IndexLimits
    ) throws -> DeltaSyncIndex {
        try withIndexErrors {
            let generation = try generation(entry, models: models, limits: limits)
            return DeltaSyncIndex(generation)
        }
    }

    /// Opens what an entry of the catalog describes.
    ///
    /// - Parameter memory: That of the same generation, where it was open already.
    func generation(
        _ entry: IndexCatalog.Entry, models: IndexModels, limits: IndexLimits, memory: IndexMemory? = nil
    ) throws -> IndexGeneration {
        if let model = models.passages?.identity, model != entry.model {
            try models.check(for: entry, dimension: 0)
        }
        let source = try sourceTable(of: entry)
        return try IndexGeneration(
            store: self, entry: entry, source: source, models: models, limits: limits, memory: memory)
    }

    public func indexExists(_ name: ObjectName) throws -> Bool {
        try withIndexErrors { try database.read { try IndexCatalog(database: $0).entry(name) != nil } }
    }

    /// The model whose vectors an index holds; nil where its rows bring them.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`.
    public func embeddingModel(ofIndex name: ObjectName) throws -> EmbeddingModelIdentity? {
        try entry(name).model
    }

    /// What an index was made of.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`.
    public func definition(ofIndex name: ObjectName) throws -> IndexDefinition {
        try entry(name).definition
    }

    /// How far an index has followed its table; also of one that cannot be opened, and without its model.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`.
    public func indexStatus(_ name: ObjectName) throws -> IndexStatus {
        let entry = try entry(name)
        return try withIndexErrors { try database.read { try IndexStatus(of: entry, in: $0) } }
    }

    /// Gives an index made without it a column of vectors, in which no row has a value yet.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`, `invalidDefinition`.
    package func setVectorColumn(_ column: String, ofIndex name: ObjectName) throws {
        let entry = try entry(name)
        if entry.definition.vectorColumn != nil { return }
        var definition = entry.definition
        definition.vectorColumn = column
        try definition.validate(for: sourceTable(of: entry).schema, models: IndexModels().declaring(entry.model))
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

    /// Removes an index with its files and the table that it wrote back into, and, if it is one of direct access, its
    /// rows; the source table of any other and the cache of embeddings stay.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`.
    public func dropIndex(_ name: ObjectName) throws {
        let removed = try write { transaction in
            let catalog = IndexCatalog(database: transaction.database)
            guard let entry = try catalog.entry(name) else { throw IndexCatalog.notFound(name) }
            let entries = try [entry, catalog.entry(name, isNext: true)].compactMap(\.self)
            for entry in entries { try catalog.drop(entry) }
            if entry.definition.writesBack { try WritebackTable.drop(of: name, transaction.database) }
            let tables = Catalog(database: transaction.database)
            if entry.definition.ownsSource, let table = try tables.entry(id: entry.sourceID) {
                try tables.drop(table.name)
            }
            try AuditLog(database: transaction.database, principal: principal).append(.drop, .index, name)
            return entries.map(\.id)
        }
        for id in removed { IndexFiles.removeAll(of: id, in: self) }
    }

    func entry(_ name: ObjectName) throws -> IndexCatalog.Entry {
        let entry = try withIndexErrors { try database.read { try IndexCatalog(database: $0).entry(name) } }
        guard let entry else { throw IndexCatalog.notFound(name) }
        return entry
    }

    /// The table that an index follows, whatever it is called now.
    func sourceTable(of entry: IndexCatalog.Entry) throws -> Table {
        let source = try withIndexErrors { try database.read { try Catalog(database: $0).entry(id: entry.sourceID) } }
        guard let source else { throw IndexError.sourceMissing(entry) }
        return Table(store: self, name: source.name, layout: source.layout)
    }
}

extension WriteTransaction {
    /// See ``Store/createIndex(_:over:definition:model:queryModel:)``.
    func createIndex(
        _ name: ObjectName, over table: Table, definition: IndexDefinition, models: IndexModels
    ) throws -> IndexCatalog.Entry {
        var definition = definition
        definition.queryModel = models.queries?.identity
        try definition.validate(for: table.schema, models: models)
        let entry = try IndexCatalog(database: database)
            .create(name, over: table, definition: definition, model: models.passages?.identity)
        if definition.writesBack {
            let dimension = models.passages?.identity.dimension ?? 0
            try WritebackTable(of: name, key: table.schema, dimension: dimension).create(in: self)
        }
        return entry
    }
}

extension IndexError {
    static func sourceMissing(_ entry: IndexCatalog.Entry) -> IndexError {
        IndexError(
            .sourceMissing,
            "the table \(entry.source) of the index \(entry.name) was dropped; drop the index, or make "
                + "it anew over another table")
    }
}
