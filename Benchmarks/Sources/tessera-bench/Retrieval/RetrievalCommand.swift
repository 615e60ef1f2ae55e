import ArgumentParser
import Foundation
import KeywordSearch
import ModelServing
import RetrievalMetrics
import Retriever
import VectorFiles

/// `tessera-bench retrieval`: how good the rankings are, and what they cost.
struct RetrievalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrieval", abstract: "Scores keyword, vector or hybrid search on a BEIR data set.")

    /// What the metrics look at.
    static let depth = 100

    @Option(help: "The folder with corpus.jsonl, queries.jsonl and qrels/.") var data: String
    @Option(help: "The judgements: the name of a file in qrels/ without .tsv.") var qrels: String
    @Option(help: "keyword, vector or hybrid.", transform: Self.mode(named:)) var mode: RetrievalOptions.Mode
    @Option(name: .customLong("run"), help: "Writes a TREC run there.") var runFile: String?
    @Option(help: "The encoder's folder; the fetched MiniLM when not given.") var model: String?
    @Option(
        help: "What the encoder multiplies in: \(EncoderPrecision.names).", transform: EmbedCommand.precision(named:))
    var precision = EncoderPrecision.float32
    @OptionGroup var keywords: KeywordChoices
    @OptionGroup var fusing: FusionChoices
    @OptionGroup var reranker: RerankerOptions
    @Option(name: .customLong("queries"), help: "Asks only so many of the judged queries, the first in the file.")
    var queryLimit: Int?
    @Option(help: "Keeps the store there, and uses the one that is there.") var store: String?
    @Flag(help: "One JSON object.") var json = false

    private static func mode(named name: String) throws -> RetrievalOptions.Mode {
        guard let mode = RetrievalOptions.Mode(rawValue: name) else {
            throw ValidationError("there are keyword, vector and hybrid")
        }
        return mode
    }

    func validate() throws {
        if let queryLimit, queryLimit < 1 { throw ValidationError("--queries is at least 1") }
    }

    func run() async throws {
        if let runFile { try OutputFile.check(runFile) }
        let data = try BEIRFolder(self.data, judgements: qrels).limited(toQueries: queryLimit ?? .max)
        let reranking = try reranker.reranking(model: model, precision: precision)
        let corpus = try await CorpusIndex(
            data.documents, mode: mode, model: model, precision: precision, keywords: keywords, store: store)
        let (rankings, latencies, unranked, cost) = try await search(
            corpus, keywords.shortened(data.queries, over: data.documents), reranking)
        if let runFile { try write(rankings, data.queries, to: runFile) }

        let scores = RetrievalScores(rankings, data.judgements)
        let queries = Double(data.queries.count)
        let fields: [(String, JSONValue)] =
            scores.json + keywords.json + fusing.json + [
                ("qps", .number(queries / cost.seconds)), ("cpuQPS", .number(queries / cost.cpuSeconds)),
                ("p50", .optional(latencies.percentile(0.5))), ("p99", .optional(latencies.percentile(0.99))),
                ("mode", .text(mode.rawValue)), ("precision", .text(precision.rawValue)),
                ("rerank", reranker.name.map { .text($0.rawValue) } ?? .null),
                ("rerankDepth", reranking.map { .integer($0.depth) } ?? .null),
                ("rerankFailures", reranking == nil ? .null : .integer(unranked)),
                ("documents", .integer(data.documents.count)),
                ("queries", .integer(data.queries.count)), ("model", corpus.modelName.map { .text($0) } ?? .null),
                ("embeddedTexts", .integer(corpus.embeddedTexts)), ("syncSeconds", .number(corpus.cost.seconds)),
                ("syncCPUSeconds", .number(corpus.cost.cpuSeconds)), ("commit", .text(SourceCommit.current())),
            ]
        try Output.line(
            json
                ? JSONValue.object(fields).line
                : "\(scores.text)  \(Table.cell(queries / cost.seconds)) q/s, "
                    + "\(Table.cell(queries / cost.cpuSeconds)) q/CPU s; "
                    + "\(data.documents.count) documents in \(Table.cell(corpus.cost.seconds)) s")
    }

    /// Asks the queries one after another; the first are asked once more before, so that nothing is cold.
    private func search(
        _ corpus: CorpusIndex, _ queries: [BEIRFolder.Query], _ reranking: HitReranking?
    ) async throws -> (rankings: [String: Ranking], latencies: [Double], unranked: Int, cost: Cost) {
        let options = RetrievalOptions(
            mode: mode, k: Self.depth, fusion: fusing.fusion, candidates: fusing.candidates)
        let columns = reranking == nil ? ["id"] : ["id", "whole"]
        for query in queries.prefix(20) {
            _ = try await corpus.index.search(query.text, options: options, columns: columns)
        }
        var found: [(query: String, hits: [IndexHit])] = []
        var latencies: [Double] = []
        var unranked = 0
        let ((), cost) = try await Cost.measuring {
            for query in queries {
                let start = Cost.reading(CLOCK_MONOTONIC)
                var hits = try await corpus.index.search(query.text, options: options, columns: columns)
                if let reranking {
                    // As a search of an index does: what a model cannot say leaves the order as it was.
                    do {
                        hits = try await reranking.reordered(hits, for: query.text)
                    } catch let error as ModelError where error.code == .invalidResponse {
                        unranked += 1
                    }
                }
                found.append((query.id, hits))
                if found.count.isMultiple(of: 50) { Output.progress("\(found.count) of \(queries.count) queries") }
                latencies.append(Cost.reading(CLOCK_MONOTONIC) - start)
            }
        }
        var rankings: [String: Ranking] = [:]
        for (query, hits) in found {
            rankings[query] = Ranking(hits.compactMap { hit in hit.key.textValue.map { ($0, hit.score) } })
        }
        return (rankings, latencies, unranked, cost)
    }

    private func write(_ rankings: [String: Ranking], _ queries: [BEIRFolder.Query], to path: String) throws {
        let file = try OutputFile(path)
        for query in queries {
            guard let ranking = rankings[query.id] else { continue }
            try file.write(Array(RunFile.lines(query: query.id, ranking, tag: "tessera-\(mode.rawValue)").utf8))
        }
        try file.finish()
    }
}
