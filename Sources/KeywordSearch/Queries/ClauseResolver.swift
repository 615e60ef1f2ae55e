import VectorCore

/// Resolves clauses, and gathers the terms that score.
struct ClauseResolver {
    let index: KeywordIndex
    let snapshot: KeywordSnapshot
    let options: KeywordSearchOptions
    /// Each column and word once; of weight 0 where it only decides what matches.
    private(set) var terms: [WeightedTerm] = []
    private var places: [Key: Int] = [:]

    private struct Key: Hashable {
        let column: Int
        let bytes: [UInt8]
    }

    init(_ index: KeywordIndex, _ snapshot: KeywordSnapshot, _ options: KeywordSearchOptions) {
        self.index = index
        self.snapshot = snapshot
        self.options = options
    }

    /// - Parameter boost: What weights are multiplied by; 0 for what is excluded.
    mutating func resolve(_ clause: KeywordClause, boost: Double = 1) throws(VectorIndexError) -> ResolvedClause {
        switch clause {
        case .text(let text, let name):
            let words = index.words(of: text)
            var found: [Int] = []
            for column in try columns(name) {
                for (word, count) in words { found += place(word, column, boost: boost * Double(count)) }
            }
            return .terms(found)
        case .phrase(let text, let slop, let name):
            guard slop >= 0 else {
                throw VectorIndexError(.invalidParameter, "a phrase's slop is \(slop); it must be 0 or more")
            }
            return try phrase(text, slop: slop, name, boost: boost)
        case .prefix(let text, let name):
            let beginning = Array(Folding.folded(text).utf8)
            return .terms(try expand(name, boost: boost) { $0.terms(beginningWith: beginning) })
        case .fuzzy(let text, let edits, let name):
            guard (0...2).contains(edits) else {
                throw VectorIndexError(.invalidParameter, "a fuzzy word differs by 0 to 2 characters, not \(edits)")
            }
            guard let word = index.words(of: text).first?.word else { return .terms([]) }
            return .terms(try expand(name, boost: boost) { $0.terms(within: edits, of: word) })
        case .any(let clauses): return .any(try resolve(clauses, boost))
        case .all(let clauses): return .all(try resolve(clauses, boost))
        case .excluding(let wanted, let excluded):
            return .excluding(try resolve(wanted, boost: boost), try resolve(excluded, boost: 0))
        case .boosted(let clause, let factor):
            guard KeywordIndex.isWeight(factor) else {
                throw VectorIndexError(.invalidParameter, "a boost is \(factor); it must be 0 to 1e6")
            }
            return try resolve(clause, boost: boost * factor)
        }
    }

    private mutating func resolve(
        _ clauses: [KeywordClause], _ boost: Double
    ) throws(VectorIndexError) -> [ResolvedClause] {
        var resolved: [ResolvedClause] = []
        for clause in clauses { resolved.append(try resolve(clause, boost: boost)) }
        return resolved
    }

    private mutating func phrase(
        _ text: String, slop: Int, _ name: String?, boost: Double
    ) throws(VectorIndexError) -> ResolvedClause {
        let words = index.phraseWords(of: text)
        let all = try columns(name)
        let kept = all.filter { index.columns[$0].storesPositions }
        if let name, kept.isEmpty, index.columns.contains(where: { $0.name == name && !$0.storesPositions }),
            words.count > 1
        {
            throw VectorIndexError(
                .invalidParameter, "\(name) keeps no positions, which phrases need; make it with storesPositions")
        }
        var clauses: [ResolvedClause] = []
        for column in words.count > 1 ? kept : all {
            let found = words.flatMap { place($0, column, boost: boost) }
            clauses.append(words.count > 1 ? .phrase(words, column: column, slop: slop) : .terms(found))
        }
        return .any(clauses)
    }

    /// The columns of a name, or all that count.
    private func columns(_ name: String?) throws(VectorIndexError) -> [Int] {
        guard let name else { return index.columns.indices.filter { weight($0) > 0 } }
        guard let column = index.columns.firstIndex(where: { $0.name == name }) else {
            throw VectorIndexError(
                .invalidParameter,
                "there is no column \(name); there are \(index.columns.map(\.name).joined(separator: ", "))")
        }
        return weight(column) > 0 ? [column] : []
    }

    private func weight(_ column: Int) -> Double {
        options.weights[index.columns[column].name] ?? index.columns[column].weight
    }

    /// The words that a column's dictionaries have of a kind, those of most documents first.
    private mutating func expand(
        _ name: String?, boost: Double, _ words: (TermDictionary) -> [(word: [UInt8], documents: Int)]
    ) throws(VectorIndexError) -> [Int] {
        var found: [Int] = []
        for column in try columns(name) {
            var documents: [[UInt8]: Int] = [:]
            for view in snapshot.views {
                for word in words(view.segment.columns[column].terms) {
                    documents[word.word, default: 0] += word.documents
                }
            }
            let most = documents.sorted {
                $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
            }.prefix(KeywordIndex.mostTerms)
            for word in most { found += place(word.key, column, boost: boost) }
        }
        return found
    }

    /// The place of a word of a column; none beyond so many as are searched for.
    private mutating func place(_ word: [UInt8], _ column: Int, boost: Double) -> [Int] {
        let key = Key(column: column, bytes: word)
        if let place = places[key] {
            terms[place].weight += boost * weight(column)
            return [place]
        }
        if terms.count >= 4 * KeywordIndex.mostTerms { return [] }
        places[key] = terms.count
        terms.append(WeightedTerm(column: column, bytes: word, weight: boost * weight(column)))
        return [terms.count - 1]
    }
}
