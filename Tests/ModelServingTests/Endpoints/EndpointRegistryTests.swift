import ModelServing
import TestSupport
import Testing
import VectorCore

struct EndpointRegistryTests {
    @Test func endpointsAreFoundByNameAndTask() async throws {
        let registry = EndpointRegistry()
        let hashing = HashingEmbeddingModel()
        try registry.register(
            EmbeddingEndpoint(name: "embed", models: [ServedModel(hashing as any EmbeddingModel, origin: .local)]))
        try registry.register(
            ChatEndpoint(name: "chat", models: [ServedModel(EchoModel() as any LanguageModel, origin: .external)]))
        try registry.register(
            RerankingEndpoint(
                name: "rerank",
                models: [ServedModel(LetterReranker() as any RerankingModel, version: "2", origin: .custom)]))
        try await registry.warmUp()
        #expect(hashing.callCount == 1)

        #expect(registry.summaries.map(\.name) == ["chat", "embed", "rerank"])
        #expect(registry.summaries.map(\.task) == [.chat, .embedding, .reranking])
        #expect(registry.summaries.map(\.identity) == [nil, hashing.identity, nil])
        let served = EndpointSummary.Served(name: "letters", version: "2", origin: .custom, weight: 100)
        #expect(registry.summaries[2].served == [served])

        #expect(try await registry.embedding("embed").embed(["a"], as: .query).rows == 1)
        let request = GenerationRequest(messages: [Message(.user, "hi")])
        #expect(try await registry.chat("chat").respond(to: request).text == "hi ")
        #expect(try await registry.reranking("rerank").scores(of: ["abc", "xyz"], for: "ab") == [2, 0])
        #expect(try registry.statistics("rerank").calls == 1)

        #expect(await code { _ = try registry.chat("embed") } == .endpointNotFound)
        #expect(await code { _ = try registry.chat("none") } == .endpointNotFound)
        #expect(await code { _ = try registry.statistics("none") } == .endpointNotFound)
    }

    @Test func aNameIsTakenOnceUnlessItIsReplaced() async throws {
        let registry = EndpointRegistry()
        func endpoint(_ name: String) throws -> ChatEndpoint {
            try ChatEndpoint(
                name: "chat", models: [ServedModel(EchoModel(name: name) as any LanguageModel, origin: .custom)])
        }
        try registry.register(endpoint("a"))
        #expect(await code { try registry.register(endpoint("b")) } == .invalidRequest)
        #expect(registry.summaries[0].served[0].name == "a")
        registry.replace(try endpoint("b"))
        #expect(registry.summaries[0].served[0].name == "b")
        registry.remove("chat")
        #expect(registry.summaries.isEmpty)
    }
}
