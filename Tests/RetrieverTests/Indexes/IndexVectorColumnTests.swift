import Foundation
import KeywordSearch
import ModelServing
import Retriever
import TestSupport
import Testing

/// Rows that bring their own vectors beside rows whose texts are embedded.
@Suite struct IndexVectorColumnTests {
    private let folder: URL
    private let store: Store
    private let model = HashingEmbeddingModel(dimension: 4)
    private let table: Table
    private let index: DeltaSyncIndex

    init() throws {
        folder = try TestData.temporaryFolder()
        store = try Store(at: folder.appendingPathComponent("store"))
        table = try store.createTable(
            "notes",
            schema: TableSchema(
                columns: [
                    .integer("id"), .text("text"), .vector("own", dimension: 4, isNullable: true),
                    .vector("short", dimension: 3, isNullable: true),
                ], primaryKey: "id"))
        index = try store.createIndex(
            "notes_index", over: "notes",
            definition: IndexDefinition(embeddedColumn: "text", vectorColumn: "own"), model: model)
    }

    private func nearest(_ vector: [Float]) throws -> [Int64] {
        try index.search(text: nil, vector: vector).compactMap { $0.key.integerValue }
    }

    @Test func aRowsOwnVectorIsWhatFindsIt() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try table.insert([
            ["id": 1, "text": "red fox", "own": [0, 0, 0, 1]], ["id": 2, "text": "red fox", "own": [0, 0, 1, 0]],
            ["id": 3, "text": "blue whale"], ["id": 4, "text": "", "own": [0, 0, 0, 1]],
        ])
        var report = try await index.sync()
        #expect(model.embeddedTexts == ["blue whale"] && report.embeddedTexts == 1 && report.cachedTexts == 0)
        #expect(try nearest([0, 0.1, 0, 1]).prefix(2) == [1, 4])
        #expect(try nearest([0, 0.1, 1, 0]).first == 2)
        #expect(try index.status().vectors == 4)

        // Without a vector the text counts again; another vector moves the row.
        try table.merge([["id": 1, "text": "red fox"], ["id": 4, "text": "", "own": [0, 1, 0, 0]]])
        report = try await index.sync()
        #expect(model.embeddedTexts == ["blue whale", "red fox"] && report.written == 2)
        #expect(try nearest([0, 1, 0, 0.1]).first == 4)
        // And after a reopening.
        let again = try store.index("notes_index", model: model)
        #expect(again.definition.vectorColumn == "own")
        #expect(try again.search(text: nil, vector: [0, 1, 0, 0.1]).first?.key == 4)
    }

    @Test func aVectorWithoutDirectionIsRefusedWithItsRow() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try table.insert([["id": 1, "text": "red fox", "own": [0, 0, 0, 0]], ["id": 2, "text": "blue whale"]])
        let report = try await index.sync()
        #expect(report.refused.map(\.key) == [1] && report.written == 1)
        #expect(try index.status().vectors == 1)
    }

    @Test func aColumnThatHoldsNoVectorsOfTheModelIsRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for column in ["text", "short", "missing"] {
            let error = #expect(throws: IndexError.self) {
                try store.createIndex(
                    "other", over: "notes",
                    definition: IndexDefinition(embeddedColumn: "text", vectorColumn: column), model: model)
            }
            #expect(error?.code == .invalidDefinition, "\(column)")
        }
    }

    @Test func definitionsOfEarlierVersionsAreRead() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let old = Data(
            #"{"embeddedColumn":"text","keywordColumns":[{"name":"text","weight":1}],"metric":"cosine"}"#.utf8)
        let definition = try JSONDecoder().decode(IndexDefinition.self, from: old)
        #expect(definition == IndexDefinition(embeddedColumn: "text", analyzer: .english))
    }
}
