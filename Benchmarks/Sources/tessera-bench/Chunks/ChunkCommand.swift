import ArgumentParser
import Chunking
import Foundation
import ModelServing
import Retriever
import VectorFiles

/// `tessera-bench chunk`: what parsing and chunking cost.
struct ChunkCommand: ParsableCommand {
    enum Unit: String, CaseIterable, ExpressibleByArgument {
        case characters, tokens
    }

    static let configuration = CommandConfiguration(
        commandName: "chunk", abstract: "Parses and chunks a file or a folder and measures it.")

    @Option(help: "A file, or a folder whose files of known types are taken.") var input: String
    @Option(help: "\(Chunkers.names.joined(separator: ", ")).") var chunker: String
    @Option(help: "The most characters or tokens of a chunk.") var size: Int
    @Option(help: "How much of a chunk's end the next repeats.") var overlap: Int = 0
    @Option(help: "What the size counts: characters (Unicode scalars) or tokens (WordPiece).") var unit: Unit =
        .characters
    @Option(help: "Whose vocabulary counts tokens; the fetched MiniLM's when not given.") var model: String?
    @Option(help: "Writes a JSON line a chunk there: path, start, end, text.") var output: String?
    @Option(help: "How often all is chunked; the median time counts.") var turns: Int = 1
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard (1...1_000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
    }

    func run() throws {
        let chunkSize: ChunkSize =
            switch unit {
            case .characters: .characters(size)
            case .tokens:
                .tokens(size, ModelTokens(try Tokenizers.load(contentsOf: ModelOption.folder(model))))
            }
        let chunker = try Chunkers.named(self.chunker, size: chunkSize, overlap: overlap)
        let files = try ChunkInput(input)
        if let output { try OutputFile.check(output) }
        let lines = try output.map { try OutputFile($0) }

        var summary = ChunkSummary()
        for file in files.known {
            // Reading is not measured: the disk is no part of chunking.
            let bytes: [UInt8]
            do {
                bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file.location)))
            } catch {
                try refuse(file, "it cannot be read", alone: files.isSingle, &summary)
                continue
            }
            do {
                var costs: [Cost] = []
                var parsings: [Double] = []
                var chunks: [Chunk] = []
                for _ in 0..<turns {
                    let (made, cost) = try Cost.measuringThread {
                        let (document, parsing) = try Cost.measuringThread {
                            try ParserRegistry.standard.parse(SourceDocument(path: file.path, utf8: bytes))
                        }
                        parsings.append(parsing.cpuSeconds)
                        return try chunker.chunks(of: document)
                    }
                    costs.append(cost)
                    chunks = made
                }
                costs.sort { $0.cpuSeconds < $1.cpuSeconds }
                summary.add(
                    bytes: bytes.count, chunks: chunks.count, costs[costs.count / 2],
                    parsing: parsings.median() ?? 0)
                for chunk in chunks { try lines?.write(Array(Self.line(file.path, chunk).utf8)) }
            } catch let error as DocumentError {
                try refuse(file, "\(error)", alone: files.isSingle, &summary)
            }
        }
        try lines?.finish()
        summary.skipped = files.unknown
        try Output.line(json ? JSONValue.object(summary.json + settings).line : summary.text)
        // All others are chunked and counted; a script must still learn that some were not.
        if summary.refused > 0 { throw ExitCode.failure }
    }

    private func refuse(_ file: ChunkInput.File, _ reason: String, alone: Bool, _ summary: inout ChunkSummary) throws {
        guard !alone else { throw Refusal(reason.contains(file.path) ? reason : "\(file.path): \(reason)") }
        Output.warn(reason.contains(file.path) ? reason : "\(file.path): \(reason)")
        summary.refused += 1
    }

    private static func line(_ path: String, _ chunk: Chunk) -> String {
        JSONValue.object([
            ("path", .text(path)), ("start", .integer(chunk.range.lowerBound)),
            ("end", .integer(chunk.range.upperBound)), ("text", .text(chunk.text)),
        ]).line + "\n"
    }

    private var settings: [(String, JSONValue)] {
        [
            ("chunker", .text(chunker)), ("size", .integer(size)), ("overlap", .integer(overlap)),
            ("unit", .text(unit.rawValue)), ("commit", .text(SourceCommit.current())),
        ]
    }
}

/// The figures over all files.
private struct ChunkSummary {
    var files = 0
    var bytes = 0
    var chunks = 0
    var cost = Cost(seconds: 0, cpuSeconds: 0)
    /// CPU seconds of checking and parsing alone.
    var parsing = 0.0
    /// Files of types that no parser reads.
    var skipped = 0
    /// Files that a parser refused.
    var refused = 0

    mutating func add(bytes: Int, chunks: Int, _ cost: Cost, parsing: Double) {
        files += 1
        self.bytes += bytes
        self.chunks += chunks
        self.cost.seconds += cost.seconds
        self.cost.cpuSeconds += cost.cpuSeconds
        self.parsing += parsing
    }

    /// Of 10⁶ bytes.
    var megabytesPerCPUSecond: Double { Double(bytes) / 1e6 / cost.cpuSeconds }

    var json: [(String, JSONValue)] {
        [
            ("files", .integer(files)), ("bytes", .integer(bytes)), ("chunks", .integer(chunks)),
            ("seconds", .number(cost.seconds)), ("cpuSeconds", .number(cost.cpuSeconds)),
            ("megabytesPerCPUSecond", .number(megabytesPerCPUSecond)),
            ("parsedMegabytesPerCPUSecond", .number(Double(bytes) / 1e6 / parsing)),
            ("skipped", .integer(skipped)), ("refused", .integer(refused)),
        ]
    }

    var text: String {
        "\(files) files, \(bytes) bytes: \(chunks) chunks in \(Table.cell(cost.seconds)) s "
            + "(\(Table.cell(cost.cpuSeconds)) CPU s), \(Table.cell(megabytesPerCPUSecond)) MB/CPU s; "
            + "\(skipped) files of unknown types, \(refused) refused"
    }
}
