extension IndexTuner {
    /// Makes trials, builds the index that they choose of all vectors, and tunes its search.
    ///
    ///     let tuned = try tuner.makeIndex(of: vectors, ids: ids, threads: 4)
    ///     try tuned.index.save(to: file)
    ///
    /// Shape: `vectors` and `queries` are (n, dimension); `ids` has n entries.
    /// - Parameters:
    ///   - queries: What will be asked for; nil for some of the vectors, as in ``tune(_:queries:threads:)``.
    ///   - threads: Threads that build and compare; queries are timed on one.
    /// - Throws: ``VectorIndexError`` of the code ``VectorIndexError/Code/goalNotReached``, with the trials, when nothing reaches the
    ///   goal, and as ``VectorIndex/add(_:ids:)``.
    public func makeIndex(
        of vectors: Matrix, ids: [Int64], queries: Matrix? = nil, threads: Int = 1
    ) throws(VectorIndexError) -> TunedIndex {
        try InputChecks.batch(vectors, ids: ids, dimension: vectors.columns, metric: metric)
        let report = try tune(vectors, queries: queries, threads: threads)
        return try makeIndex(by: report, of: vectors, ids: ids, queries: queries, threads: threads)
    }

    /// Builds the index that a report chooses of all vectors, and tunes its search; the next one that the report does not refuse
    /// where the chosen one, with all vectors in it, does not keep the goal.
    ///
    /// - Parameter report: Of ``tune(_:queries:threads:)`` for these vectors, or for some like them.
    /// - Throws: As ``makeIndex(of:ids:queries:threads:)``.
    public func makeIndex(
        by report: TuningReport, of vectors: Matrix, ids: [Int64], queries: Matrix? = nil, threads: Int = 1
    ) throws(VectorIndexError) -> TunedIndex {
        try goal.check()
        try InputChecks.batch(vectors, ids: ids, dimension: report.dimension, metric: metric)
        // Held out while the search is tuned, and added when it is.
        let heldOut = queries == nil ? heldOutRows(of: vectors) : []
        let rest = (0..<vectors.rows).without(heldOut)
        let (first, last) = (vectors.taking(rest), vectors.taking(heldOut))
        let (firstIDs, lastIDs) = (rest.map { ids[$0] }, heldOut.map { ids[$0] })
        let truth = try FlatIndex(dimension: vectors.columns, metric: metric)
        try truth.add(first, ids: firstIDs)
        let asked = try self.queries(
            heldOut.isEmpty ? queries : last, of: first, ids: firstIDs, truth: truth, threads: threads)
        var reasons = [report.explanation]
        for trial in report.trials where trial.refusal == nil {
            let configuration = trial.configuration.sized(for: vectors.rows)
            let index = try configuration.makeIndex(dimension: vectors.columns, metric: metric)
            let start = ContinuousClock.now
            try index.add(first, ids: firstIDs, onThreads: threads)
            let buildSeconds = (ContinuousClock.now - start).seconds
            let search = try SearchTuning(index, for: goal.recall, by: asked, truth: truth, isSample: false)
            index.searchDefaults = search.defaults
            let lists = index.listCount
            try index.add(last, ids: lastIDs, onThreads: threads)
            let bytes = (index.memoryBytes + vectors.rows - 1) / vectors.rows
            guard search.isReached, index.listCount == lists, bytes <= goal.bytesPerVector ?? .max else {
                reasons.append(
                    "\(configuration) of all: recall \(search.recall.brief), held out \(search.heldOutRecall.brief); "
                        + "\(bytes) bytes a vector")
                continue
            }
            return TunedIndex(
                index: index, configuration: configuration, recall: search.recall, heldOutRecall: search.heldOutRecall,
                secondsPerQuery: search.secondsPerQuery, bytesPerVector: bytes, buildSeconds: buildSeconds,
                report: report)
        }
        throw VectorIndexError(
            .goalNotReached, "no index reaches the goal:\n\(reasons.joined(separator: "\n"))")
    }
}
