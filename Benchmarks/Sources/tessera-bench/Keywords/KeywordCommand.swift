import ArgumentParser
import Foundation
import KeywordSearch
import VectorCore

/// `tessera-bench keyword`: what it costs to make a keyword index of passages and to ask it.
struct KeywordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyword",
        abstract: "Measures the keyword index: building, queries a second, latencies, bytes.",
        discussion: """
            One thread. Files are of JSON lines: _id, title (may be missing) and text for the corpus, _id and text for the \
            queries. Benchmarks/peers/keyword_search.py runs it in turns with other engines.
            """)

    @Option(help: "The passages.") var corpus: String
    @Option(help: "The queries.") var queries: String
    @Option(name: .short, help: "How many hits a query.") var k: Int = 10
    @Option(help: "english, another one's description, or whitespace for text that is analysed already.")
    var analyzer: String = "english"
    @Option(help: "How often all queries are asked; the first time is not measured.") var turns: Int = 3
    @Option(help: "Writes query, passage and score of every hit, apart by tabs.") var results: String?
    @Option(help: "How many passages, the first ones; all when not given.") var count: Int?
    @Option(help: "Adds the passages so many at a time; all at once when not given.") var batch: Int?
    @Option(help: "Asks for words that differ from a query's first by up to so many edits, rather than for its words.")
    var edits: Int?
    @Flag(help: "Keeps positions.") var positions = false
    @Flag(help: "One JSON line.") var json = false

    func validate() throws {
        guard k > 0 else { throw ValidationError("-k is at least 1") }
        guard (0...2).contains(edits ?? 0) else { throw ValidationError("--edits is 0 to 2") }
        guard (1...1000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
        guard batch ?? 1 > 0, count ?? 1 > 0 else { throw ValidationError("--batch and --count are at least 1") }
        guard KeywordAnalyzer(description: analyzer) != nil else {
            throw ValidationError("--analyzer is a description, such as english or whitespace, not \(analyzer)")
        }
    }

    func run() throws {
        let passages = try Passage.read(corpus, limit: count)
        let questions = try Passage.read(queries, limit: nil)
        let documents = passages.enumerated().map { KeywordDocument(id: Int64($0.offset), $0.element.whole) }
        let index = try KeywordIndex(
            columns: [KeywordColumn("text", storesPositions: positions)],
            analyzer: KeywordAnalyzer(description: analyzer) ?? .english)
        let (_, build) = try Cost.measuringThread {
            let size = batch ?? documents.count
            for start in stride(from: 0, to: documents.count, by: size) {
                try index.add(Array(documents[start..<min(start + size, documents.count)]))
            }
        }
        let (first, _) = try Cost.measuringThread { try questions.map { try ask(index, $0.text) } }
        if let results { try write(zip(questions, first), passages, to: results) }
        var latencies: [Double] = []
        let (_, asking) = try Cost.measuringThread {
            for _ in 0..<turns {
                for question in questions {
                    let start = Cost.reading(CLOCK_MONOTONIC)
                    _ = try ask(index, question.text)
                    latencies.append(Cost.reading(CLOCK_MONOTONIC) - start)
                }
            }
        }
        let asked = Double(latencies.count)
        let figures: [(String, JSONValue)] = [
            ("engine", .text("tessera")), ("passages", .integer(documents.count)),
            ("queries", .integer(questions.count)),
            ("k", .integer(k)), ("analyzer", .text(analyzer)), ("instructionSet", .text(Kernels.instructionSet)),
            ("qps", .number(asked / asking.seconds)), ("cpuQPS", .number(asked / asking.cpuSeconds)),
            ("p50", .optional(latencies.median())), ("p99", .optional(latencies.percentile(0.99))),
            ("buildCPUSeconds", .number(build.cpuSeconds)), ("bytes", .integer(index.byteCount)),
            ("segments", .integer(index.segmentCount)),
        ]
        if json { return try Output.line(JSONValue.object(figures).line) }
        for (name, value) in figures { try Output.line("\(name): \(value.line)") }
    }

    private func ask(_ index: KeywordIndex, _ text: String) throws -> [KeywordHit] {
        guard let edits else { return try index.search(text, k: k) }
        return try index.search(.fuzzy(text, edits: edits), k: k)
    }

    private func write(
        _ answers: Zip2Sequence<[Passage], [[KeywordHit]]>, _ passages: [Passage], to path: String
    ) throws {
        var lines = ""
        for (question, hits) in answers {
            for hit in hits { lines += "\(question.id)\t\(passages[Int(hit.id)].id)\t\(hit.score)\n" }
        }
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
    }
}

/// A line of a corpus or of queries.
private struct Passage: Decodable {
    let id: String
    let title: String?
    let text: String

    enum CodingKeys: String, CodingKey {
        case id = "_id"
        case title, text
    }

    /// Title and text as one.
    var whole: String { (title ?? "").isEmpty ? text : (title ?? "") + "\n" + text }

    static func read(_ path: String, limit: Int?) throws -> [Passage] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Refusal("there is no file at \(path)")
        }
        let decoder = JSONDecoder()
        var passages: [Passage] = []
        for (number, line) in data.split(separator: 0x0A).enumerated() {
            if passages.count == limit { break }
            do {
                passages.append(try decoder.decode(Passage.self, from: line))
            } catch { throw Refusal("\(path), line \(number + 1): \(error)") }
        }
        return passages
    }
}
