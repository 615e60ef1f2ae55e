import ChainKit
import Foundation

/// Writes what becomes of a batch's rows, and tells how far it is.
struct BatchReport {
    private let file: FileHandle
    /// Of all rows.
    private let count: Int
    private let isTraced: Bool
    private let bar = ProgressBar()
    private var answered = 0
    private var resumed = 0
    private(set) var failed = 0

    init(count: Int, isTraced: Bool, to file: FileHandle) {
        self.count = count
        self.isTraced = isTraced
        self.file = file
    }

    /// - Parameter rows: The result's own row, the last, and before it those that are no questions.
    mutating func add(_ result: BatchResult, rows: [QuestionFile.Row]) throws {
        for row in rows {
            if let problem = row.problem {
                try write(BatchRow(row, error: problem))
            } else {
                if result.isResumed { resumed += 1 }
                try write(BatchRow(row, result.outcome, isTraced: isTraced))
            }
        }
    }

    /// - Parameter rows: Those after the last question.
    mutating func finish(rows: [QuestionFile.Row]) throws {
        for row in rows { try write(BatchRow(row, error: row.problem ?? "it was not asked")) }
        try file.synchronize()
        bar.finish()
        StandardError.writeLine(
            "\(answered + failed) rows: \(answered) answered, \(resumed) of them by an earlier run, \(failed) failed")
    }

    private mutating func write(_ row: BatchRow) throws {
        try file.write(contentsOf: try row.json())
        if row.error == nil { answered += 1 } else { failed += 1 }
        bar.show("answering questions", answered + failed, of: count)
    }
}
