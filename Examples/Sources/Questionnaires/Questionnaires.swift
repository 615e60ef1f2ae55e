import ChainKit
import Foundation

/// So many rows made of a file's questions: each by itself, then each with the next one, then with the one after that, and so on.
///
/// No row is in memory before the batch asks for it.
struct Questionnaires: Sequence, Sendable {
    private struct Line: Decodable {
        var text: String
    }

    let questions: [String]
    let count: Int

    init(of file: URL, count: Int) throws {
        questions = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
            try JSONDecoder().decode(Line.self, from: line).text
        }
        guard !questions.isEmpty, count > 0 else { throw CocoaError(.fileReadCorruptFile) }
        self.count = count
    }

    func makeIterator() -> some IteratorProtocol<BatchQuestion> { (0..<count).lazy.map(row).makeIterator() }

    private func row(_ number: Int) -> BatchQuestion {
        let (round, place) = number.quotientAndRemainder(dividingBy: questions.count)
        var question = questions[place]
        if round > 0 { question += " " + questions[(place + round) % questions.count] }
        return BatchQuestion(id: "row-\(number)", question: question)
    }
}
