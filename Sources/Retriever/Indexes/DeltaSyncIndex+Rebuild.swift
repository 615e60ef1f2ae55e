import GRDB
public import ModelServing

extension DeltaSyncIndex {
    /// Makes the index anew by another definition or another model, while it goes on answering as it is; the new one
    /// takes its place in one commit. It can be synced meanwhile.
    ///
    ///     try await index.rebuild(model: betterEncoder)
    ///
    /// What the new one is made of stays in the store when this fails, is cancelled or the process dies, and the next
    /// call with the same definition and models goes on from there; another one begins anew, and ``discardRebuild()``
    /// removes it. Other objects of this index, in this process or another, follow where the models are theirs too;
    /// else they refuse with `modelMismatch`.
    /// - Parameters:
    ///   - definition: nil for the present one.
    ///   - model: nil for the present one.
    ///   - queryModel: nil for the present one; where a model is given, for none.
    /// - Throws: ``IndexError``: `invalidDefinition`, and as ``sync(progress:)``.
    @discardableResult
    public func rebuild(
        definition: IndexDefinition? = nil, model: (any EmbeddingModel)? = nil,
        queryModel: (any EmbeddingModel)? = nil, progress: @Sendable (SyncProgress) -> Void = { _ in }
    ) async throws -> SyncReport {
        try await rebuilds.run {
            try await self.serving { serving in
                var definition = definition ?? serving.definition
                let kept = definition.embeddedColumn == nil ? nil : serving.models.passages
                let models = IndexModels(
                    passages: model ?? kept, queries: queryModel ?? (model == nil ? serving.models.queries : nil))
                definition.ownsSource = serving.definition.ownsSource
                definition.queryModel = models.queries?.identity ?? (model == nil ? serving.definition.queryModel : nil)
                let next = try self.next(beside: serving, definition, models)
                return try await IndexActivity.run(serving.entry) {
                    try await self.build(next, inPlaceOf: serving, progress)
                }
            }
        }
    }

    /// Removes what a rebuild has left that did not come to its end; nothing where there is none.
    public func discardRebuild() async throws {
        try await rebuilds.run {
            let entry = try self.store.write { transaction -> IndexCatalog.Entry? in
                let catalog = IndexCatalog(database: transaction.database)
                guard let entry = try catalog.entry(self.name, isNext: true) else { return nil }
                try catalog.drop(entry)
                return entry
            }
            if let entry { IndexFiles.removeAll(of: entry.id, in: self.store) }
        }
    }

    /// What an earlier call has left of the same generation, or the beginning of one.
    private func next(
        beside serving: IndexGeneration, _ definition: IndexDefinition, _ models: IndexModels
    ) throws -> IndexGeneration {
        let source = try store.sourceTable(of: serving.entry)
        let entry = try store.database.write { database in
            let catalog = IndexCatalog(database: database)
            // Another process may have made another generation the index.
            _ = try catalog.state(of: serving.entry)
            // An index that was opened without its model keeps it; only what needs to be embedded anew needs one.
            let model = models.passages?.identity ?? (definition.embeddedColumn == nil ? nil : serving.entry.model)
            try definition.validate(for: source.schema, models: models.declaring(model))
            if let left = try catalog.entry(name, isNext: true) {
                if left.definition == definition, left.model == model, left.sourceID == source.layout.id { return left }
                try catalog.drop(left)
            }
            return try catalog.create(name, over: source, definition: definition, model: model, isNext: true)
        }
        return try store.generation(entry, models: models, limits: serving.limits)
    }

    private func build(
        _ next: IndexGeneration, inPlaceOf serving: IndexGeneration, _ progress: @Sendable (SyncProgress) -> Void
    ) async throws -> SyncReport {
        // The long part, beside which the serving one is synced as ever, and then what was committed meanwhile.
        var report = try await next.sync(writesBack: false, progress)
        try Task.checkCancellation()
        report.add(try await next.sync(writesBack: false, progress))
        try Task.checkCancellation()
        try next.save(always: true)
        let soFar = report
        report = try await syncs.run {
            var sum = soFar
            repeat {
                let rest = try await next.sync(writesBack: false, progress)
                sum.add(rest)
                try Task.checkCancellation()
            } while try !self.swap(next, inPlaceOf: serving)
            self.serve(next)
            return sum
        }
        IndexFiles.removeAll(of: serving.entry.id, in: store)
        return report
    }

    /// - Returns: Whether the new generation serves now; not if it would show an older version of the table.
    private func swap(_ next: IndexGeneration, inPlaceOf serving: IndexGeneration) throws -> Bool {
        try store.write { transaction in
            let catalog = IndexCatalog(database: transaction.database)
            guard try catalog.state(of: next.entry).cursor >= catalog.state(of: serving.entry).cursor else {
                return false
            }
            if let table = try next.writeback(in: transaction) {
                try table.fill(next, transaction)
            } else if serving.definition.writesBack {
                try WritebackTable.drop(of: catalog.name(of: serving.entry) ?? name, transaction.database)
            }
            try catalog.replace(serving.entry, with: next.entry)
            return true
        }
    }
}

extension SyncReport {
    /// What a later sync did as well.
    fileprivate mutating func add(_ later: SyncReport) {
        version = later.version
        written += later.written
        removed += later.removed
        embeddedTexts += later.embeddedTexts
        cachedTexts += later.cachedTexts
        refused = later.refused
    }
}
