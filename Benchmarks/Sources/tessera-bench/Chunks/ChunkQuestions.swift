import Foundation
import RetrievalMetrics

/// The chunking evaluation's corpora and questions: `corpora/*.md` and `questions_df.csv`, whose references are places in
/// a corpus, counted in Unicode scalars.
struct ChunkQuestions {
    struct Question {
        let text: String
        /// Places in Unicode scalars, which is what the data set counts.
        let references: [Span]
    }

    /// Texts by name, in the order of the names.
    let corpora: [(name: String, bytes: [UInt8])]
    let questions: [Question]
    /// For each corpus where its scalars begin, in bytes, and the end.
    private let scalars: [String: [Int]]

    /// - Parameter taken: The names of the corpora to take, with their questions; all if empty.
    init(folder: String, corpora taken: [String] = []) throws {
        let root = URL(fileURLWithPath: folder)
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("corpora").path)
        } catch {
            throw Refusal("\(folder) has no folder 'corpora'")
        }
        let names = files.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
        for name in taken where !names.contains(name) {
            throw Refusal("\(folder) has no corpus '\(name)'; it has \(names.joined(separator: ", "))")
        }
        corpora = try names.filter { taken.isEmpty || taken.contains($0) }.map { name in
            (name, try Self.read(root.appendingPathComponent("corpora/" + name + ".md")))
        }
        scalars = Dictionary(uniqueKeysWithValues: corpora.map { ($0.name, Self.scalarPlaces($0.bytes)) })
        let table = root.appendingPathComponent("questions_df.csv")
        let rows = CSVRows.rows(of: String(decoding: try Self.read(table), as: UTF8.self))
        guard let header = rows.first, let question = header.firstIndex(of: "question"),
            let references = header.firstIndex(of: "references"), let corpus = header.firstIndex(of: "corpus_id")
        else { throw Refusal("\(table.path) has no columns question, references and corpus_id") }
        var questions: [Question] = []
        for (number, row) in rows.dropFirst().enumerated() {
            let place = "\(table.path), question \(number + 1)"
            guard row.count == header.count, names.contains(row[corpus]) else {
                throw Refusal("\(place): it cannot be read")
            }
            guard let own = corpora.first(where: { $0.name == row[corpus] }) else { continue }
            let spans = try Self.spans(row[references], in: own, scalars: scalars[own.name] ?? [], place: place)
            questions.append(Question(text: row[question], references: spans))
        }
        guard !questions.isEmpty else { throw Refusal("\(table.path) has no questions") }
        self.questions = questions
    }

    /// A place in a corpus as the questions count.
    func span(_ range: Range<Int>, of corpus: String) -> Span {
        let starts = scalars[corpus] ?? []
        func scalar(at byte: Int) -> Int {
            var low = 0, high = starts.count
            while low < high {
                let middle = (low + high) / 2
                if starts[middle] < byte { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return Span(document: corpus, range: scalar(at: range.lowerBound)..<scalar(at: range.upperBound))
    }

    private static func spans(
        _ json: String, in corpus: (name: String, bytes: [UInt8]), scalars starts: [Int], place: String
    ) throws -> [Span] {
        guard let listed = try? JSONDecoder().decode([Reference].self, from: Data(json.utf8)) else {
            throw Refusal("\(place): it cannot be read")
        }
        return try listed.map { reference in
            guard reference.start >= 0, reference.start < reference.end, reference.end < starts.count else {
                throw Refusal("\(place): a reference lies outside of its corpus")
            }
            let range = starts[reference.start]..<starts[reference.end]
            guard corpus.bytes[range].elementsEqual(reference.content.utf8) else {
                throw Refusal("\(place): the reference '\(reference.content.prefix(40))' is not what stands there")
            }
            return Span(document: corpus.name, range: reference.start..<reference.end)
        }
    }

    private struct Reference: Decodable {
        let content: String
        let start: Int
        let end: Int

        enum CodingKeys: String, CodingKey {
            case content
            case start = "start_index"
            case end = "end_index"
        }
    }

    private static func read(_ file: URL) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: file))
        } catch {
            throw Refusal("\(file.path) cannot be read")
        }
    }

    /// Where each scalar begins, and the end.
    private static func scalarPlaces(_ bytes: [UInt8]) -> [Int] {
        bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
}

/// Tables of RFC 4180.
private enum CSVRows {
    static func rows(of text: String) -> [[String]] {
        var rows: [[String]] = [], row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var previous: UInt8 = 0
        func finished() -> String { String(decoding: field, as: UTF8.self) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""):
                // A quote within quotes is written twice: the second one comes when the first has closed them.
                if !isQuoted, previous == byte { field.append(byte) }
                isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                row.append(finished())
                field = []
            case UInt8(ascii: "\n") where !isQuoted:
                rows.append(row + [finished()])
                (row, field) = ([], [])
            case UInt8(ascii: "\r") where !isQuoted: break
            default: field.append(byte)
            }
            previous = byte
        }
        if !row.isEmpty || !field.isEmpty { rows.append(row + [finished()]) }
        return rows
    }
}
