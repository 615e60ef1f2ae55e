import VectorCore

/// Which terms of a text a clause is about, without a look into the index: terms, beginnings, words nearly spelt so, and phrases.
struct TermMatching {
    struct Phrase {
        let words: [[UInt8]]
        let slop: Int
    }

    private(set) var words: Set<[UInt8]> = []
    private(set) var beginnings: [[UInt8]] = []
    private(set) var fuzzy: [EditAutomaton] = []
    private(set) var phrases: [Phrase] = []
    private let index: KeywordIndex
    private let column: String?

    /// - Parameter column: The text's column; what is bound to another one is not looked for. nil for any.
    init(_ clause: KeywordClause, column: String?, of index: KeywordIndex) throws(VectorIndexError) {
        self.index = index
        self.column = column
        try add(clause)
    }

    private mutating func add(_ clause: KeywordClause) throws(VectorIndexError) {
        switch clause {
        case .text(let text, let name):
            if try isAbout(name) { words.formUnion(index.words(of: text).words.map(\.word)) }
        case .phrase(let text, let slop, let name):
            try ClauseResolver.check(slop: slop)
            guard try isAbout(name) else { return }
            let phrase = index.phraseWords(of: text)
            if phrase.count == 1 {
                words.insert(phrase[0])
            } else if !phrase.isEmpty {
                phrases.append(Phrase(words: phrase, slop: slop))
            }
        case .prefix(let text, let name):
            guard try isAbout(name) else { return }
            let (beginning, whole) = index.beginning(text)
            if !beginning.isEmpty { beginnings.append(beginning) }
            if let whole { words.insert(whole) }
        case .fuzzy(let text, let edits, let name):
            try ClauseResolver.check(edits: edits)
            guard try isAbout(name), let word = index.words(of: text).words.first?.word else { return }
            fuzzy.append(EditAutomaton(word, edits: edits))
        case .any(let clauses), .all(let clauses): for clause in clauses { try add(clause) }
        case .preferring(let wanted, let preferred):
            try add(wanted)
            try add(preferred)
        case .excluding(let wanted, _): try add(wanted)
        case .boosted(let clause, _): try add(clause)
        }
    }

    private func isAbout(_ name: String?) throws(VectorIndexError) -> Bool {
        guard let name else { return true }
        try index.check(column: name)
        return column == nil || column == name
    }

    /// Where a text has what is looked for: bytes, and the terms that are there, which a phrase has several of.
    func matches(in text: TextTerms) -> [(range: Range<Int>, terms: [[UInt8]])] {
        var known: [[UInt8]: Bool] = [:]
        var matches: [(range: Range<Int>, terms: [[UInt8]])] = []
        for term in text.terms {
            let isMatch = known[term.bytes] ?? isMatch(term.bytes)
            known[term.bytes] = isMatch
            if isMatch { matches.append((term.range, [term.bytes])) }
        }
        for phrase in phrases { matches += Self.places(of: phrase, in: text).map { ($0, phrase.words) } }
        return matches
    }

    private func isMatch(_ term: [UInt8]) -> Bool {
        words.contains(term) || beginnings.contains { term.starts(with: $0) }
            || fuzzy.contains { $0.distance(to: term) != nil }
    }

    /// From the first word to the last, for each place that the phrase begins at: the next of each word is the best.
    private static func places(of phrase: Phrase, in text: TextTerms) -> [Range<Int>] {
        var places: [[UInt8]: [TextTerms.Term]] = [:]
        for word in phrase.words { places[word] = [] }
        for term in text.terms { places[term.bytes]?.append(term) }
        var found: [Range<Int>] = []
        var next = [Int](repeating: 0, count: phrase.words.count)
        for first in places[phrase.words[0]] ?? [] {
            var last = first
            for (number, word) in phrase.words.enumerated().dropFirst() {
                let candidates = places[word] ?? []
                // Beginnings ascend, and so does what follows each.
                while next[number] < candidates.count, candidates[next[number]].position <= last.position {
                    next[number] += 1
                }
                guard next[number] < candidates.count else { return found }
                last = candidates[next[number]]
            }
            if last.position - first.position - (phrase.words.count - 1) <= phrase.slop {
                found.append(min(first.range.lowerBound, last.range.lowerBound)..<last.range.upperBound)
            }
        }
        return found
    }
}
