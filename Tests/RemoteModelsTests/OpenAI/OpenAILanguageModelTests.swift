import Foundation
import ModelServing
import RemoteModels
import Testing

struct OpenAILanguageModelTests {
    private let expected = GenerationResponse(
        text: "Hello, wörld 🌍", finishReason: .stop, usage: TokenUsage(inputTokens: 7, outputTokens: 2))

    @Test func aStreamedAnswerIsItsPieces() async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole), .lastChunk] }) { server in
            let (text, response, error) = await outcome(of: chatModel(server))
            #expect(error == nil)
            #expect(text == expected.text)
            #expect(response == expected)
        }
    }

    @Test func chunksMayEndAnywhere() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, _ in
            [.head()] + Array(Events.whole.utf8).map { .chunk([$0]) } + [.lastChunk]
        }
        try await withServer(script) { server in
            #expect(await outcome(of: chatModel(server)).response == expected)
        }
    }

    @Test func aWholeAnswerComesAsOnePiece() async throws {
        let body = """
            {"choices":[{"index":0,"message":{"role":"assistant","content":"Hello, wörld 🌍"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":7,"completion_tokens":2}}
            """
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            // The second one asks for a stream and is given a whole answer all the same.
            for delivery in [OpenAILanguageModel.Delivery.whole, .streamed] {
                let (text, response, error) = await outcome(of: chatModel(server, delivery: delivery))
                #expect(error == nil)
                #expect(text == expected.text)
                #expect(response == expected)
            }
            #expect(server.requests[0].json["stream"] as? Bool == false)
        }
    }

    @Test func theRequestSaysWhatWasAsked() async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole), .lastChunk] }) { server in
            let model = chatModel(server) {
                $0.paths.chat = "/deployments/m/chat?api-version=1"
                $0.authorization = .header("api-key")
                $0.headers = ["X-Team": "seven", "Content-Type": "application/json; charset=utf-8"]
                $0.extraBodyFields = ["cache_prompt": true, "stream_options": nil, "max_tokens": 9]
            }
            let request = GenerationRequest(
                messages: [Message(.system, "Be brief"), Message(.user, "日本語")], temperature: 0, maximumTokens: 5,
                stopSequences: ["END"], seed: 42)
            _ = try await model.respond(to: request)
            let sent = try #require(server.requests.first)
            #expect(sent.head.hasPrefix("POST /v1/deployments/m/chat?api-version=1 HTTP/1.1"))
            let head = sent.head.lowercased()
            #expect(head.contains("api-key: sk-test-key"))
            #expect(!head.contains("authorization"))
            #expect(head.contains("x-team: seven"))
            #expect(head.contains("content-type: application/json; charset=utf-8"))
            #expect(
                Set(sent.json.keys) == [
                    "model", "messages", "stream", "temperature", "max_tokens", "stop", "seed", "cache_prompt",
                ])
            #expect(sent.json["max_tokens"] as? Int == 9)
            #expect(
                sent.json["messages"] as? [[String: String]] == [
                    ["role": "system", "content": "Be brief"], ["role": "user", "content": "日本語"],
                ])
        }
    }

    @Test func theKeyTravelsAsABearerByDefault() async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole), .lastChunk] }) { server in
            _ = try await chatModel(server).respond(to: hello)
            #expect(server.requests[0].head.lowercased().contains("authorization: bearer sk-test-key"))
            #expect(server.requests[0].head.hasPrefix("POST /v1/chat/completions "))
        }
    }

    @Test func nothingIsSentBeforeTheFirstElementIsAskedFor() async throws {
        try await withServer({ _, _ in [.close] }) { server in
            _ = chatModel(server).stream(hello)
            try await Task.sleep(for: .milliseconds(50))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func whatFollowsTheEndIsPassedOver() async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole + Events.text("more")), .lastChunk] }) { server in
            #expect(await outcome(of: chatModel(server)).response == expected)
        }
    }

    @Test func anAnswerWithAReasonToFinishNeedsNoDone() async throws {
        let events = Events.text("a") + Events.finish("length")
        let ways: [[FaultServer.Step]] = [[.lastChunk], [.close], [.reset]]
        for way in ways {
            // The pause lets the events be read before a reset throws them away.
            try await withServer({ _, _ in [.head(), .chunk(events), .pause(.milliseconds(50))] + way }) { server in
                let (text, response, error) = await outcome(of: chatModel(server))
                #expect(error == nil)
                #expect(text == "a")
                #expect(response?.finishReason == .length)
            }
        }
    }

    @Test func twoConsumersOfOneStreamAreToldSo() async throws {
        try await withServer({ _, _ in [.head(), .pause(.milliseconds(300)), .chunk(Events.whole), .lastChunk] }) {
            server in
            let stream = chatModel(server).stream(hello)
            let errors = await withTaskGroup(of: (any Error)?.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        do { for try await _ in stream {} } catch { return error }
                        return nil
                    }
                }
                return await group.reduce(into: [any Error]()) { errors, error in error.map { errors.append($0) } }
            }
            #expect(errors.count == 1)
            #expect((errors.first as? ModelError)?.code == .invalidRequest)
        }
    }
}
