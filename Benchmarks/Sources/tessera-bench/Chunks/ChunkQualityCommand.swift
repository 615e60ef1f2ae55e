import ArgumentParser
import Chunking
import Foundation
import ModelServing
import RetrievalMetrics
import VectorCore

/// `tessera-bench chunk-quality`: how exactly the chunks that a question finds hold its answer.
struct ChunkQualityCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "chunk-quality",
        abstract:
            "Retrieves chunks for questions whose answers' places are known, and scores recall, precision and IoU.")

    @Option(help: "The folder with corpora/*.md and questions_df.csv.") var data: String
    @Option(parsing: .upToNextOption, help: "Chunkers; all when not given.") var chunkers: [String] = Chunkers.names
    @Option(parsing: .upToNextOption, help: "The most characters or tokens of a chunk; each is tried.")
    var size: [Int] = [200]
    @Option(help: "How much of a chunk's end the next repeats, as a part of the size.") var overlap: Double = 0
    @Option(help: "What the size counts: characters or tokens (WordPiece).") var unit: ChunkCommand.Unit = .tokens
    @Option(help: "How the corpora are read: text, or markdown.") var format: Format = .text
    @Option(parsing: .upToNextOption, help: "How many chunks a question retrieves; each is tried.") var k: [Int] = [5]
    @Option(help: "The encoder's folder; the fetched MiniLM when not given.") var model: String?
    @Option(help: "Threads of the encoder.") var threads: Int = 1
    @Flag(help: "A JSON line each.") var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard k.allSatisfy({ $0 >= 1 }), !k.isEmpty else { throw ValidationError("-k is at least 1") }
        guard overlap >= 0, overlap < 1 else { throw ValidationError("--overlap is a part of the size, below 1") }
    }

    func run() throws {
        let questions = try ChunkQuestions(folder: data)
        let encoder = try SentenceEncoder(contentsOf: ModelOption.folder(model), threads: threads)
        let asked = try encoder.embed(questions.questions.map(\.text))
        let table = Table(columns: [
            ("chunker", 14), ("size", 5), ("k", 3), ("chunks", 7), ("mean", 6), ("recall", 7), ("precision", 9),
            ("IoU", 7),
        ])
        if !json { try Output.line(table.heading) }
        for name in chunkers {
            for size in size {
                let chunks = try chunks(of: questions, by: name, size: size, encoder: encoder)
                let most = k.max() ?? 1
                let found = try retrieved(asked, from: chunks, most: most, encoder: encoder)
                for k in k {
                    let scores = SpanScores(
                        meanOf: zip(questions.questions, found).map {
                            SpanScores(retrieved: Array($1.prefix(k)), relevant: $0.references)
                        })
                    try report(scores, of: chunks, name, size: size, k: k, in: table)
                }
            }
        }
    }

    private struct Piece {
        let span: Span
        /// What is embedded.
        let content: String
    }

    private func chunks(
        of questions: ChunkQuestions, by name: String, size: Int, encoder: SentenceEncoder
    ) throws -> [Piece] {
        let chunkSize: ChunkSize =
            unit == .characters ? .characters(size) : .tokens(size, WordPieces(tokenizer: encoder.tokenizer))
        let chunker = try Chunkers.named(name, size: chunkSize, overlap: Int(overlap * Double(size)))
        var pieces: [Piece] = []
        for corpus in questions.corpora {
            let source = try SourceDocument(path: corpus.name, utf8: corpus.bytes)
            let document = try format == .text ? PlainTextParser().parse(source) : MarkdownParser().parse(source)
            pieces += try chunker.chunks(of: document).map {
                Piece(span: Span(document: corpus.name, range: $0.range), content: $0.content)
            }
        }
        return pieces
    }

    private func retrieved(
        _ asked: Matrix, from chunks: [Piece], most: Int, encoder: SentenceEncoder
    ) throws -> [[Span]] {
        let index = try FlatIndex(dimension: encoder.identity.dimension, metric: .cosine)
        try index.add(encoder.embed(chunks.map(\.content)), ids: chunks.indices.map(Int64.init))
        return try index.search(asked, k: most, options: SearchOptions(), threads: threads).map { hits in
            hits.map { chunks[Int($0.id)].span }
        }
    }

    private func report(
        _ scores: SpanScores, of chunks: [Piece], _ name: String, size: Int, k: Int, in table: Table
    ) throws {
        let mean = Double(chunks.reduce(0) { $0 + $1.span.range.count }) / Double(max(chunks.count, 1))
        let fields: [(String, JSONValue)] = [
            ("chunker", .text(name)), ("size", .integer(size)), ("overlap", .integer(Int(overlap * Double(size)))),
            ("unit", .text(unit.rawValue)), ("format", .text(format.rawValue)), ("k", .integer(k)),
            ("chunks", .integer(chunks.count)), ("meanBytes", .number(mean)), ("recall", .number(scores.recall)),
            ("precision", .number(scores.precision)), ("iou", .number(scores.intersectionOverUnion)),
            ("commit", .text(SourceCommit.current())),
        ]
        try Output.line(
            json
                ? JSONValue.object(fields).line
                : table.row([
                    name, String(size), String(k), String(chunks.count), Table.cell(mean), Table.cell(scores.recall),
                    Table.cell(scores.precision), Table.cell(scores.intersectionOverUnion),
                ]))
    }
}
