import KeywordSearch
import TestSupport
import Testing
import VectorCore

@Suite struct KeywordClauseTests {
    private static let columns = [
        KeywordColumn("title", weight: 2, storesPositions: true), KeywordColumn("text", storesPositions: true),
    ]

    private func collection(seed: UInt64) throws -> (KeywordIndex, KeywordOracle) {
        var texts = RandomTexts(seed: seed, vocabulary: 130)
        let index = try KeywordIndex(columns: Self.columns, analyzer: .whitespace)
        var oracle = KeywordOracle(columns: 2)
        for part in 0..<3 {
            let documents = texts.documents((0..<400).map { Int64(part + $0 * 3) }, columns: 2, length: 0...25)
            try index.add(documents)
            oracle.upsert(documents)
        }
        let gone = stride(from: 0, to: 1_200, by: 9).map { Int64($0) }
        try index.remove(gone)
        for id in gone { oracle.documents[id] = nil }
        return (index, oracle)
    }

    static let clauses: [KeywordClause] = [
        .text("w0 w5 w5"), .text("w3 w9", column: "title"), .phrase("w0 w1"), .phrase("w0 w0 w2", slop: 4),
        .phrase("w2 w1", slop: 1, column: "text"), .phrase("w7"), .prefix("w1"), .prefix("w12", column: "title"),
        .fuzzy("w77"), .fuzzy("x12", edits: 2, column: "text"), .fuzzy("w4", edits: 0), .prefix("nothing"),
        .all([.text("w0"), .text("w1 w2"), .prefix("w3")]), .all([]), .any([]),
        .any([.phrase("w0 w3"), .boosted(.text("w60"), 3.5)]), .excluding(.text("w4 w5"), .phrase("w0 w1", slop: 2)),
        .excluding(.any([.text("w0"), .fuzzy("w9")]), .all([.text("w1"), .text("w2")])),
        .preferring(.text("w20 w30"), .any([.text("w0"), .phrase("w1 w2")])),
        .all([.preferring(.text("w1"), .text("w0 w1")), .text("w2")]),
        .boosted(.all([.text("w1", column: "title"), .text("w0", column: "text")]), 0.25),
    ]

    @Test(arguments: [1, 2] as [UInt64])
    func everyKindMatchesAndScoresAsByHand(seed: UInt64) throws {
        let (index, oracle) = try collection(seed: seed)
        var found = 0
        for clause in Self.clauses {
            let ranking = oracle.ranking(clause, columns: Self.columns)
            found += ranking.isEmpty ? 0 : 1
            for k in [3, 50, 5_000] {
                let hits = try index.search(clause, k: k)
                let problem = problem(hits, ranking, k: k)
                #expect(problem == nil, "seed \(seed), k \(k), \(clause)")
            }
        }
        #expect(found >= 14)
    }

    @Test func sharesAddUpToTheScore() throws {
        let (index, _) = try collection(seed: 3)
        let clause = KeywordClause.any([.text("w0 w1 w1 w8"), .fuzzy("w20"), .boosted(.prefix("w3"), 0.5)])
        for hit in try index.search(clause, k: 20) {
            let shares = try index.explain(clause, id: hit.id)
            #expect(!shares.isEmpty && shares.allSatisfy { $0.frequency >= 1 })
            #expect(abs(shares.reduce(0) { $0 + $1.score } - hit.score) < 1e-4)
        }
        #expect(try index.explain(clause, id: -1).isEmpty)
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")])
        try index.add([KeywordDocument(id: 1, "some words")])
        for clause in [
            KeywordClause.text("a", column: "title"), .fuzzy("a", edits: 3), .phrase("a b", slop: -1),
            .phrase("some words", column: "text"), .boosted(.text("a"), -1),
        ] {
            #expect(throws: VectorIndexError.self, "\(clause)") { try index.search(clause, k: 1) }
        }
        #expect(try index.search(.phrase("words", column: "text"), k: 1).count == 1)
        #expect(try index.search(.boosted(.text("words"), 1e-20), k: 1).count == 1)
        #expect(try index.search(.boosted(.text("words"), .leastNonzeroMagnitude), k: 1).isEmpty)
    }
}

extension KeywordOracle {
    fileprivate func ranking(_ clause: KeywordClause, columns: [KeywordColumn]) -> [(id: Int64, score: Double)] {
        var scores: [Int64: Double] = [:]
        for (key, boost) in weights(of: clause, columns) {
            for (id, share) in shares(of: key.word, column: key.column, weight: boost, scoring: BM25()) {
                scores[id, default: 0] += share
            }
        }
        var ranking: [(id: Int64, score: Double)] = []
        for (id, document) in documents where matches(clause, document, columns) {
            ranking.append((id: id, score: scores[id] ?? 0))
        }
        return ranking.sorted { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
    }

    private struct Key: Hashable {
        let column: Int
        let word: String
    }

    private func places(_ name: String?, _ columns: [KeywordColumn]) -> [Int] {
        columns.indices.filter { name == nil || columns[$0].name == name }
    }

    private func vocabulary(_ column: Int) -> Set<String> { Set(documents.values.flatMap { $0.columns[column] }) }

    private func weights(of clause: KeywordClause, _ columns: [KeywordColumn]) -> [Key: Double] {
        func add(_ name: String?, _ words: (Int) -> [String]) -> [Key: Double] {
            var found: [Key: Double] = [:]
            for column in places(name, columns) {
                for word in words(column) {
                    found[Key(column: column, word: word), default: 0] += columns[column].weight
                }
            }
            return found
        }
        switch clause {
        case .text(let text, let name), .phrase(let text, _, let name): return add(name) { _ in Self.words(text) }
        case .prefix(let text, let name): return add(name) { vocabulary($0).filter { $0.hasPrefix(text) } }
        case .fuzzy(let text, let edits, let name):
            return add(name) { vocabulary($0).filter { Self.distance($0, text) <= edits } }
        case .any(let clauses), .all(let clauses):
            return clauses.reduce(into: [:]) { $0.merge(weights(of: $1, columns), uniquingKeysWith: +) }
        case .excluding(let wanted, _): return weights(of: wanted, columns)
        case .preferring(let wanted, let preferred): return weights(of: .any([wanted, preferred]), columns)
        case .boosted(let clause, let factor): return weights(of: clause, columns).mapValues { $0 * factor }
        }
    }

    private func matches(_ clause: KeywordClause, _ document: Document, _ columns: [KeywordColumn]) -> Bool {
        func any(_ name: String?, _ isMatch: ([String]) -> Bool) -> Bool {
            places(name, columns).contains { isMatch(document.columns[$0]) }
        }
        switch clause {
        case .text(let text, let name): return any(name) { !Set($0).isDisjoint(with: Self.words(text)) }
        case .phrase(let text, let slop, let name): return any(name) { Self.hasPhrase(Self.words(text), slop, in: $0) }
        case .prefix(let text, let name): return any(name) { $0.contains { $0.hasPrefix(text) } }
        case .fuzzy(let text, let edits, let name):
            return any(name) { $0.contains { Self.distance($0, text) <= edits } }
        case .any(let clauses): return clauses.contains { matches($0, document, columns) }
        case .all(let clauses): return !clauses.isEmpty && clauses.allSatisfy { matches($0, document, columns) }
        case .excluding(let wanted, let excluded):
            return matches(wanted, document, columns) && !matches(excluded, document, columns)
        case .preferring(let wanted, _): return matches(wanted, document, columns)
        case .boosted(let clause, _): return matches(clause, document, columns)
        }
    }

    /// Whether the words come in order with at most so many others between, tried from every place for every choice.
    private static func hasPhrase(_ phrase: [String], _ slop: Int, in words: [String]) -> Bool {
        func go(_ number: Int, from start: Int, left: Int) -> Bool {
            if number == phrase.count { return true }
            for skipped in 0...left where start + skipped < words.count && words[start + skipped] == phrase[number] {
                if go(number + 1, from: start + skipped + 1, left: left - skipped) { return true }
            }
            return false
        }
        return words.indices.contains { words[$0] == phrase[0] && go(1, from: $0 + 1, left: slop) }
    }

    private static func distance(_ left: String, _ right: String) -> Int { editDistance(left, right) }
}
