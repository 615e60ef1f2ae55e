public import VectorCore

extension KeywordIndex {
    /// Where a text has what a clause asks for.
    ///
    ///     let text = "Far away, the lamps of two lighthouses"
    ///     for range in try index.highlights(of: index.parse("lamp light*").clause, in: text) {
    ///         print(String(decoding: Array(text.utf8)[range], as: UTF8.self))  // lamps, lighthouses
    ///     }
    ///
    /// Words are found by their terms, as documents are: in any inflection that the analysis takes for one. A phrase is marked as a whole, from
    /// its first word to its last, and its words by themselves are not. What is excluded is not marked; of an `all`, whatever is
    /// there is. The text need not be in the index.
    ///
    /// - Parameters:
    ///   - column: The text's column: what the clause binds to another one is not marked. nil for a text of any.
    /// - Returns: Bytes of the text's UTF-8, on boundaries of scalars, ascending; what overlaps or touches is one range.
    /// - Throws: ``VectorIndexError`` where a search for the clause would for it makes no sense.
    /// - Complexity: O(bytes of the text), times the prefixes and fuzzy words for each different word.
    public func highlights(
        of clause: KeywordClause, in text: String, column: String? = nil
    ) throws(VectorIndexError) -> [Range<Int>] {
        if let column { try check(column: column) }
        let matching = try TermMatching(clause, column: column, of: self)
        return matching.matches(in: TextTerms(text, analyzer: analyzer)).map(\.range).merged()
    }

    /// The parts of a text that have most of what a clause asks for, best first.
    ///
    /// - Parameters:
    ///   - length: Characters of a part, at most, counted as Unicode scalars; 1 or more. A single match that is longer comes whole.
    ///   - count: How many parts at most; they do not overlap.
    /// - Returns: Parts that begin and end between words, as far as the text has words; none where nothing matches.
    /// - Throws: ``VectorIndexError`` as ``highlights(of:in:column:)``, and for a length below 1 or a count below 0.
    public func passages(
        of clause: KeywordClause, in text: String, column: String? = nil, length: Int = 200, count: Int = 1
    ) throws(VectorIndexError) -> [KeywordPassage] {
        guard length >= 1, count >= 0 else {
            throw VectorIndexError(
                .invalidParameter,
                "a passage has 1 or more characters and there are 0 or more, not \(length) and \(count)")
        }
        if let column { try check(column: column) }
        let matching = try TermMatching(clause, column: column, of: self)
        let terms = TextTerms(text, analyzer: analyzer)
        let matches = matching.matches(in: terms)
        let found = Set(matches.flatMap(\.terms))
        let worths = try reporting { () throws(VectorIndexError) in try weights(of: found, column: column) }
        let weighted = matches.map { match in
            PassageFinder.Match(range: match.range, terms: match.terms.map { ($0, worths[$0] ?? 0) })
        }
        return PassageFinder(text, terms: terms, matches: weighted, length: length).best(count)
    }

    /// What each term is worth where it is found: its inverse frequency, in the column or in the one that has it most.
    private func weights(
        of terms: Set<[UInt8]>, column: String?
    ) throws(VectorIndexError) -> [[UInt8]: Double] {
        let snapshot = self.snapshot
        let places = columns.indices.filter { column == nil || columns[$0].name == column }
        var weights: [[UInt8]: Double] = [:]
        for term in terms {
            var most = 0
            for place in places { most = max(most, try snapshot.documents(having: term, column: place)) }
            weights[term] = BM25.inverseFrequency(documents: most, of: snapshot.count)
        }
        return weights
    }

    /// Makes sure that there is a column.
    func check(column name: String) throws(VectorIndexError) {
        guard columns.contains(where: { $0.name == name }) else {
            throw VectorIndexError(
                .invalidParameter,
                "there is no column \(name); there are \(columns.map(\.name).joined(separator: ", "))")
        }
    }
}

/// A part of a text that has much of what a clause asks for.
public struct KeywordPassage: Sendable, Hashable {
    /// Its bytes in the text's UTF-8, between characters.
    public let range: Range<Int>
    /// What matches in it: bytes of the whole text, ascending.
    public let highlights: [Range<Int>]
    /// What the different terms in it are worth together, as inverse frequencies; larger is better.
    public let weight: Double
}

extension [Range<Int>] {
    /// The same places in ascending ranges that neither overlap nor touch.
    func merged() -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
        where !range.isEmpty {
            if let last = merged.last, last.upperBound >= range.lowerBound {
                merged[merged.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
