import ChainKit
import Chunking
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// Contexts as chunkers make them, from documents through an index into prompts and citations.
@Suite struct RealContextTests {
    private static let text = """
        # Zoo

        The fox is red and quick. The whale is blue and slow. The bee is small and loud. The owl is awake at night.

        ## Food

        The keeper brings krill by the tonne. The keeper brings mice by the box. Nobody feeds the bees.

        """

    /// Finds the sentence of the whale in a chunk of its own, by chain and by query, and gives what is read in its place.
    private func check(_ processing: DocumentProcessing, _ isContext: (String) -> Bool) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let collection = try DocumentCollection(
            in: try Store(at: folder), name: "docs", model: HashingEmbeddingModel(), processing: processing)
        _ = try await collection.ingest(
            MemorySource(identity: "zoo", documents: [MemorySource.Document(path: "zoo.md", text: Self.text)]))
        func source(_ range: Range<Int>) -> String { String(decoding: Array(Self.text.utf8)[range], as: UTF8.self) }

        let found = try await collection.index.query(IndexQuery("blue whale", k: 1)).hits.first
        let context = try #require(found?.row["context"]?.textValue)
        #expect(isContext(context), "\(context)")
        #expect(found?.row["text"]?.textValue?.contains("owl") == false)

        let model = ScriptedModel(["It is blue [1]."])
        var chain = RAGChain(retriever: collection, generator: ChatGenerator(model: model))
        chain.retrieval.k = 3
        let answer = try await chain.answer("What colour is the blue whale?")
        let citation = try #require(answer.citations.first)
        #expect(citation.text == context && source(citation.range) == context)
        let prompt = try #require(model.requests.first?.messages.last?.content)
        // Hits of one parent, and windows that overlap, bring each sentence once.
        for sentence in ["The fox is red and quick.", "The whale is blue and slow.", "The bee is small and loud."] {
            #expect(prompt.components(separatedBy: sentence).count == 2, "\(sentence)")
        }
        // A budget cuts the context, and the citation says where.
        chain.packer = BudgetPacker(tokenBudget: 60, minimumPassageTokens: 1)
        let cut = try await chain.answer("What colour is the blue whale?")
        let part = try #require(cut.citations.first)
        #expect(part.text.utf8.count < context.utf8.count && source(part.range) == part.text)
        #expect(cut.warnings.contains { $0.code == .passageTruncated })
    }

    @Test func aChunkIsReadAsItsParent() async throws {
        let chunker = try ParentChildChunker(
            parents: StructureChunker(size: .characters(200)), childSize: .characters(30))
        try await check(DocumentProcessing(chunker: chunker)) { $0.contains("The fox") && $0.contains("at night.") }
    }

    @Test func aSentenceIsReadWithItsNeighbours() async throws {
        let chunker = try SentenceWindowChunker(size: .characters(100), window: 1)
        try await check(DocumentProcessing(chunker: chunker)) {
            $0.hasSuffix("The fox is red and quick. The whale is blue and slow. The bee is small and loud.")
        }
    }
}
