import Foundation
import GRDB
import ModelServing
import VectorCore

extension IndexGeneration {
    /// Embeds what the cache lacks, keeping each batch as it comes.
    ///
    /// - Returns: How many texts the model was given, and whether the plan still holds: not if a row's past was
    ///   vacuumed meanwhile.
    func embed(
        _ plan: inout SyncPlan, modelID: Int64, _ progress: @Sendable (SyncProgress) -> Void
    ) async throws -> (count: Int, isValid: Bool) {
        let total = plan.missing.count
        let rows = plan.written.count + plan.removed.count
        progress(SyncProgress(embedded: 0, toEmbed: total, rows: rows))
        if total == 0 { return (0, true) }
        guard let model = models.passages else {
            throw IndexError(
                .modelMissing,
                "\(total) texts are to be embedded for the index \(entry.name), which was opened without its model "
                    + "\(entry.model, default: ""); open it with that")
        }
        var done = 0
        while done < total {
            try Task.checkCancellation()
            let batch = Array(plan.missing[done..<min(done + batchSize, total)])
            let version = plan.to
            let texts = try await store.database.read { database in
                try batch.compactMap { item in
                    try self.text(of: item.rowID, at: version, database)
                        .flatMap { EmbeddingCache.hash(of: $0) == item.hash ? $0 : nil }
                }
            }
            guard texts.count == batch.count else { return (done, false) }
            for (hash, reason) in try await embed(texts, of: batch.map(\.hash), model, modelID: modelID) {
                plan.refusedTexts[hash] = reason
            }
            done += batch.count
            progress(SyncProgress(embedded: done, toEmbed: total, rows: rows))
        }
        return (done, true)
    }

    /// - Returns: Why some of the texts have no vector.
    private func embed(
        _ texts: [String], of hashes: [Data], _ model: any EmbeddingModel, modelID: Int64
    ) async throws -> [Data: String] {
        let vectors = try await model.embed(texts, as: .passage)
        guard vectors.rows == texts.count, vectors.columns == dimension else {
            throw IndexError(
                .modelFailed,
                "the model \(model.identity) gave \(vectors.rows) vectors of \(vectors.columns) components for "
                    + "\(texts.count) texts; nothing was changed")
        }
        var refused: [Data: String] = [:]
        var good: [Int] = []
        for (index, hash) in hashes.enumerated() {
            if let reason = refusal(of: vectors[row: index]) {
                refused[hash] = reason
            } else {
                good.append(index)
            }
        }
        let (kept, dimension) = (good, dimension)
        try await store.database.write { database in
            let cache = EmbeddingCache(database: database, modelID: modelID, dimension: dimension)
            for index in kept { try cache.insert(vectors[row: index], for: hashes[index]) }
        }
        return refused
    }
}
