public import VectorCore

extension KeywordIndex {
    /// The documents that match a clause, best first.
    ///
    /// - Parameter k: How many documents at most; 0 or more.
    /// - Throws: ``VectorIndexError`` for options or clauses that make no sense, and where a file that is checked lazily turns out to be
    ///   damaged.
    public func search(
        _ clause: KeywordClause, k: Int, options: KeywordSearchOptions = KeywordSearchOptions()
    ) throws(VectorIndexError) -> [KeywordHit] {
        try check(k, options)
        return try reporting { () throws(VectorIndexError) in
            let snapshot = self.snapshot
            var resolver = ClauseResolver(self, snapshot, options)
            let resolved = try resolver.resolve(clause)
            return try search(
                resolver.terms, k: k, options, in: snapshot, matching: resolved.isAnyTerm ? nil : resolved)
        }
    }

    /// What each term adds to a document's score, the most first; empty where the document does not have any of them.
    ///
    /// - Returns: Column, term as it is in the index, and share.
    public func explain(
        _ clause: KeywordClause, id: Int64, options: KeywordSearchOptions = KeywordSearchOptions()
    ) throws(VectorIndexError) -> [KeywordShare] {
        try check(1, options)
        return try reporting { () throws(VectorIndexError) in
            let snapshot = self.snapshot
            guard let place = snapshot.place(of: id) else { return [] }
            var resolver = ClauseResolver(self, snapshot, options)
            _ = try resolver.resolve(clause)
            let terms = resolver.terms.filter { $0.weight > 0 }
            let scored = try ScoredTerms(terms, in: snapshot, scoring: options.scoring)
            let segment = snapshot.views[place.view].segment
            var shares: [KeywordShare] = []
            for (term, entry) in scored.entries[place.view] {
                let column = segment.columns[terms[term].column]
                var postings = PostingReader(try column.list(entry, documentCount: segment.count))
                while let document = postings.next(), document <= place.document {
                    guard document == place.document else { continue }
                    shares.append(
                        KeywordShare(
                            column: columns[terms[term].column].name,
                            term: String(decoding: terms[term].bytes, as: UTF8.self),
                            frequency: Int(postings.frequency),
                            score: scored.score(
                                scored.share(term, frequency: postings.frequency, document, column.lengths))))
                }
            }
            return shares.sorted { $0.score == $1.score ? $0.term < $1.term : $0.score > $1.score }
        }
    }

    /// A text's different words with how often each comes.
    func words(of text: String) -> [(word: [UInt8], count: Int)] {
        var counts: [[UInt8]: Int] = [:]
        var order: [[UInt8]] = []
        analyzer.forEachTerm(in: text) { term, kind, _ in
            if !kind.isAsked { return }
            let count = counts[term] ?? 0
            if count == 0 {
                if order.count == Self.mostTerms { return }
                order.append(term)
            }
            counts[term] = count + 1
        }
        return order.map { ($0, counts[$0] ?? 1) }
    }

    /// A text's words as they follow one another.
    func phraseWords(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        analyzer.forEachTerm(in: text) { term, kind, _ in
            if !kind.isColocated, words.count < Self.mostTerms { words.append(term) }
        }
        return words
    }
}

/// What one term adds to a document's score.
public struct KeywordShare: Sendable, Hashable {
    public let column: String
    /// The term as it is in the index.
    public let term: String
    /// How often the document's column has it.
    public let frequency: Int
    public let score: Float
}
