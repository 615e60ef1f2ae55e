import ArgumentParser
import Foundation
import ModelServing
import VectorCore
import VectorFiles

/// `tessera-bench embed`: what the sentence encoder costs.
struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Embeds the lines of a file and measures it.")

    @Option(help: "The encoder's folder; the fetched MiniLM when not given.") var model: String?
    @Option(help: "A text a line, in UTF-8; a blank line is a text too.") var texts: String
    @Option(help: "Writes the vectors there (.npy of float32, or .fvecs).") var output: String?
    @Option(help: "The most texts computed together; left to their lengths when not given.") var batch: Int?
    @Option(help: "Threads.") var threads: Int = 1
    @Option(help: "The text that is timed by itself.") var query = QueryLatency.question
    @Option(help: "What it multiplies in: \(EncoderPrecision.names).", transform: Self.precision(named:))
    var precision = EncoderPrecision.float32
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads is 1 to 1024") }
        guard batch.map({ $0 > 0 }) ?? true else { throw ValidationError("--batch is at least 1") }
        if let output, !output.hasSuffix(".npy"), !output.hasSuffix(".fvecs") {
            throw ValidationError("--output writes .npy or .fvecs; its name must end so")
        }
    }

    func run() throws {
        if let output { try OutputFile.check(output) }
        let lines = try Self.lines(of: texts)
        let folder = try ModelOption.folder(model)
        let (encoder, loading) = try Cost.measuring {
            try SentenceEncoder(contentsOf: folder, precision: precision, threads: threads)
        }
        let loadPeak = PeakMemory.bytes
        let queries = try QueryLatency(encoder, query)
        let (tokens, tokenizing) = Cost.measuringThread {
            lines.reduce(0) { $0 + encoder.tokenizer.encode($1, maximumTokens: encoder.maximumTokens).count }
        }
        let bytes = lines.reduce(0) { $0 + $1.utf8.count }
        // The first texts find cold weights and empty scratch.
        _ = try encoder.embed(Array(lines.prefix(8)), batchSize: batch)
        let (vectors, cost) = try Cost.measuring { try encoder.embed(lines, batchSize: batch) }
        if let output { try StoredVectors.write(vectors, to: output) }

        let textsPerSecond = Double(lines.count) / cost.seconds
        let tokensPerCPUSecond = Double(tokens) / cost.cpuSeconds
        let fields: [(String, JSONValue)] = [
            ("model", .text(encoder.identity.name)), ("dimension", .integer(vectors.columns)),
            ("texts", .integer(lines.count)), ("tokens", .integer(tokens)),
            ("seconds", .number(cost.seconds)), ("cpuSeconds", .number(cost.cpuSeconds)),
            ("textsPerSecond", .number(textsPerSecond)),
            ("textsPerCPUSecond", .number(Double(lines.count) / cost.cpuSeconds)),
            ("tokensPerCPUSecond", .number(tokensPerCPUSecond)),
            ("tokenizedBytesPerCPUSecond", .number(Double(bytes) / tokenizing.cpuSeconds)),
            ("loadSeconds", .number(loading.seconds)), ("loadCPUSeconds", .number(loading.cpuSeconds)),
            ("loadPeakBytes", .integer(loadPeak)),
            ("peakBytes", .integer(PeakMemory.bytes)), ("queryTokens", .integer(queries.tokens)),
            ("p50", .optional(queries.p50)), ("p99", .optional(queries.p99)),
            ("precision", .text(precision.rawValue)),
            ("batch", batch.map { .integer($0) } ?? .null), ("threads", .integer(threads)),
            ("instructionSet", .text(Kernels.instructionSet)), ("commit", .text(SourceCommit.current())),
        ]
        try Output.line(
            json
                ? JSONValue.object(fields).line
                : "\(lines.count) texts, \(tokens) tokens in \(Table.cell(cost.seconds)) s "
                    + "(\(Table.cell(cost.cpuSeconds)) CPU s): \(Table.cell(textsPerSecond)) texts/s, "
                    + "\(Table.cell(tokensPerCPUSecond)) tokens/CPU s; loaded in \(Table.cell(loading.seconds)) s, "
                    + "peak \(PeakMemory.bytes >> 20) MiB; \(queries.description)")
    }

    static func precision(named name: String) throws -> EncoderPrecision {
        guard let precision = EncoderPrecision(rawValue: name) else {
            throw ValidationError("--precision is \(EncoderPrecision.names)")
        }
        return precision
    }

    /// The file's lines without their ends; the last line may lack one.
    static func lines(of path: String) throws -> [String] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw Refusal("\(path) cannot be read; is it there?")
        }
        var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard !lines.isEmpty else { throw Refusal("\(path) is empty") }
        return try lines.enumerated().map { number, line in
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let text = String(validating: line, as: UTF8.self) else {
                throw Refusal("\(path), line \(number + 1): this is not UTF-8")
            }
            return text
        }
    }
}

/// How long one short text takes that is embedded by itself, as a search's question is.
struct QueryLatency: CustomStringConvertible {
    /// Of BERT's tokenizer twelve tokens, the special ones among them.
    static let question = "how do I reset my password in the online store"
    private static let turns = 200

    let tokens: Int
    /// Seconds, by nearest rank.
    let p50: Double?
    let p99: Double?

    init(_ encoder: SentenceEncoder, _ text: String) throws {
        tokens = encoder.tokenizer.encode(text, maximumTokens: encoder.maximumTokens).count
        // The first ones find cold weights and empty scratch, and a second thread none of the processors: OpenBLAS's own
        // spins for a tenth of a second when a process begins.
        let start = ContinuousClock.now
        repeat { _ = try encoder.embed([text], as: .query) } while start.duration(to: .now) < .milliseconds(300)
        let seconds = try (0..<Self.turns).map { _ in
            try Cost.measuring { _ = try encoder.embed([text], as: .query) }.1.seconds
        }
        p50 = seconds.percentile(0.5)
        p99 = seconds.percentile(0.99)
    }

    var description: String {
        let times = [p50, p99].map { $0.map { Table.cell($0 * 1000) } ?? "-" }
        return "a query of \(tokens) tokens in \(times[0]) ms (p99 \(times[1]))"
    }
}

extension EncoderPrecision {
    /// As a command line takes them.
    static let names = allCases.map(\.rawValue).joined(separator: " or ")
}

/// The most memory this process has had in use.
enum PeakMemory {
    static var bytes: Int {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Int(usage.ru_maxrss) * 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Int(usage.ru_maxrss)
        #endif
    }
}
