import ArgumentParser
import KeywordSearch
import RetrievalMetrics
import Retriever

/// How a corpus's keyword search analyses and weighs, and how long its questions are.
struct KeywordChoices: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How texts become words, such as english, \"english stop-words=standard\" or \"english words=system\".",
            valueName: "analyzer"),
        transform: Self.analyzer(named:))
    var analyzer = KeywordAnalyzer.standard
    @Option(help: "How often a word of the title counts, compared with one of the text.") var titleWeight = 2.0
    @Option(help: "BM25's k1: how slowly repetition stops to count, 0 to 10.") var k1 = BM25().k1
    @Option(help: "BM25's b: how far a text's length counts, 0 to 1.") var b = BM25().b
    @Option(help: "Makes of each query its so many rarest words that are no stop words.") var shorten: Int?

    private static func analyzer(named name: String) throws -> KeywordAnalyzer {
        let words = SystemWordBreaker.installed
        let described = words.map { name.replacing("words=system", with: "words=\($0.identity)") } ?? name
        guard let analyzer = KeywordAnalyzer(description: described, wordBreaker: words) else {
            throw ValidationError("there is no analyzer '\(name)' on this machine")
        }
        return analyzer
    }

    var scoring: BM25 { BM25(k1: k1, b: b) }

    func validate() throws {
        if let shorten, shorten < 1 { throw ValidationError("--shorten is at least 1") }
    }

    var json: [(String, JSONValue)] {
        [
            ("analyzer", .text(analyzer.description)), ("titleWeight", .number(titleWeight)),
            ("k1", .number(k1)), ("b", .number(b)),
            ("shorten", shorten.map { .integer($0) } ?? .null),
        ]
    }

    /// The queries as short ones: as people type who look for a thing rather than ask.
    func shortened(_ queries: [BEIRFolder.Query], over documents: [BEIRFolder.Document]) -> [BEIRFolder.Query] {
        guard let shorten else { return queries }
        let analyzer = KeywordAnalyzer(stopWords: .standard)
        var frequencies: [String: Int] = [:]
        for document in documents {
            for term in Set(analyzer.terms(in: document.whole)) { frequencies[term, default: 0] += 1 }
        }
        return queries.map { query in
            let words = query.text.split(separator: " ").enumerated().compactMap { place, word in
                analyzer.terms(in: String(word)).first.flatMap { frequencies[$0] }
                    .map { (documents: $0, place: place, word: word) }
            }
            let rarest = words.sorted { ($0.documents, $0.place) < ($1.documents, $1.place) }.prefix(shorten)
            var short = query
            short.text = rarest.sorted { $0.place < $1.place }.map(\.word).joined(separator: " ")
            return short
        }
    }
}
