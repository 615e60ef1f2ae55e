import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct AnswerLineageTests {
    @Test func anAnswerLeadsBackToItsChunksDocumentsAndVectors() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        let embedder = HashingEmbeddingModel(dimension: 16)
        let collection = try DocumentCollection(in: store, name: "docs", model: embedder)
        func ingest(_ texts: [String: String]) async throws {
            _ = try await collection.ingest(
                MemorySource(
                    identity: "notes",
                    documents: texts.sorted { $0.key < $1.key }.map {
                        MemorySource.Document(path: $0.key, text: $0.value)
                    }))
        }
        try await ingest(["fox.md": "The red fox sleeps.", "whale.md": "The whale swims."])
        let log = try InferenceTable(in: store)
        let chain = RAGChain(
            retriever: collection, generator: ChatGenerator(model: ScriptedModel(["It sleeps [1]. It swims [2]."])),
            recorder: log)
        let answer = try await chain.answer("What do fox and whale do?")
        #expect(answer.citations.count == 2)

        let lineage = try #require(try log.lineage(id: answer.trace.id, in: collection))
        #expect(lineage.question == "What do fox and whale do?")
        for source in lineage.sources {
            let chunk = try #require(source.chunk)
            #expect(chunk.document?.path == source.citation.path)
            #expect(chunk.row["text"]?.textValue?.contains(source.citation.text) == true)
            #expect(chunk.vector?.model == embedder.identity && chunk.vector?.index == collection.index.name)
            #expect(chunk.document?.hash.count == 64 && chunk.vector?.textHash?.count == 64)
            #expect(chunk.version >= 1 && chunk.removedIn == nil && source.isCurrent)
        }
        #expect(Set(lineage.sources.compactMap { $0.chunk?.document?.hash }).count == 2)

        // One document is changed, the other goes.
        try await ingest(["fox.md": "The red fox jumps."])
        let after = try #require(try log.lineage(id: answer.trace.id, in: collection))
        #expect(after.sources.allSatisfy { !$0.isCurrent })
        let whale = try #require(after.sources.first { $0.citation.path == "whale.md" }?.chunk)
        #expect(whale.removedIn != nil && whale.document == nil && whale.vector == nil)
        #expect(whale.row["text"] == "The whale swims.")
        #expect(try log.lineage(id: "another", in: collection) == nil)

        try store.vacuum(retention: 0)
        let gone = try #require(try log.lineage(id: answer.trace.id, in: collection))
        #expect(gone.sources.first { $0.citation.path == "whale.md" }?.chunk == nil)
    }
}
