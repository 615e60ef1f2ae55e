import ArgumentParser
import RetrievalMetrics

/// `tessera-bench score`: the metrics of any TREC run.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Scores a TREC run file as trec_eval does.")

    @Option(help: "The judgements: BEIR's .tsv or trec_eval's qrels.") var qrels: String
    @Option(name: .customLong("run"), help: "The run.") var runFile: String
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
        let judgements = try Judgements(qrels)
        let scores = try RetrievalScores(RunFile.read(runFile), judgements)
        let fields = scores.json + [("queries", .integer(judgements.grades.count))]
        try Output.line(json ? JSONValue.object(fields).line : scores.text)
    }
}

extension RetrievalScores {
    var json: [(String, JSONValue)] {
        [("ndcg@10", .number(ndcgAt10)), ("recall@100", .number(recallAt100)), ("mrr@10", .number(mrrAt10))]
    }

    var text: String {
        func four(_ value: Double) -> String { Table.cell((value * 10_000).rounded() / 10_000) }
        return "nDCG@10 \(four(ndcgAt10))  recall@100 \(four(recallAt100))  MRR@10 \(four(mrrAt10))"
    }
}
