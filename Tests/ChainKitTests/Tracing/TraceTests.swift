import ChainKit
import Foundation
import ModelServing
import Retriever
import Testing

@Suite struct TraceTests {
    /// Finds one chunk that holds the query, and traces two pieces of work of its own.
    private struct EchoRetriever: ChunkRetriever {
        func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
            async let vector = Tracing.withSpan("vector") { span in
                await Task.yield()
                span.set("query", .string(query))
            }
            async let keyword = Tracing.withSpan("keyword") { span in
                try await Tracing.withSpan("inner") { $0.set("query", .string(query)) }
                span.set("query", .string(query))
            }
            _ = try await (vector, keyword)
            return [hit("about \(query)", path: "\(query).md")]
        }
    }

    private struct EchoModel: LanguageModel {
        let name = "echo"

        func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
            AsyncThrowingStream { continuation in
                let text = "\(request.messages.last?.content.split(separator: " ").last ?? "") [1]"
                for character in text { continuation.yield(.text(String(character))) }
                continuation.yield(.finished(GenerationResponse(text: text, finishReason: .stop)))
                continuation.finish()
            }
        }
    }

    @Test func ahundredParallelCallsEachKeepTheirOwnSpans() async throws {
        let recorder = InMemoryTraceRecorder()
        let chain = RAGChain(
            retriever: EchoRetriever(), generator: ChatGenerator(model: EchoModel()), recorder: recorder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let answer = try await chain.answer(
                        "q\(number)", options: ChainOptions(traceID: "call-\(number)"))
                    #expect(answer.text == "q\(number) [1]")
                    #expect(answer.citations.map(\.path) == ["q\(number).md"])
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(recorder.traces.map(\.id)).count == 100 && recorder.traces.count == 100)
        var spanIDs: Set<String> = []
        for number in 0..<100 {
            let trace = try #require(recorder.trace(id: "call-\(number)"))
            #expect(trace.question == "q\(number)")
            #expect(trace.prompt?.last?.content.hasSuffix("Question: q\(number)") == true)
            #expect(
                trace.root.children.map(\.name)
                    == ["query_processing", "retrieval", "packing", "generation", "post_processing"])
            let retrieval = try #require(trace.root.first(named: "retrieval"))
            #expect(Set(retrieval.children.map(\.name)) == ["vector", "keyword"])
            for name in ["vector", "keyword", "inner"] {
                #expect(retrieval.first(named: name)?.attributes["query"] == .string("q\(number)"))
            }
            #expect(retrieval.first(named: "keyword")?.children.map(\.name) == ["inner"])
            #expect(trace.root.first(named: "generation")?.children.map(\.name) == ["chat echo"])
            check(trace.root, parent: nil, ids: &spanIDs)
        }
    }

    private func check(_ span: Span, parent: Span?, ids: inout Set<String>) {
        #expect(span.parentID == parent?.id)
        #expect(ids.insert(span.id).inserted, "span ids are unique")
        #expect(span.id.count == 16)
        #expect(span.duration >= 0 && span.start > 1_700_000_000)
        if let parent { #expect(span.duration <= parent.duration) }
        for child in span.children { check(child, parent: span, ids: &ids) }
    }

    @Test func stepsSayWhatWentInAndOut() async throws {
        let chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: ScriptedModel(["A [2][9]."])))
        let trace = try await chain.answer("  how? ").trace
        let query = try #require(trace.root.first(named: "query_processing"))
        #expect(query.inputs == "  how? " && query.outputs == "how?")
        let retrieval = try #require(trace.root.first(named: "retrieval"))
        #expect(retrieval.attributes["retrieval.k"] == 8)
        guard case .array(let hits) = retrieval.outputs else { return #expect(Bool(false), "no hits") }
        #expect(hits.count == 3)
        let post = try #require(trace.root.first(named: "post_processing"))
        #expect(post.outputs == .object(["citations": .array([2]), "removed": .array(["[9]"])]))
        let chat = try #require(trace.root.first(named: "chat scripted"))
        #expect(chat.attributes["gen_ai.usage.input_tokens"] == 100)
        #expect(trace.id.count == 32 && trace.removedCitations == 1)
    }

    @Test func outsideAChainASpanRecordsNothing() async throws {
        let result = try await Tracing.withSpan("alone") { span in
            span.set("a", 1)
            return 7
        }
        #expect(result == 7)
    }

    @Test func anInMemoryRecorderKeepsTheLastTraces() async throws {
        let recorder = InMemoryTraceRecorder(capacity: 3)
        let chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits), generator: FixedAnswer("x"), recorder: recorder)
        for number in 0..<5 { _ = try await chain.answer("q\(number)") }
        #expect(recorder.traces.map(\.question) == ["q2", "q3", "q4"])
    }

    @Test func traceValuesSurviveCoding() throws {
        let value = TraceValue.object([
            "a": .array([.null, true, 1, "x", .number(1.5), .number(2)]), "b": .object([:]), "big": .integer(.max),
        ])
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(TraceValue.self, from: data) == value)
    }
}
