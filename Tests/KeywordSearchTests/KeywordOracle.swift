import KeywordSearch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Documents as their terms, and BM25 over them as its definition reads: slow, in doubles, with nothing shared with the index.
struct KeywordOracle {
    struct Document {
        var columns: [[String]]
    }

    var documents: [Int64: Document] = [:]
    let columnCount: Int

    init(columns: Int) { columnCount = columns }

    mutating func upsert(_ batch: [KeywordDocument]) {
        for document in batch {
            documents[document.id] = Document(columns: document.texts.map(Self.words))
        }
    }

    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// How much a term counts in each document that has it.
    func shares(of term: String, column: Int, weight: Double, scoring: BM25) -> [Int64: Double] {
        let total = documents.count
        let average = documents.values.reduce(0.0) { $0 + Double($1.columns[column].count) } / Double(max(total, 1))
        let having = documents.filter { $0.value.columns[column].contains(term) }
        let idf = log(1 + (Double(total - having.count) + 0.5) / (Double(having.count) + 0.5))
        return having.mapValues { document in
            let words = document.columns[column]
            let frequency = Double(words.filter { $0 == term }.count)
            let length = average > 0 ? Double(words.count) / average : 0
            return weight * idf * frequency
                / (frequency + scoring.k1 * (1 - scoring.b + scoring.b * length))
        }
    }

    /// All documents that a query's words bring up, best first.
    func ranking(
        _ query: String, weights: [Double], scoring: BM25 = BM25(), allows: (Int64) -> Bool = { _ in true }
    ) -> [(id: Int64, score: Double)] {
        var scores: [Int64: Double] = [:]
        for word in Self.words(query) {
            for column in 0..<columnCount where weights[column] > 0 {
                for (id, share) in shares(of: word, column: column, weight: weights[column], scoring: scoring) {
                    scores[id, default: 0] += share
                }
            }
        }
        return scores.filter { allows($0.key) }.map { (id: $0.key, score: $0.value) }
            .sorted { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
    }
}

/// What is wrong with hits where the oracle ranks documents so; nil where they are right.
///
/// Scores must be equal to within a hundred-thousandth, every hit must have its own score, and equal scores must be in the order of
/// ids. Documents whose scores differ by less than a float can tell may stand for one another.
func problem(_ hits: [KeywordHit], _ ranking: [(id: Int64, score: Double)], k: Int) -> String? {
    guard hits.count == min(k, ranking.count) else { return "\(hits.count) hits of \(ranking.count) for k \(k)" }
    guard Set(hits.map(\.id)).count == hits.count else { return "an id comes twice" }
    let scores = Dictionary(uniqueKeysWithValues: ranking.map { ($0.id, $0.score) })
    for (place, hit) in hits.enumerated() {
        guard let own = scores[hit.id] else { return "\(hit.id) does not match" }
        let tolerance = 1e-5 * max(own, 0.1)
        if abs(own - Double(hit.score)) > tolerance { return "\(hit.id) has \(hit.score), not \(own)" }
        if abs(ranking[place].score - Double(hit.score)) > tolerance {
            return "place \(place) has \(hit.score), not \(ranking[place].score)"
        }
        if place > 0, hits[place - 1].score == hit.score, hits[place - 1].id > hit.id {
            return "\(hits[place - 1].id) comes before \(hit.id) at equal scores"
        }
        if place > 0, hits[place - 1].score < hit.score { return "place \(place) is better than the one before" }
    }
    return nil
}

/// How many edits make one word of another, as the definition reads: put in, leave out, replace, exchange neighbours.
func editDistance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
        for j in 0...b.count {
            if i == 0 || j == 0 {
                table[i][j] = i + j
                continue
            }
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
            }
        }
    }
    return table[a.count][b.count]
}
