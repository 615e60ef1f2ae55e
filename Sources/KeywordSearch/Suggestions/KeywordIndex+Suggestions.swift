public import VectorCore

extension KeywordIndex {
    /// What a query may have meant, where it has words that no document has, or that others a single edit away have a hundred times as often.
    ///
    /// A word of 3 to 5 characters is corrected by one edit, a longer one by up to two; shorter ones, numbers, compounds and words of
    /// scripts without spaces are left as they are, and so are prefixes, fuzzy words and the names of columns. Suggested words are forms
    /// that people write rather than the stems that the index holds, and each is found: the analysis takes it for a term of the index.
    ///
    /// - Parameter candidates: How many words for each one at most; 1 or more.
    /// - Returns: nil where there is nothing to suggest.
    /// - Throws: ``VectorIndexError`` where a file that is checked lazily turns out to be damaged.
    /// - Complexity: A walk of a part of the dictionary for each word that is rare; see ``KeywordClause/fuzzy(_:edits:column:)``.
    public func suggestion(
        for query: ParsedKeywordQuery, candidates: Int = 3
    ) throws(VectorIndexError) -> KeywordSuggestion? {
        guard candidates >= 1 else {
            throw VectorIndexError(.invalidParameter, "a word has 1 or more candidates, not \(candidates)")
        }
        return try reporting { () throws(VectorIndexError) in
            let snapshot = self.snapshot
            var corrections: [KeywordCorrection] = []
            var known: [String: [KeywordCorrection.Candidate]] = [:]
            for word in correctable(query) {
                let documents = try mostDocuments(having: word.term, at: snapshot)
                // A word that is there is right unless it is hardly there.
                if documents * Self.leastRatio > snapshot.count { continue }
                if known[word.written] == nil, known.count < Self.mostCorrections {
                    known[word.written] = try self.candidates(for: word, having: documents, at: snapshot)
                }
                guard let found = known[word.written], !found.isEmpty else { continue }
                let original = query.text.utf8Slice(word.range)
                corrections.append(
                    KeywordCorrection(
                        range: word.range, documents: documents,
                        candidates: found.prefix(candidates).map { $0.written(as: original) }))
            }
            guard !corrections.isEmpty else { return nil }
            return KeywordSuggestion(text: query.text.replacing(corrections), corrections: corrections)
        }
    }

    /// The most different words of a query that are corrected: each takes a walk through the dictionary.
    private static let mostCorrections = 32
    /// How many times as many documents a word must have to be suggested for one that there is.
    private static let leastRatio = 100
    /// How much shorter a stem may be than the word.
    private static let longestEnding = 5

    private struct Word {
        /// Folded.
        let written: String
        let term: [UInt8]
        let range: Range<Int>
    }

    /// The words of a query that are one term, of letters alone.
    private func correctable(_ query: ParsedKeywordQuery) -> [Word] {
        var words: [Word] = []
        for part in query.words {
            let text = query.text.utf8Slice(part)
            var terms: [(term: [UInt8], range: Range<Int>)] = []
            analyzer.forEachTerm(in: text) { term, _, range in terms.append((term, range)) }
            var reached = 0
            for (place, term) in terms.enumerated() {
                let isAlone =
                    reached <= term.range.lowerBound
                    && (place + 1 == terms.count || terms[place + 1].range.lowerBound >= term.range.upperBound)
                reached = max(reached, term.range.upperBound)
                let written = Folding.folded(text.utf8Slice(term.range))
                guard isAlone, written.count >= 3, written.allSatisfy(\.isLetter) else { continue }
                let start = part.lowerBound + term.range.lowerBound
                words.append(Word(written: written, term: term.term, range: start..<start + term.range.count))
            }
        }
        return words
    }

    private func candidates(
        for word: Word, having documents: Int, at snapshot: KeywordSnapshot
    ) throws(VectorIndexError) -> [KeywordCorrection.Candidate] {
        let edits = documents > 0 || word.written.count < 6 ? 1 : 2
        let written = Array(word.written.utf8)
        let stems = EditAutomaton(written, edits: edits, tail: min(Self.longestEnding, word.written.count - 3))
        let forms = WordForms(word.written, stem: String(decoding: word.term, as: UTF8.self), analyzer: analyzer)
        let whole = EditAutomaton(written, edits: edits)
        var terms: Set<[UInt8]> = []
        for view in snapshot.views {
            for column in view.segment.columns { terms.formUnion(column.terms.terms(accepted: stems).map(\.word)) }
        }
        var found: [KeywordCorrection.Candidate] = []
        for term in terms where term != word.term {
            guard let form = forms.nearest(of: String(decoding: term, as: UTF8.self), within: whole) else { continue }
            let count = try mostDocuments(having: term, at: snapshot)
            if count > 0, count >= documents * Self.leastRatio {
                found.append(.init(word: form.word, edits: form.edits, documents: count))
            }
        }
        return found.sorted { ($0.edits, -$0.documents, $0.word) < ($1.edits, -$1.documents, $1.word) }
    }

    /// How many documents have a term in the column that has it most.
    private func mostDocuments(having term: [UInt8], at snapshot: KeywordSnapshot) throws(VectorIndexError) -> Int {
        var most = 0
        for column in columns.indices { most = max(most, try snapshot.documents(having: term, column: column)) }
        return most
    }
}

extension KeywordCorrection.Candidate {
    /// The word in upper case, or with a capital, as what it stands for is.
    fileprivate func written(as original: String) -> Self {
        let cased =
            original.count > 1 && original == original.uppercased()
            ? word.uppercased()
            : original.first?.isUppercase == true ? word.prefix(1).uppercased() + word.dropFirst() : word
        return Self(word: cased, edits: edits, documents: documents)
    }
}

extension String {
    fileprivate func replacing(_ corrections: [KeywordCorrection]) -> String {
        var text = ""
        var place = 0
        for correction in corrections {
            text += utf8Slice(place..<correction.range.lowerBound) + correction.candidates[0].word
            place = correction.range.upperBound
        }
        return text + utf8Slice(place..<utf8.count)
    }
}
