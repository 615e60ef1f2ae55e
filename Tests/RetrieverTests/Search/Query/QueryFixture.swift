import Foundation
import ModelServing
import Retriever
import TestSupport

/// An index of rows of every kind of column, and the rows themselves.
final class QueryFixture {
    let folder: URL
    let store: Store
    let index: DirectAccessIndex
    private(set) var rows: [Int64: Row] = [:]

    static let now = Date(timeIntervalSince1970: 1_700_000_000)
    static let schema = TableSchema(
        columns: [
            .integer("id"), .text("text", isNullable: true), .text("lang", isNullable: true),
            .real("price", isNullable: true), .timestamp("modified", isNullable: true), .date("day", isNullable: true),
            .text("document", isNullable: true), .boolean("draft", isNullable: true),
            .array("tags", of: .text, isNullable: true), .json("meta", isNullable: true),
            .vector("vector", dimension: 8, isNullable: true),
        ],
        primaryKey: "id")
    static let words = ["red", "blue", "fox", "whale", "run", "swim", "tree", "river", "stone", "cloud"]

    init() throws {
        folder = try TestData.temporaryFolder()
        store = try Store(at: folder)
        index = try store.createDirectAccessIndex(
            "direct", schema: Self.schema,
            definition: IndexDefinition(vectorColumn: "vector", keywordColumns: [.init("text")]))
    }

    /// With so many random rows.
    convenience init(rows count: Int, seed: UInt64) async throws {
        try self.init()
        var random = SeededGenerator(seed: seed)
        try await put((0..<Int64(count)).map { Self.row($0, using: &random) })
        // Rows that are gone are in none of the answers.
        let gone = (0..<count / 10).map { _ in Int64.random(in: 0..<Int64(count), using: &random) }
        try await index.delete(keys: gone)
        for id in gone { rows[id] = nil }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func put(_ new: [Row]) async throws {
        try await index.upsert(new)
        for row in new { rows[row["id"]?.integerValue ?? -1] = row }
    }

    static func row(_ id: Int64, using random: inout SeededGenerator) -> Row {
        func maybe(_ value: Value) -> Value { Int.random(in: 0..<6, using: &random) == 0 ? .null : value }
        let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            words.randomElement(using: &random) ?? ""
        }.joined(separator: " ")
        let tags = ["a", "b", "é", "日本"].filter { _ in Bool.random(using: &random) }
        return [
            "id": .integer(id), "text": maybe(.text(text)),
            "lang": maybe(.text(["en", "ja", "de", "fr"].randomElement(using: &random) ?? "")),
            "price": maybe(.real(Double(Int.random(in: 0..<40, using: &random)) / 2)),
            "modified": maybe(
                .timestamp(now.addingTimeInterval(-Double(Int.random(in: -9..<300, using: &random)) * 86_400))),
            "day": maybe(
                CalendarDate(year: 2023, month: Int.random(in: 1...12, using: &random), day: 1).map { .date($0) }
                    ?? .null),
            "document": maybe(.text("d\(Int.random(in: 0..<12, using: &random))")),
            "draft": maybe(.boolean(Bool.random(using: &random))),
            "tags": maybe(.array(tags.map { .text($0) })),
            "meta": maybe(.json("{\"a\": \(Int.random(in: 0..<3, using: &random))}")),
            "vector": maybe(.vector(VectorRows.vector(8, using: &random))),
        ]
    }

    static func question(using random: inout SeededGenerator) -> IndexQuery.Question {
        let text = (0..<Int.random(in: 1...3, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
            .joined(separator: " ")
        let vector = VectorRows.vector(8, using: &random)
        let weight = Double(Int.random(in: 1...3, using: &random))
        return switch Int.random(in: 0..<3, using: &random) {
        case 0: .init(vector: vector, weight: weight)
        case 1: .init(text: text, vector: vector, weight: weight)
        default: .init(text: text, vector: vector)
        }
    }
}

/// Judges a passage by its bytes alone, so that it is the same in every run.
struct ByteReranker: RerankingModel {
    var name = "bytes"
    var body: @Sendable ([String], String) throws -> [Float] = { passages, query in
        passages.map { passage in
            Float((passage + query).utf8.reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) } % 50) / 7 - 3
        }
    }

    func scores(of passages: [String], for query: String) async throws -> [Float] { try body(passages, query) }
}
