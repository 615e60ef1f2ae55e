/// How much an index must look at to reach a recall, found by trial.
struct SearchTuning {
    let defaults: SearchDefaults
    /// On the half that it was tuned by.
    let recall: Double
    /// On the other half, which it has to reach too.
    let heldOutRecall: Double
    let secondsPerQuery: Double
    /// Whether the recall was reached at all.
    let isReached: Bool

    /// Finds the least `efSearch` or `nprobe` whose recall is the goal's with two standard errors to spare, so that the goal
    /// holds for other queries too, and raises it until it does for those held out.
    ///
    /// - Parameter isSample: Whether the index has some of the vectors only: its graph is then timed as that of all, walked.
    init(
        _ index: some VectorIndex, for goal: Double, by queries: TuningQueries, truth: some VectorIndex,
        isSample: Bool
    ) throws(VectorIndexError) {
        let knob = SearchKnob(index, asked: queries.asked)
        let tuned = 0..<queries.half
        var best = (value: knob.most, recall: 0.0, isReached: false)
        // Doubled until it is enough, then halved between the last that was not and the first that was.
        var low = knob.least - 1
        var high = knob.least
        while true {
            let (mean, error) = try queries.recall(
                of: index, options: knob.options(high), over: tuned, truth: truth)
            let gain = mean - best.recall
            best = (high, mean, mean - 2 * error >= goal || mean == 1)
            if best.isReached || high == knob.most { break }
            // Where a doubling gains less than a sixteenth of what is missing, the codes are too coarse, not the search.
            if mean > goal / 2, gain < (goal - mean) / 16 { break }
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
        let heldOut = queries.half..<queries.queries.rows
        var other = try queries.recall(of: index, options: knob.options(best.value), over: heldOut, truth: truth).mean
        while best.isReached, other < goal, best.value < knob.most {
            best.value = min(best.value + max(best.value / 8, 1), knob.most)
            let options = knob.options(best.value)
            best.recall = try queries.recall(of: index, options: options, over: tuned, truth: truth).mean
            other = try queries.recall(of: index, options: options, over: heldOut, truth: truth).mean
        }
        defaults = knob.defaults(best.value)
        recall = best.recall
        heldOutRecall = other
        isReached = best.isReached && other >= goal
        let options = isSample ? knob.options(best.value) : knob.usualOptions(best.value)
        secondsPerQuery = try queries.secondsPerQuery(of: index, options: options)
    }
}

/// The one number by which an index trades time for recall.
private struct SearchKnob {
    let least: Int
    let most: Int
    private let kind: Kind

    private enum Kind { case efSearch, nprobe, none }

    /// - Parameter asked: How many neighbours a search asks for; a graph keeps as many candidates at least.
    init(_ index: some VectorIndex, asked: Int) {
        let lists = index.listCount
        if index is HNSWIndex {
            (kind, least, most) = (.efSearch, asked, max(asked, min(index.count, 4096)))
        } else if lists > 0 {
            (kind, least, most) = (.nprobe, 1, lists)
        } else {
            // A scan, as that of an inverted file which has no lists yet; what it will have later is not tuned now.
            (kind, least, most) = (.none, 1, 1)
        }
    }

    /// With a graph walked however few its vectors are: what a scan of them all finds would no longer be found when some are added
    /// and it is walked.
    func options(_ value: Int) -> SearchOptions {
        var options = usualOptions(value)
        options.scanFactor = 0
        return options
    }

    func usualOptions(_ value: Int) -> SearchOptions {
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
