import ChainKit
import Foundation

/// A file with a line for each row of a batch.
struct AnswerFile {
    private struct Line: Encodable {
        var id: String
        var answer: String?
        var sources: [String]?
        var error: String?
    }

    private let file: FileHandle
    private(set) var written = 0
    private(set) var resumed = 0
    private(set) var failed = 0

    /// Begins the file anew: what an earlier run answered comes from the journal.
    init(at url: URL) throws {
        try Data().write(to: url)
        file = try FileHandle(forWritingTo: url)
    }

    mutating func write(_ result: BatchResult) throws {
        var line = Line(id: result.id)
        switch result.outcome {
        case .success(let answer):
            line.answer = answer.text
            line.sources = answer.citations.map(\.path)
        case .failure(let error):
            line.error = "\(error)"
            failed += 1
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try file.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
        written += 1
        if result.isResumed { resumed += 1 }
    }
}
