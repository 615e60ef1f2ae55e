package import Foundation

/// A retrieval data set in BEIR's layout: `corpus.jsonl`, `queries.jsonl` and `qrels/NAME.tsv`.
///
/// - Source: Thakur et al. 2021, arXiv:2104.08663; github.com/beir-cellar/beir, "Load your custom dataset".
package struct BEIRFolder {
    package struct Document: Equatable {
        package let id: String
        package let title: String
        package let text: String

        /// Title and text as one, which is what BEIR's baselines search.
        package var whole: String { title.isEmpty ? text : title + "\n" + text }
    }

    package struct Query: Equatable {
        package let id: String
        package var text: String
    }

    /// In the file's order, each id once.
    package let documents: [Document]
    /// The queries with judgements, in the file's order.
    package let queries: [Query]
    package let judgements: Judgements

    /// - Throws: ``BEIRError`` for a missing or malformed file, a repeated id, and a judged query that has no text.
    package init(_ folder: String, judgements name: String) throws(BEIRError) {
        guard !name.isEmpty, !name.contains("/") else {
            throw BEIRError(path: folder, "--qrels takes the name of a file in qrels/, such as test, not '\(name)'")
        }
        let folder = URL(fileURLWithPath: folder)
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        let judgements = try Judgements(path("qrels/\(name).tsv"))
        documents = try Self.records(path("corpus.jsonl")).map {
            Document(id: $0.id, title: $0.title ?? "", text: $0.text)
        }
        let all = try Self.records(path("queries.jsonl"))
        let queries = all.filter { judgements.grades[$0.id] != nil }.map { Query(id: $0.id, text: $0.text) }
        guard queries.count == judgements.grades.count else {
            let known = Set(queries.map(\.id))
            let missing = judgements.grades.keys.filter { !known.contains($0) }.min() ?? ""
            throw BEIRError(
                path: path("queries.jsonl"), "query '\(missing)' has judgements in qrels/\(name).tsv but no text here")
        }
        self.queries = queries
        self.judgements = judgements
    }

    private init(_ documents: [Document], _ queries: [Query], _ judgements: Judgements) {
        (self.documents, self.queries, self.judgements) = (documents, queries, judgements)
    }

    /// All documents, and the first so many queries with their judgements.
    package func limited(toQueries count: Int) -> BEIRFolder {
        let first = Array(queries.prefix(count))
        let ids = Set(first.map(\.id))
        return BEIRFolder(documents, first, Judgements(grades: judgements.grades.filter { ids.contains($0.key) }))
    }

    private struct Record: Decodable {
        let id: String
        let title: String?
        let text: String

        enum CodingKeys: String, CodingKey {
            case id = "_id"
            case title, text
        }
    }

    private static func records(_ path: String) throws(BEIRError) -> [Record] {
        var records: [Record] = []
        var seen = Set<String>()
        let decoder = JSONDecoder()
        for (number, line) in try TextLines(path) {
            let record: Record
            do {
                record = try decoder.decode(Record.self, from: line)
            } catch {
                throw BEIRError(path: path, line: number, "this is no JSON object with the strings _id and text")
            }
            guard TextLines.isToken(record.id) else {
                throw BEIRError(path: path, line: number, "the id '\(record.id)' is empty or has blanks in it")
            }
            guard seen.insert(record.id).inserted else {
                throw BEIRError(path: path, line: number, "the id '\(record.id)' is here for the second time")
            }
            records.append(record)
        }
        guard !records.isEmpty else { throw BEIRError(path: path, "it is empty") }
        return records
    }
}

/// The lines of a file that are not blank, with their numbers from 1.
package struct TextLines: Sequence {
    package let lines: [(number: Int, bytes: Data)]

    package init(_ path: String) throws(BEIRError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw BEIRError(path: path, "it cannot be read; is it there?")
        }
        lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy { $0 <= 32 } }
            .map { ($0.offset + 1, Data($0.element)) }
    }

    package func makeIterator() -> some IteratorProtocol<(number: Int, bytes: Data)> { lines.makeIterator() }

    /// Whether an id survives a file whose fields are parted by blanks.
    static func isToken(_ id: String) -> Bool {
        !id.isEmpty && !id.unicodeScalars.contains { $0.properties.isWhitespace }
    }
}
