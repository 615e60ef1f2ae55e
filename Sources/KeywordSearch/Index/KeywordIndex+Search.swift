public import VectorCore

extension KeywordIndex {
    /// The documents that have most of a text's words, best first: any of the words may match, in any column.
    ///
    /// A word that comes twice counts twice. Beyond ``mostTerms`` different terms or ``mostQueryBytes`` the rest is passed over:
    /// `parse(text, as: .words)` says whether and where.
    ///
    /// - Parameter k: How many documents at most; 0 or more.
    /// - Throws: ``VectorIndexError`` for options that make no sense, and where a file that is checked lazily turns out to be damaged.
    public func search(
        _ text: String, k: Int, options: KeywordSearchOptions = KeywordSearchOptions()
    ) throws(VectorIndexError) -> [KeywordHit] {
        try check(k, options)
        let terms = terms(of: text, options)
        return try reporting { () throws(VectorIndexError) in try search(terms, k: k, options) }
    }

    func check(_ k: Int, _ options: KeywordSearchOptions) throws(VectorIndexError) {
        guard k >= 0 else { throw VectorIndexError(.invalidParameter, "k is \(k); it must be 0 or more") }
        guard options.scoring.isValid else {
            throw VectorIndexError(
                .invalidParameter,
                "BM25 takes a k1 of 0 to 1000 and a b of 0 to 1, not \(options.scoring.k1) and \(options.scoring.b)")
        }
        for (name, weight) in options.weights {
            guard columns.contains(where: { $0.name == name }) else {
                throw VectorIndexError(
                    .invalidParameter,
                    "there is no column \(name); there are \(columns.map(\.name).joined(separator: ", "))")
            }
            guard Self.isWeight(weight) else {
                throw VectorIndexError(.invalidParameter, "the weight of \(name) is \(weight); it must be 0 to 1e6")
            }
        }
    }

    /// Runs a search; once it finds damage in a file, every later one does.
    func reporting<Result>(_ body: () throws(VectorIndexError) -> Result) throws(VectorIndexError) -> Result {
        guard let checks else { return try body() }
        try checks.throwIfDamaged()
        do { return try body() } catch {
            if error.code == .fileDamaged { checks.report(error) }
            throw error
        }
    }

    /// A text's terms in every column that counts.
    private func terms(of text: String, _ options: KeywordSearchOptions) -> [WeightedTerm] {
        let words = words(of: text).words
        return columns.indices.flatMap { column -> [WeightedTerm] in
            let weight = options.weights[columns[column].name] ?? columns[column].weight
            if weight == 0 { return [] }
            return words.map { WeightedTerm(column: column, bytes: $0.word, weight: weight * Double($0.count)) }
        }
    }

    func search(
        _ terms: [WeightedTerm], k: Int, _ options: KeywordSearchOptions
    ) throws(VectorIndexError) -> [KeywordHit] {
        try search(terms, k: k, options, in: snapshot, matching: nil)
    }

    /// - Parameter clause: What documents must match; nil where having any of the terms is enough.
    func search(
        _ terms: [WeightedTerm], k: Int, _ options: KeywordSearchOptions, in snapshot: KeywordSnapshot,
        matching clause: ResolvedClause?
    ) throws(VectorIndexError) -> [KeywordHit] {
        let scoring = terms.filter(\.isScored)
        guard k > 0, snapshot.count > 0, !scoring.isEmpty else { return [] }
        let scored = try ScoredTerms(scoring, in: snapshot, scoring: options.scoring)
        return try scratch.lend { (scratch) throws(VectorIndexError) in
            scratch.top.reset(k: min(k, snapshot.count))
            for (view, entries) in zip(snapshot.views, scored.entries) where !entries.isEmpty {
                var allowed = view.allowed(by: options.filter)
                if let clause {
                    let matching = try ClauseMatching(view: view, terms: terms).documents(clause)
                    allowed = allowed.map { zip($0, matching).map { $0 & $1 } } ?? matching
                }
                try search(view, entries, scored, allowed, &scratch)
            }
            return scratch.top.sorted(by: scored.score)
        }
    }

    private func search(
        _ view: SegmentView, _ entries: [(term: Int, entry: TermEntry)], _ scored: ScoredTerms, _ allowed: [UInt64]?,
        _ scratch: inout KeywordScratch
    ) throws(VectorIndexError) {
        let segment = view.segment
        scratch.reserve(entries.count)
        for (index, found) in entries.enumerated() {
            let column = segment.columns[scored.columns[found.term]]
            let list = try column.list(found.entry, documentCount: segment.count)
            (scratch.cursors + index).initialize(
                to: PostingCursor(
                    list, scored.scale(found.term, lengths: column.lengths), documentCount: segment.count,
                    room: scratch.room + index * PostingCursor.room, kernels))
        }
        var cursors = UnsafeMutableBufferPointer(start: scratch.cursors, count: entries.count)
        cursors.sort { $0.bound < $1.bound }
        guard let allowed else {
            MaxScore(documentCount: segment.count, ids: segment.ids, allowed: nil, kernels: kernels)
                .search(entries.count, &scratch)
            return
        }
        // SAFETY: the words live through the search.
        allowed.withUnsafeBufferPointer { words in
            MaxScore(documentCount: segment.count, ids: segment.ids, allowed: words.baseAddress, kernels: kernels)
                .search(entries.count, &scratch)
        }
    }
}

extension SegmentView {
    /// A bit for each document that may be found; nil where all may.
    func allowed(by filter: VectorFilter?) -> [UInt64]? {
        guard let filter else { return live?.words }
        let words = segment.documents(allowedBy: filter).words
        guard let live else { return words }
        return zip(words, live.words).map { $0 & $1 }
    }
}
