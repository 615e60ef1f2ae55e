import ChainKit
import Foundation

/// A line of what `batch` writes; its keys are a contract.
///
/// A row has either `answer` with what belongs to it, or `error`.
struct BatchRow: Encodable {
    /// Of the line in the file of questions, from 1.
    var line: Int
    /// nil for a line from which none could be read.
    var id: String?
    var answer: String?
    var citations: [AnswerReport.Citation]?
    var removedCitations: Int?
    var warnings: [String]?
    /// The call's id, for `tessera trace`.
    var trace: String?
    var error: String?

    /// What is no question.
    init(_ row: QuestionFile.Row, error: String) {
        line = row.line
        id = row.id
        self.error = error
    }

    init(_ row: QuestionFile.Row, _ outcome: Result<BatchAnswer, any Error>, isTraced: Bool) {
        self.init(row, error: "")
        switch outcome {
        case .success(let answer):
            error = nil
            self.answer = answer.text
            citations = answer.citations.map { AnswerReport.Citation($0) }
            removedCitations = answer.removedCitations
            warnings = answer.warnings.filter { !AnswerPrinter.routine.contains($0.code) }.map(\.description)
            if isTraced { trace = answer.traceID }
        case .failure(let failure):
            error = "\(failure)"
            if isTraced { trace = (failure as? ChainError)?.trace.id }
        }
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
