/// How much an index must look at to reach a recall, found by trial.
struct SearchTuning {
    let defaults: SearchDefaults
    /// On the half that it was tuned by.
    let recall: Double
    /// On the other half.
    let heldOutRecall: Double
    let secondsPerQuery: Double
    /// Whether the recall was reached at all.
    let isReached: Bool

    /// Finds the least `efSearch` or `nprobe` whose recall is the goal's with two standard errors to spare, so that the goal
    /// holds for other queries too.
    init(
        _ index: some VectorIndex, for goal: Double, by queries: TuningQueries, truth: FlatIndex
    ) throws(VectorIndexError) {
        let knob = SearchKnob(index, k: queries.k)
        let tuned = 0..<queries.half
        var best = (value: knob.most, recall: 0.0, isReached: false)
        // Doubled until it is enough, then halved between the last that was not and the first that was.
        var low = knob.least - 1
        var high = knob.least
        while true {
            let (mean, error) = try queries.recall(
                of: index, options: knob.options(high), over: tuned, truth: truth)
            best = (high, mean, mean - 2 * error >= goal || mean == 1)
            if best.isReached || high == knob.most { break }
            low = high
            high = min(high * 2, knob.most)
        }
        while best.isReached, high - low > max(1, low / 16) {
            let middle = (low + high) / 2
            let (mean, error) = try queries.recall(
                of: index, options: knob.options(middle), over: tuned, truth: truth)
            if mean - 2 * error >= goal || mean == 1 {
                high = middle
                best = (middle, mean, true)
            } else {
                low = middle
            }
        }
        defaults = knob.defaults(best.value)
        recall = best.recall
        isReached = best.isReached
        let options = knob.options(best.value)
        heldOutRecall = try queries.recall(
            of: index, options: options, over: queries.half..<queries.queries.rows, truth: truth
        ).mean
        secondsPerQuery = try queries.secondsPerQuery(of: index, options: options)
    }
}

/// The one number by which an index trades time for recall.
private struct SearchKnob {
    let least: Int
    let most: Int
    private let kind: Kind

    private enum Kind { case efSearch, nprobe, none }

    init(_ index: some VectorIndex, k: Int) {
        switch index {
        case is HNSWIndex: (kind, least, most) = (.efSearch, k, max(k, min(index.count, 4096)))
        case let index as IVFFlatIndex: (kind, least, most) = (.nprobe, 1, max(index.listSizes.count, 1))
        case let index as IVFPQIndex: (kind, least, most) = (.nprobe, 1, max(index.listSizes.count, 1))
        default: (kind, least, most) = (.none, 1, 1)
        }
    }

    func options(_ value: Int) -> SearchOptions {
        switch kind {
        case .efSearch: SearchOptions(efSearch: value)
        case .nprobe: SearchOptions(nprobe: value)
        case .none: SearchOptions()
        }
    }

    func defaults(_ value: Int) -> SearchDefaults {
        switch kind {
        case .efSearch: SearchDefaults(efSearch: value)
        case .nprobe: SearchDefaults(nprobe: value)
        case .none: SearchDefaults()
        }
    }
}
