import GRDB

// The catalog: names of every kind, what people say about them, where they come from, and who changed what.
//
//     try store.createObject(.prompt, "support.answer", definition: template, comment: "What the help desk asks with")
//     try store.setTags(["team": "search"], on: "docs.pages")
//     for object in try store.objects() { print(object.kind, object.name, object.comment ?? "") }
//     let lineage = try store.lineage(of: "docs.pages_index", kind: .index)
//     for entry in try store.auditLog() { print(entry.timestamp, entry.action, entry.name ?? "") }
extension Store {
    /// Gives a name to a function, a model, a prompt or a volume.
    ///
    /// - Parameters:
    ///   - kind: Tables and indexes are made by ``createTable(_:schema:)`` and `createIndex` instead.
    ///   - definition: What it is, as text or JSON; kept byte for byte.
    ///   - replaces: Whether an object that is there takes the new definition, and the comment if there is one.
    /// - Throws: ``StoreError``: `objectExists`, `invalidValue` for a kind that has a way of its own.
    public func createObject(
        _ kind: ObjectKind, _ name: ObjectName, definition: String, comment: String? = nil, replaces: Bool = false
    ) throws(StoreError) {
        guard !kind.isTable, kind != .index else {
            throw StoreError(.invalidValue, "a \(kind.rawValue) is made of a schema or a definition; make it as one")
        }
        try changing { catalog, log in
            if replaces, try catalog.object(kind, name) != nil {
                try catalog.set(kind, name, "definition", definition)
                if let comment { try catalog.set(kind, name, "comment", comment) }
                try log.append(.replace, kind, name)
            } else {
                try catalog.add(kind, name, definition: definition, comment: comment)
                try log.append(.create, kind, name)
            }
        }
    }

    /// The object of this kind and name.
    ///
    /// - Parameter kind: nil for the only one of the name.
    /// - Throws: ``StoreError``: `objectNotFound`, `tableNotFound`; `ambiguousName` where a kind is needed.
    public func object(_ name: ObjectName, kind: ObjectKind? = nil) throws(StoreError) -> CatalogObject {
        try withStoreErrors {
            try database.read { try Self.object(name, kind, ObjectCatalog(database: $0)) }
        }
    }

    /// All objects, by name.
    ///
    /// - Parameters:
    ///   - kind: Only those of this kind; nil for all.
    ///   - catalog: Only those of this catalog, the first level of a name.
    ///   - schema: Only those of this schema, the second level.
    public func objects(
        kind: ObjectKind? = nil, catalog: String? = nil, schema: String? = nil
    ) throws(StoreError) -> [CatalogObject] {
        try withStoreErrors { try database.read { try ObjectCatalog(database: $0).objects() } }.filter {
            (kind ?? $0.kind) == $0.kind && (catalog?.lowercased() ?? $0.name.catalog) == $0.name.catalog
                && (schema?.lowercased() ?? $0.name.schema) == $0.name.schema
        }
    }

    /// Gives an object another name; what is made from it, and handles that are open, go on.
    ///
    /// - Throws: As ``object(_:kind:)``, and `objectExists` or `tableExists`.
    public func rename(_ name: ObjectName, kind: ObjectKind? = nil, to other: ObjectName) throws(StoreError) {
        try changing { objects, log in
            let kind = try Self.object(name, kind, objects).kind
            if name == other { return }
            if kind.isTable { try Catalog(database: objects.database).rename(name, to: other) }
            if kind == .index { try IndexCatalog(database: objects.database).rename(name, to: other) }
            try objects.rename(kind, name, to: other)
            try log.append(.rename, kind, name, detail: other.description)
        }
    }

    /// Removes an object: a table with all its versions, an index with its files, the definition of anything else.
    ///
    /// - Throws: As ``object(_:kind:)``.
    public func drop(_ name: ObjectName, kind: ObjectKind? = nil) throws {
        let kind = try object(name, kind: kind).kind
        switch kind {
        case .table, .featureTable: try dropTable(name)
        case .index: try dropIndex(name)
        default:
            try changing { objects, log in
                guard try objects.remove(kind, name) else { throw StoreError.objectNotFound(kind, name) }
                try log.append(.drop, kind, name)
            }
        }
    }

    /// - Parameter comment: nil takes it away.
    public func setComment(_ comment: String?, on name: ObjectName, kind: ObjectKind? = nil) throws(StoreError) {
        try changing { objects, log in
            let kind = try Self.object(name, kind, objects).kind
            try objects.set(kind, name, "comment", comment)
            try log.append(.setComment, kind, name, detail: comment)
        }
    }

    /// Replaces all tags.
    public func setTags(_ tags: [String: String], on name: ObjectName, kind: ObjectKind? = nil) throws(StoreError) {
        try changing { objects, log in
            let kind = try Self.object(name, kind, objects).kind
            let json = try Catalog.json(tags)
            try objects.set(kind, name, "tags", json)
            try log.append(.setTags, kind, name, detail: json)
        }
    }

    /// What an object was made from and what is made from it, at every remove, nearest first.
    public func lineage(
        of name: ObjectName, kind: ObjectKind
    ) throws(StoreError) -> (upstream: [LineageEdge], downstream: [LineageEdge]) {
        try withStoreErrors { try database.read { try Lineage(database: $0).edges(of: ObjectReference(kind, name)) } }
    }

    /// Notes that one object was made from another; indexes and collections do so themselves.
    public func recordLineage(
        from source: ObjectReference, to target: ObjectReference, process: String
    ) throws(StoreError) {
        try withStoreErrors {
            try database.write { try Lineage(database: $0).record(source, target, process: process) }
        }
    }

    /// What was done to the catalog, oldest first.
    ///
    /// - Parameter id: The last entry that the reader has.
    public func auditLog(after id: Int64 = 0, limit: Int = 1_000) throws(StoreError) -> [AuditEntry] {
        precondition(limit >= 0, "a limit is at least 0, not \(limit)")
        return try withStoreErrors {
            try database.read { try AuditLog(database: $0, principal: principal).entries(after: id, limit: limit) }
        }
    }

    /// One change of the catalog and its entry in the log, in one commit.
    func changing(_ work: (ObjectCatalog, AuditLog) throws -> Void) throws(StoreError) {
        try withStoreErrors {
            try database.write { database in
                try work(ObjectCatalog(database: database), AuditLog(database: database, principal: principal))
            }
        }
    }

    private static func object(
        _ name: ObjectName, _ kind: ObjectKind?, _ catalog: ObjectCatalog
    ) throws -> CatalogObject {
        let found = try catalog.objects(named: name).filter { (kind ?? $0.kind) == $0.kind }
        guard let first = found.first else {
            if let kind { throw StoreError.objectNotFound(kind, name) }
            throw StoreError(.objectNotFound, "there is nothing named \(name)")
        }
        guard found.count == 1 else {
            let kinds = found.map(\.kind.rawValue).joined(separator: " and a ")
            throw StoreError(.ambiguousName, "\(name) is the name of a \(kinds); say which is meant")
        }
        return first
    }
}
