import GRDB

extension DeltaSyncIndex {
    /// Brings the index to its table's version of the moment at which it begins, however much is written meanwhile.
    ///
    /// Syncs of one index wait for each other. Cancelling the task ends it before the commit, or after it before the
    /// vectors are in their final place; what was embedded so far is kept for the next sync.
    /// - Parameter progress: Called after each batch of texts, on no particular thread.
    /// - Returns: What was done; a row that the index could not take is named in it and does not hold up the others.
    /// - Throws: What the model throws, ``IndexError`` (`modelMissing` if there are texts to embed and the index was
    ///   opened without its model), ``StoreError``, `CancellationError`. The index then stays as it was and
    ///   ``status()`` has the error.
    @discardableResult
    public func sync(progress: @Sendable (SyncProgress) -> Void = { _ in }) async throws -> SyncReport {
        try await syncs.run {
            try await self.serving { generation in
                do {
                    return try await generation.sync(writesBack: true, progress)
                } catch {
                    if !Self.isReplaced(error) { generation.note(error) }
                    throw error
                }
            }
        }
    }
}

extension IndexGeneration {
    /// Keeps what ended a sync for the status.
    func note(_ error: any Error) {
        // The error itself is what the caller gets; that it could not be noted as well would hide it.
        try? store.database.write { try IndexCatalog(database: $0).setLastError(String(describing: error), of: entry) }
    }
}
