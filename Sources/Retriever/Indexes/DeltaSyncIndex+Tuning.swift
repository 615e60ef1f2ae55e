import GRDB
public import VectorCore

extension DeltaSyncIndex {
    /// Finds the kind of vector index that reaches a recall on this index's vectors in the least time, and rebuilds the
    /// index with it if it has another.
    ///
    ///     let report = try await index.tune(for: TuningGoal(recall: 0.95, bytesPerVector: 800))
    ///     print(report.explanation)
    ///
    /// - Parameters:
    ///   - queries: What will be asked for; nil for some of the vectors.
    ///   - sample: How many of the vectors are tried with at most.
    /// - Throws: `VectorIndexError`: `goalNotReached`, with all that was tried; as ``rebuild(definition:model:queryModel:progress:)``.
    /// - Complexity: Builds about a dozen indexes of the sample.
    @discardableResult
    public func tune(
        for goal: TuningGoal = TuningGoal(), queries: Matrix? = nil, sample: Int = 50_000
    ) async throws -> TuningReport {
        let vectors = try serving { try $0.allVectors() }
        let report = try IndexTuner(metric: definition.metric, goal: goal, sample: sample)
            .tune(vectors, queries: queries)
        // Made for its search's defaults, which it computes for all vectors.
        let defaults = try report.makeIndex().searchDefaults
        var tuned = definition
        tuned.configuration = report.chosen?.configuration
        tuned.searchDefaults = defaults == SearchDefaults() ? nil : defaults
        if tuned != definition { try await rebuild(definition: tuned) }
        return report
    }
}

extension IndexGeneration {
    fileprivate func allVectors() throws -> Matrix {
        try store.database.read { database in
            let reader = VectorReader(database: database, layout: layout, dimension: dimension)
            var all: [Float] = []
            var lastID: Int64 = 0
            while let batch = try reader.batch(after: lastID, size: 4_096) {
                all += batch.vectors.values
                lastID = batch.lastID
            }
            return Matrix(rows: all.count / dimension, columns: dimension, values: all)
        }
    }
}
