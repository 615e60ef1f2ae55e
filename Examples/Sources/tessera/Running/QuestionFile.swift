import ChainKit
import Foundation
import ModelServing
import Synchronization

/// A file of questions, one JSON object a line: `{"id": "q17", "question": "…"}`.
///
/// Without an id a row is called by the number of its line. Lines that are blank are no rows; other members are passed over. What is no
/// question is kept from the batch, and stands in ``rows`` at its place.
struct QuestionFile: AsyncSequence, Sendable {
    /// A line of the file.
    struct Row: Sendable {
        var line: Int
        var id: String?
        /// Why it is no question; nil for one.
        var problem: String?
    }

    let url: URL
    /// Who asks.
    let requester: String
    /// Those that were read and not yet taken, in order.
    let rows = RowQueue()

    init(_ url: URL, requester: String) {
        self.url = url
        self.requester = requester
    }

    /// How many rows there are.
    func count() throws -> Int {
        var lines = try LineReader(url)
        var count = 0
        while let line = try lines.next() { count += Self.isBlank(line) ? 0 : 1 }
        return count
    }

    func makeAsyncIterator() -> Iterator { Iterator(file: self) }

    struct Iterator: AsyncIteratorProtocol {
        private let file: QuestionFile
        private var lines: LineReader?
        private var ids: Set<String> = []

        fileprivate init(file: QuestionFile) { self.file = file }

        mutating func next() async throws -> BatchQuestion? {
            var reader = try lines ?? LineReader(file.url)
            defer { lines = reader }
            while let line = try reader.next() {
                if QuestionFile.isBlank(line) { continue }
                var row = Row(line: reader.number)
                let question = self.question(line, of: &row)
                file.rows.append(row)
                if let question { return question }
            }
            return nil
        }

        /// - Returns: nil, and the row's problem, for what is no question.
        private mutating func question(_ line: Data, of row: inout Row) -> BatchQuestion? {
            guard let text = String(validating: line, as: UTF8.self) else {
                row.problem = "the line is not UTF-8"
                return nil
            }
            let json: JSON
            do { json = try JSON(text: text) } catch {
                row.problem = error.description
                return nil
            }
            switch json["id"] {
            case .string(let id)? where !id.isEmpty: row.id = id
            case .integer(let id)?: row.id = "\(id)"
            case nil, .null?: row.id = "\(row.line)"
            default: row.problem = "\"id\" is neither a text nor a whole number"
            }
            guard case .string(let question)? = json["question"], !question.allSatisfy(\.isWhitespace) else {
                row.problem = row.problem ?? "there is no \"question\" that is a text"
                return nil
            }
            guard let id = row.id else { return nil }
            guard ids.insert(id).inserted else {
                row.problem = "another row has the id already"
                return nil
            }
            return BatchQuestion(id: id, question: question, options: ChainOptions(requester: file.requester))
        }
    }

    fileprivate static func isBlank(_ line: Data) -> Bool {
        line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}

/// Rows on their way from the one who reads them to the one who writes their answers.
final class RowQueue: Sendable {
    private let rows = Mutex<[QuestionFile.Row]>([])

    func append(_ row: QuestionFile.Row) { rows.withLock { $0.append(row) } }

    /// Those up to and including the first question; all where there is none.
    func takeThroughQuestion() -> [QuestionFile.Row] {
        rows.withLock { rows in
            let end = rows.firstIndex { $0.problem == nil }.map { $0 + 1 } ?? rows.endIndex
            defer { rows.removeFirst(end) }
            return Array(rows[..<end])
        }
    }
}
