extension DocumentCollection {
    /// Takes in what a source holds now, and brings the index up to date.
    ///
    /// A document whose revision is that of its last reading is not read; otherwise the SHA-256 of its content decides
    /// whether it is parsed. A document and its chunks are replaced in one commit. What was done before an error, a
    /// cancellation or a kill stays done, and the next ingest goes on from there. Documents of other sources stay as they
    /// are.
    /// - Parameter progress: Called after each document and each batch of texts, on no particular thread.
    /// - Throws: ``IngestError``, ``StoreError``, ``IndexError``, what the model throws, `CancellationError`. Documents that
    ///   cannot be taken in do not throw; they are in the report and in ``errors``.
    public func ingest(
        _ source: any DocumentSource, options: IngestOptions = IngestOptions(),
        progress: @Sendable (IngestProgress) -> Void = { _ in }
    ) async throws -> IngestReport {
        try await ingests.run {
            let listing = try await source.listing()
            try Task.checkCancellation()
            var pass = try IngestPass(
                collection: self, source: source, listing: listing, options: options)
            try await pass.run(progress)
            let synced = try await self.index.sync { sync in
                progress(IngestProgress(phase: .embedding, completed: sync.embedded, total: sync.toEmbed))
            }
            try pass.note(refused: synced.refused)
            var report = pass.report
            report.embeddingCalls = synced.embeddedTexts
            report.chunks = try self.chunks.count()
            if report.added + report.changed + report.moved > 0 { try self.recordLineage(from: source) }
            return report
        }
    }

    /// From a volume, where the source is one, to the documents and on to their chunks.
    private func recordLineage(from source: any DocumentSource) throws {
        let documents = ObjectReference(.table, documents.name)
        if let volume = source as? Volume {
            try store.recordLineage(
                from: ObjectReference(.volume, volume.name), to: documents, process: "ingest")
        }
        try store.recordLineage(
            from: documents, to: ObjectReference(.table, chunks.name), process: "ingest")
    }

    /// Removes a source's documents with their chunks and errors, and brings the index up to date.
    ///
    /// - Returns: How many documents were removed.
    public func remove(source identity: String) async throws -> Int {
        try await ingests.run {
            let removed = try self.store.write { transaction in
                let isOfSource = Column("source") == identity
                let ids = try transaction.rows(in: self.documents, where: isOfSource, columns: ["id"])
                    .compactMap { $0["id"]?.textValue }
                for id in ids {
                    try transaction.delete(where: Column("document") == id, from: self.chunks)
                }
                try transaction.delete(keys: ids, from: self.documents)
                try transaction.delete(where: isOfSource, from: self.errors)
                return ids.count
            }
            try await self.index.sync()
            return removed
        }
    }

    /// The sources that have documents here, with how many, by identity.
    public func sources() throws -> [(identity: String, documents: Int)] {
        var counts: [Value: Int] = [:]
        for row in try documents.rows(columns: ["source"]) {
            counts[row["source"] ?? .null, default: 0] += 1
        }
        return counts.map { (identity: $0.key.textValue ?? "", documents: $0.value) }
            .sorted { $0.identity.utf8.lexicographicallyPrecedes($1.identity.utf8) }
    }
}
