import Foundation
import ModelServing
import Retriever
import Testing

/// What a store says: every table with its rows and its feed, every index with its answers.
struct StoreRecord: Codable {
    struct TableRecord: Codable {
        var name: String
        var schema: TableSchema
        var version: Int64
        var rows: [Row]
        var changes: [Entry]
    }

    /// One entry of a feed.
    struct Entry: Codable, Equatable {
        var type: Change.Kind
        var row: Row
        var version: Int64
        var timestamp: Date
    }

    struct IndexRecord: Codable {
        var name: String
        var syncedVersion: Int64
        var rows: Int
        var vectors: Int
        var refused: [Value]
        var answers: [Answer]
    }

    struct Answer: Codable {
        var query: String
        var mode: RetrievalOptions.Mode
        var hits: [Hit]
    }

    struct Hit: Codable {
        var key: Value
        var score: Double
        var row: Row
    }

    var tables: [TableRecord]
    var indexes: [IndexRecord]

    /// - Parameter model: The one that an index was made with.
    init(of store: Store, queries: [String], model: (EmbeddingModelIdentity) -> any EmbeddingModel) async throws {
        tables = try store.tables().map { table in
            TableRecord(
                name: table.name.description, schema: table.schema, version: try table.version, rows: try table.rows(),
                changes: try table.changes(since: 0).map {
                    Entry(type: $0.type, row: $0.row, version: $0.version, timestamp: $0.timestamp)
                })
        }
        indexes = []
        for name in try store.indexes() {
            let identity = try #require(try store.embeddingModel(ofIndex: name))
            let index = try store.index(name, model: model(identity))
            let status = try index.status()
            var answers: [Answer] = []
            for mode in RetrievalOptions.Mode.allCases {
                for query in queries {
                    let hits = try await index.search(query, options: RetrievalOptions(mode: mode, k: 5))
                    answers.append(
                        Answer(
                            query: query, mode: mode,
                            hits: hits.map { Hit(key: $0.key, score: $0.score, row: $0.row) }))
                }
            }
            indexes.append(
                IndexRecord(
                    name: name.description, syncedVersion: status.syncedVersion, rows: status.rows,
                    vectors: status.vectors, refused: status.refused.map(\.key), answers: answers))
        }
    }

    // MARK: - Comparing

    /// What this record has otherwise than an earlier one, one sentence each. Scores may differ by rounding,
    /// and those of words by the analysis and the scoring of the version: of them counts alone are compared.
    func differences(from old: StoreRecord) -> [String] {
        var differences: [String] = []
        func expect(_ isSame: Bool, _ what: String) { if !isSame { differences.append("\(what) differs") } }
        expect(tables.map(\.name) == old.tables.map(\.name), "the list of tables")
        for (new, old) in zip(tables, old.tables) {
            expect(new.schema.columns == old.schema.columns, "the columns of \(new.name)")
            expect(new.schema.primaryKey == old.schema.primaryKey, "the key of \(new.name)")
            expect(new.version == old.version, "the version of \(new.name)")
            expect(new.rows == old.rows, "the rows of \(new.name)")
            expect(new.changes == old.changes, "the feed of \(new.name)")
        }
        expect(indexes.map(\.name) == old.indexes.map(\.name), "the list of indexes")
        for (new, old) in zip(indexes, old.indexes) {
            expect(new.syncedVersion == old.syncedVersion, "the version of \(new.name)")
            expect(new.rows == old.rows && new.vectors == old.vectors, "the size of \(new.name)")
            expect(new.refused == old.refused, "what \(new.name) refused")
            expect(new.answers.count == old.answers.count, "the number of answers of \(new.name)")
            for (answer, before) in zip(new.answers, old.answers) {
                let isSame =
                    answer.hits.count == before.hits.count
                    && (answer.mode != .vector
                        || zip(answer.hits, before.hits).allSatisfy {
                            $0.key == $1.key && $0.row == $1.row && abs($0.score - $1.score) < 1e-5
                        })
                expect(isSame, "the \(answer.mode) answer of \(new.name) to \"\(answer.query)\"")
            }
        }
        return differences
    }

    // MARK: - Keeping

    init(contentsOf file: URL) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        self = try decoder.decode(StoreRecord.self, from: Data(contentsOf: file))
    }

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        try encoder.encode(self).write(to: file)
    }
}
