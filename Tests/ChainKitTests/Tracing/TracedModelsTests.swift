import ChainKit
import Chunking
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct TracedModelsTests {
    /// Whoever starts to trace, or puts a model behind an endpoint, does not chunk all documents again.
    @Test func documentsAreChunkedAsByTheModelItself() throws {
        guard let folder = TestData.miniLM() else { return }
        let encoder = try SentenceEncoder(contentsOf: folder)
        let endpoint = try EmbeddingEndpoint(name: "e", models: [ServedModel(encoder, origin: .local)])
        let own = try DocumentProcessing.defaultChunker(for: encoder).identity
        for model in [encoder.traced(), endpoint, endpoint.traced()] as [any EmbeddingModel] {
            #expect(try DocumentProcessing.defaultChunker(for: model).identity == own)
        }
        #expect(try DocumentProcessing.defaultChunker(for: HashingEmbeddingModel()).identity != own)
    }
}
