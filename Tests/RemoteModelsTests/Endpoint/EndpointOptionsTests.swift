import Foundation
import ModelServing
import RemoteModels
import Testing

struct EndpointOptionsTests {
    @Test func aGatewayIsReachedByConfigurationAlone() async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole), .lastChunk] }) { server in
            let model = chatModel(server) {
                $0.paths.chat = "openai/deployments/m/chat/completions?a=b"
                $0.query = ["api-version": "2024-10-21", "näme": "x y&z"]
                $0.authorization = .scheme("Token")
                $0.secretHeaders = ["X-Gateway": Secret("gw-secret")]
                $0.bodyFieldNames = ["max_tokens": "max_completion_tokens"]
                $0.extraBodyFields = ["reasoning": ["effort": "low"], "temperature": nil]
            }
            _ = try await model.respond(
                to: GenerationRequest(messages: hello.messages, temperature: 0, maximumTokens: 5))
            let sent = server.requests[0]
            let path = "/v1/openai/deployments/m/chat/completions?a=b&api-version=2024-10-21&n%C3%A4me=x%20y%26z"
            #expect(sent.head.hasPrefix("POST \(path) HTTP/1.1"), "\(sent.head)")
            let head = sent.head.lowercased()
            #expect(head.contains("authorization: token sk-test-key"))
            #expect(head.contains("x-gateway: gw-secret"))
            #expect(
                Set(sent.json.keys) == [
                    "model", "messages", "stream", "stream_options", "max_completion_tokens", "reasoning",
                ])
        }
    }

    @Test func aSecretHeaderIsNeitherPrintedNorEchoed() async throws {
        let body = #"{"error":{"message":"no access for gw-secret and sk-test-key"}}"#
        try await withServer({ _, _ in [.response("403 Forbidden", body)] }) { server in
            let model = chatModel(server) { $0.secretHeaders = ["X-Gateway": Secret("gw-secret")] }
            var dumped = ""
            dump(model, to: &dumped)
            print(model, model.endpoint.options, to: &dumped)
            let error = await outcome(of: model).error as? ModelError
            #expect(error?.code == .unauthorized)
            dump(error, to: &dumped)
            #expect(dumped.contains("[secret]"))
            #expect(!dumped.contains("gw-secret") && !dumped.contains("sk-test-key"))
        }
    }

    @Test func theModelsOfAnEndpointAreListed() async throws {
        let body = #"""
            {"object":"list","data":[{"id":"b","object":"model","created":86400,"owned_by":"me"},{"id":"a"}],"models":[1]}
            """#
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            let models = try await endpoint(server).models()
            #expect(
                models == [
                    ModelListing(name: "b", owner: "me", created: Date(timeIntervalSince1970: 86400)),
                    ModelListing(name: "a"),
                ])
            #expect(server.requests[0].head.hasPrefix("GET /v1/models HTTP/1.1"))
            #expect(server.requests[0].head.lowercased().contains("authorization: bearer sk-test-key"))
            #expect(server.requests[0].body.isEmpty)
        }
    }

    @Test(arguments: ["", "{}", "{\"data\":[{}]}", "<html>"])
    func whatIsNoListOfModelsIsRefused(_ body: String) async throws {
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            do {
                _ = try await endpoint(server).models()
                Issue.record("accepted \(body)")
            } catch let error as ModelError {
                #expect(error.code == .invalidResponse)
                #expect(error.body == body)
            }
        }
    }

    struct Said: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var body: String
        var code: String?
        var isErrorWithStatus200 = true
    }

    /// The same message in the words of different servers.
    @Test(arguments: [
        Said(
            testDescription: "OpenAI",
            body: #"{"error":{"message":"too long","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
            code: "context_length_exceeded"),
        Said(
            testDescription: "llama.cpp",
            body: #"{"error":{"code":400,"message":"too long","type":"exceed_context_size_error"}}"#,
            code: "exceed_context_size_error"),
        Said(
            testDescription: "vLLM",
            body: #"{"object":"error","message":"too long","type":"BadRequestError","param":null,"code":400}"#,
            code: "BadRequestError"),
        Said(
            testDescription: "Databricks", body: #"{"error_code":"BAD_REQUEST","message":"too long"}"#,
            code: "BAD_REQUEST"),
        Said(testDescription: "Ollama", body: #"{"error":"too long"}"#),
        Said(
            testDescription: "a gateway", body: #"{"statusCode":400,"message":"too long"}"#, isErrorWithStatus200: false
        ),
        Said(testDescription: "FastAPI", body: #"{"detail":"too long"}"#, isErrorWithStatus200: false),
        Said(testDescription: "plain text", body: "too long", isErrorWithStatus200: false),
    ])
    func errorsHaveStatusCodeAndBody(_ said: Said) async throws {
        for (line, status) in [("400 Bad Request", 400), ("200 OK", 200)] {
            try await withServer({ _, _ in [.response(line, said.body)] }) { server in
                let error = try #require(await outcome(of: chatModel(server)).error as? ModelError)
                #expect(error.body == said.body)
                if status == 400 {
                    #expect(error.code == .endpointFailed)
                    #expect(error.status == 400)
                    #expect(error.endpointCode == said.code)
                    #expect(error.description.hasSuffix(": too long"), "\(error)")
                } else {
                    #expect(error.code == (said.isErrorWithStatus200 ? .endpointFailed : .invalidResponse))
                }
            }
        }
    }

    @Test func theBodyOfAnErrorIsReadToItsLimit() async throws {
        let steps: [FaultServer.Step] = [
            .send("HTTP/1.1 500 No\r\nContent-Length: 100000000\r\n\r\n"),
            .send(String(repeating: "x", count: 200_000)), .pause(.seconds(60)),
        ]
        try await withServer({ _, _ in steps }) { server in
            let error = await outcome(of: chatModel(server)).error as? ModelError
            #expect(error?.status == 500)
            #expect(error?.body?.count == 16 << 10)
        }
    }
}
