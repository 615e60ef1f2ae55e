import VectorCore

/// Which documents of a segment a clause matches.
struct ClauseMatching {
    let view: SegmentView
    let terms: [WeightedTerm]

    private var segment: KeywordSegment { view.segment }

    /// A bit for each document.
    func documents(_ clause: ResolvedClause) throws(VectorIndexError) -> [UInt64] {
        switch clause {
        case .terms(let places):
            var words = none
            for place in places { try add(terms[place].bytes, terms[place].column, to: &words) }
            return words
        case .phrase(let phrase, let column, let slop): return try documents(phrase, column: column, slop: slop)
        case .any(let clauses):
            var words = none
            for clause in clauses { words = zip(words, try documents(clause)).map { $0 | $1 } }
            return words
        case .all(let clauses):
            guard let first = clauses.first else { return none }
            var words = try documents(first)
            for clause in clauses.dropFirst() { words = zip(words, try documents(clause)).map { $0 & $1 } }
            return words
        case .excluding(let wanted, let excluded):
            return zip(try documents(wanted), try documents(excluded)).map { $0 & ~$1 }
        }
    }

    private var none: [UInt64] { [UInt64](repeating: 0, count: (segment.count + 63) / 64) }

    private func add(_ word: [UInt8], _ column: Int, to words: inout [UInt64]) throws(VectorIndexError) {
        guard let entry = segment.columns[column].terms.entry(of: word) else { return }
        var postings = PostingReader(try segment.columns[column].list(entry, documentCount: segment.count))
        while let document = postings.next() { words[Int(document >> 6)] |= 1 << UInt64(document & 63) }
    }

    private func documents(_ phrase: [[UInt8]], column: Int, slop: Int) throws(VectorIndexError) -> [UInt64] {
        let part = segment.columns[column]
        var found = none
        var readers: [PositionReader] = []
        for word in phrase {
            guard let entry = part.terms.entry(of: word), let positions = try part.positionList(entry) else {
                return found
            }
            readers.append(PositionReader(PostingReader(try part.list(entry, documentCount: segment.count)), positions))
        }
        var document: UInt32 = 0
        while true {
            // All of them at the same document, or one of them at its end.
            var isEqual = true
            for index in readers.indices {
                guard let reached = readers[index].advance(to: document) else { return found }
                if reached > document {
                    document = reached
                    isEqual = index == 0
                }
            }
            guard isEqual else { continue }
            if Self.hasPhrase(readers.indices.map { readers[$0].positions() }, slop: slop) {
                found[Int(document >> 6)] |= 1 << UInt64(document & 63)
            }
            document += 1
        }
    }

    /// Whether one position of each, ascending, lie close enough: the next of each word is the best for every beginning.
    static func hasPhrase(_ positions: [[UInt32]], slop: Int) -> Bool {
        guard let first = positions.first else { return false }
        return first.contains { start in
            var last = start
            for next in positions.dropFirst() {
                guard let position = next.first(where: { $0 > last }) else { return false }
                last = position
            }
            return Int(last - start) - (positions.count - 1) <= slop
        }
    }
}
