import Foundation
import TestSupport

/// A collection of passages, questions and judgements as BEIR lays them out.
struct RetrievalData {
    struct Passage: Decodable {
        var id: String
        var title: String?
        var text: String

        private enum CodingKeys: String, CodingKey {
            case id = "_id"
            case title, text
        }
    }

    var corpus: [Passage]
    /// The questions that have judgements, in the file's order.
    var queries: [(id: String, text: String)]
    var judgements: [String: [String: Int]]

    init?(_ name: String, judgements split: String) throws {
        guard let folder = TestData.dataSet(name) else { return nil }
        let decoder = JSONDecoder()
        func lines<T: Decodable>(_ file: String, as type: T.Type) throws -> [T] {
            try Data(contentsOf: folder.appendingPathComponent(file)).split(separator: 0x0A)
                .map { try decoder.decode(type, from: Data($0)) }
        }
        var judgements: [String: [String: Int]] = [:]
        let table = try String(contentsOf: folder.appendingPathComponent("qrels/\(split).tsv"), encoding: .utf8)
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: "\t").map(String.init)
            judgements[fields[0], default: [:]][fields[1]] = Int(fields[2])
        }
        corpus = try lines("corpus.jsonl", as: Passage.self)
        queries = try lines("queries.jsonl", as: Passage.self)
            .filter { judgements[$0.id] != nil }.map { ($0.id, $0.text) }
        self.judgements = judgements
    }

    /// The mean normalised discounted cumulative gain of the first ten, as trec_eval defines it.
    func nDCG10(_ rankings: [String: [String]]) -> Double {
        let gains = queries.map { query -> Double in
            let relevant = judgements[query.id] ?? [:]
            let ranked = (rankings[query.id] ?? []).prefix(10)
            let dcg = ranked.enumerated().reduce(0.0) {
                $0 + Double(relevant[$1.element] ?? 0) / log2(Double($1.offset) + 2)
            }
            let ideal = relevant.values.sorted(by: >).prefix(10).enumerated()
                .reduce(0.0) { $0 + Double($1.element) / log2(Double($1.offset) + 2) }
            return ideal == 0 ? 0 : dcg / ideal
        }
        return gains.reduce(0, +) / Double(max(1, gains.count))
    }
}
