import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// The whole way from abstracts to rankings with the real encoder. It embeds 5,183 abstracts, so it runs only where
/// TESSERA_LONG is set.
@Suite struct SciFactTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil))
    func vectorAndHybridSearchAreAsGoodAsTheyShouldBe() async throws {
        guard let data = try RetrievalData("scifact", judgements: "test"), let folder = TestData.miniLM() else {
            return
        }
        let place = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: place) }
        let store = try Store(at: place)
        let schema = TableSchema(
            columns: [.text("id"), .text("title"), .text("text"), .text("content")], primaryKey: "id")
        try store.createTable("abstracts", schema: schema).insert(
            data.corpus.map { passage in
                let title = passage.title ?? ""
                return [
                    "id": .text(passage.id), "title": .text(title), "text": .text(passage.text),
                    "content": .text("\(title) \(passage.text)"),
                ]
            })
        let index = try store.createIndex(
            "abstracts_index", over: "abstracts",
            definition: IndexDefinition(
                embeddedColumn: "content", keywordColumns: [.init("title", weight: 2), .init("text")]),
            model: try SentenceEncoder(contentsOf: folder))
        try await index.sync()

        func quality(_ options: RetrievalOptions) async throws -> Double {
            var rankings: [String: [String]] = [:]
            for query in data.queries {
                rankings[query.id] = try await index.search(query.text, options: options, columns: ["id"])
                    .compactMap { $0.key.textValue }
            }
            return data.nDCG10(rankings)
        }
        let keyword = try await quality(RetrievalOptions(mode: .keyword))
        let vector = try await quality(RetrievalOptions(mode: .vector))
        let hybrid = try await quality(RetrievalOptions())
        print("SciFact nDCG@10: keyword \(keyword), vector \(vector), hybrid \(hybrid)")
        #expect(keyword >= 0.66)
        #expect(abs(vector - 0.645) <= 0.005)
        #expect(hybrid >= 0.72)
    }
}
