import ArgumentParser
import Chunking
import Foundation
import ModelServing
import RetrievalMetrics
import Retriever
import VectorCore

/// `tessera-bench chunk-quality`: how exactly the chunks that a question finds hold its answer.
struct ChunkQualityCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "chunk-quality",
        abstract:
            "Retrieves chunks for questions whose answers' places are known, and scores recall, precision and IoU.",
        discussion: """
            With --recall all chunkers are compared at equal recall, each with the size at which its IoU is greatest and \
            as many chunks a question as it takes, up to --most.
            """)

    @Option(help: "The folder with corpora/*.md and questions_df.csv.") var data: String
    @Option(parsing: .upToNextOption, help: "The corpora to take; all when not given.") var corpora: [String] = []
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Chunkers, each with a parameter or without: \(QualityChunker.help).", valueName: "name"))
    var chunkers: [String] = QualityChunker.standard
    @Option(parsing: .upToNextOption, help: "The most characters or tokens of a chunk; each is tried.")
    var size: [Int] = [200]
    @Option(help: "How much of a chunk's end the next repeats, as a part of the size.") var overlap: Double = 0
    @Option(help: "What the size counts: characters or tokens (WordPiece).") var unit: ChunkCommand.Unit = .tokens
    @Option(help: "How the corpora are read: text, or markdown.") var format: Format = .text
    @Option(parsing: .upToNextOption, help: "How many chunks a question retrieves; each is tried.") var k: [Int] = [5]
    @Option(parsing: .upToNextOption, help: "Recalls to compare at, 0 to 1.") var recall: [Double] = []
    @Option(help: "The greatest k of that comparison.") var most: Int = 40
    @Flag(help: "Compares also with sizes that were chosen by the other half of the questions.") var heldOut = false
    @Option(help: "The chunker that the others are compared with over questions drawn again; needs --recall.")
    var against: String?
    @Option(help: "How often the questions are drawn.") var drawings: Int = 1000
    @Option(help: "Seed of the drawings.") var seed: UInt64 = 0
    @Option(help: "The encoder's folder; the fetched MiniLM when not given.") var model: String?
    @Option(
        help: "What the encoder multiplies in: \(EncoderPrecision.names).", transform: EmbedCommand.precision(named:))
    var precision = EncoderPrecision.float32
    @Option(help: "Threads of the encoder.") var threads: Int = 1
    @Flag(help: "A JSON line each.") var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard k.allSatisfy({ $0 >= 1 }), !k.isEmpty else { throw ValidationError("-k is at least 1") }
        guard (1...1_000).contains(most) else { throw ValidationError("--most is 1 to 1000") }
        guard overlap >= 0, overlap < 1 else { throw ValidationError("--overlap is a part of the size, below 1") }
        guard recall.allSatisfy({ (0...1).contains($0) }) else { throw ValidationError("--recall is 0 to 1") }
        guard !heldOut || !recall.isEmpty else { throw ValidationError("--held-out compares at --recall") }
        guard against.map({ chunkers.contains($0) && !recall.isEmpty }) ?? true else {
            throw ValidationError("--against is one of the chunkers, compared at --recall")
        }
        guard (1...100_000).contains(drawings) else { throw ValidationError("--drawings is 1 to 100000") }
    }

    func run() async throws {
        let chunkers = try chunkers.map(QualityChunker.init)
        let questions = try ChunkQuestions(folder: data, corpora: corpora)
        let encoder = CachedEncoder(
            try SentenceEncoder(contentsOf: ModelOption.folder(model), precision: precision, threads: threads))
        let documents = try questions.corpora.map { corpus in
            let source = try SourceDocument(path: corpus.name, utf8: corpus.bytes)
            return try format == .text ? PlainTextParser().parse(source) : MarkdownParser().parse(source)
        }
        let asked = try await encoder.encoder.embed(questions.questions.map(\.text), as: .query)
        if !json { try Output.line(ChunkQualityPoint.table.heading) }
        var compared: [ComparedChunker] = []
        let tokens = CachedTokens(ModelTokenEmbedder(encoder.encoder))
        for chunker in chunkers {
            var points = ComparedChunker(name: chunker.name)
            for size in size {
                let retrieval = try await ChunkRetrieval(
                    documents, of: questions, by: chunker, size: chunkSize(size, encoder),
                    overlap: Int(overlap * Double(size)), encoder: encoder, tokens: tokens)
                let own = try self.points(of: retrieval, chunker.name, size: size, asked, questions)
                for point in own.all where k.contains(point.k) { try report(point) }
                points.append(own)
                Output.progress("\(chunker.name) \(size): \(encoder.embedded) of \(encoder.asked) texts embedded")
            }
            compared.append(points)
        }
        for recall in recall { try compare(compared, at: recall) }
        if let against { try resample(compared, against: against, questions: questions.questions.count) }
    }

    private func chunkSize(_ size: Int, _ encoder: CachedEncoder) -> ChunkSize {
        unit == .characters ? .characters(size) : .tokens(size, ModelTokens(encoder.encoder.tokenizer))
    }

    private func points(
        of retrieval: ChunkRetrieval, _ name: String, size: Int, _ asked: Matrix, _ questions: ChunkQuestions
    ) throws -> ComparedChunker {
        let tried = Set(recall.isEmpty ? k : k + Array(1...most)).sorted()
        let found = try retrieval.retrieve(asked, most: tried.last ?? 1, threads: threads)
        let omegas = questions.questions.map {
            SpanScores.precisionOmega(chunks: retrieval.passages, relevant: $0.references)
        }
        let length = retrieval.passages.reduce(0) { $0 + $1.range.count }
        var points = ComparedChunker(name: name)
        for k in tried {
            let scores = zip(questions.questions, found).map {
                SpanScores(retrieved: Array($1.prefix(k)), relevant: $0.references)
            }
            // Questions of one corpus follow one another, so that both halves have some of each.
            func point(of taken: [Int]) -> ChunkQualityPoint {
                ChunkQualityPoint(
                    chunker: name, size: size, k: k, chunks: retrieval.chunks.count,
                    meanLength: Double(length) / Double(max(retrieval.passages.count, 1)),
                    scores: SpanScores(meanOf: taken.map { scores[$0] }),
                    precisionOmega: taken.reduce(0) { $0 + omegas[$1] } / Double(max(taken.count, 1)))
            }
            points.all.append(point(of: Array(scores.indices)))
            if against != nil { points.byQuestion.append(scores) }
            for half in 0..<2 where heldOut {
                points.halves[half].append(point(of: scores.indices.filter { $0 % 2 == half }))
            }
        }
        return points
    }

    private func report(_ point: ChunkQualityPoint) throws {
        try Output.line(json ? JSONValue.object(point.json + settings).line : point.row)
    }

    /// The chunkers that reach a recall, best first.
    private func compare(_ compared: [ComparedChunker], at recall: Double) throws {
        let matched = compared.compactMap { MatchedQuality($0.all, at: recall) }
        try report(matched)
        for chunker in compared where !matched.contains(where: { $0.chunker == chunker.name }) {
            Output.warn("\(chunker.name) does not reach a recall of \(recall) with \(most) chunks")
        }
        if heldOut { try report(compared.compactMap { MatchedQuality(heldOut: $0, at: recall) }) }
    }

    private func resample(_ compared: [ComparedChunker], against other: String, questions: Int) throws {
        let differences = ResampledDifference.all(
            of: compared, against: other, at: recall, questions: questions, drawings: drawings, seed: seed)
        if !json { try Output.line("\nagainst \(other)\n" + ResampledDifference.table.heading) }
        for difference in differences {
            let drawn: [(String, JSONValue)] = [("drawings", .integer(drawings))]
            try Output.line(json ? JSONValue.object(difference.json + drawn + settings).line : difference.row)
        }
    }

    private func report(_ matched: [MatchedQuality]) throws {
        if !json { try Output.line("\n" + MatchedQuality.table.heading) }
        for quality in matched.sorted(by: { $0.iou > $1.iou }) {
            try Output.line(json ? JSONValue.object(quality.json + settings).line : quality.row)
        }
    }

    private var settings: [(String, JSONValue)] {
        [
            ("overlap", .number(overlap)), ("unit", .text(unit.rawValue)), ("format", .text(format.rawValue)),
            ("encoderPrecision", .text(precision.rawValue)),
            ("commit", .text(SourceCommit.current())),
        ]
    }
}
