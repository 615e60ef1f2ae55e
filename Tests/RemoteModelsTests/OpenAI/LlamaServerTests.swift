import Foundation
import ModelServing
import RemoteModels
import Testing
import VectorCore

/// Against a real server. One after the other: each starts a process of its own.
@Suite(.serialized)
struct LlamaServerTests {
    @Test func aRealServerAnswersStreamedAndWhole() async throws {
        try await LlamaServer.run { server in
            let request = GenerationRequest(
                messages: [Message(.user, "What is the capital of France? Answer in one sentence.")], temperature: 0,
                maximumTokens: 24, seed: 1)
            let streamed = OpenAILanguageModel(name: "smollm2", endpoint: server.endpoint)
            var pieces: [String] = []
            var response: GenerationResponse?
            for try await event in streamed.stream(request) {
                switch event {
                case .text(let piece): pieces.append(piece)
                case .toolCall(let call): Issue.record("a call of \(call.toolName), which was not offered")
                case .finished(let whole): response = whole
                }
            }
            let answer = try #require(response)
            #expect(pieces.count > 3)
            #expect(pieces.joined() == answer.text)
            #expect(answer.text.contains("Paris"), "\(answer.text)")
            let usage = try #require(answer.usage)
            #expect(usage.inputTokens > 10 && usage.outputTokens > 3)

            let whole = OpenAILanguageModel(name: "smollm2", endpoint: server.endpoint, delivery: .whole)
            #expect(try await whole.respond(to: request).text == answer.text)

            var short = request
            short.maximumTokens = 2
            #expect(try await streamed.respond(to: short).finishReason == .length)

            // The context holds 4,096 tokens.
            let long = GenerationRequest(messages: [Message(.user, String(repeating: "word ", count: 20_000))])
            do {
                _ = try await streamed.respond(to: long)
                Issue.record("a prompt of 20,000 words was accepted")
            } catch let error as ModelError {
                #expect(error.code == .endpointFailed)
                #expect(error.status == 400)
            }

            let embedder = OpenAIEmbeddingModel(name: "x", version: "1", dimension: 576, endpoint: server.endpoint)
            await #expect(throws: ModelError.self) { try await embedder.embed(["a"], as: .passage) }
        }
    }

    @Test func aRealServerEmbeds() async throws {
        try await LlamaServer.run(["--embeddings", "--pooling", "mean"]) { server in
            let texts = ["a cat sits on the mat", "a kitten lies on the rug", "日本の首都は東京です", "🌍"]
            func embedder(_ encoding: OpenAIEmbeddingModel.Encoding, _ dimension: Int = 576) -> OpenAIEmbeddingModel {
                OpenAIEmbeddingModel(
                    name: "smollm2", version: "1", dimension: dimension, endpoint: server.endpoint, encoding: encoding,
                    batchSize: 3)
            }
            let vectors = try await embedder(.float).embed(texts, as: .passage)
            #expect(vectors.rows == texts.count && vectors.columns == 576)
            for row in 0..<vectors.rows {
                let square = vectors[row: row].reduce(0) { $0 + $1 * $1 }
                #expect(abs(square - 1) < 1e-4)
            }
            let encoded = try await embedder(.base64).embed(texts, as: .passage)
            #expect(zip(vectors.values, encoded.values).allSatisfy { abs($0 - $1) < 1e-4 })
            // The server's sums depend on what else is in a batch.
            let report = try await EndpointConformance(tolerance: 2e-2, texts: ["fox", "a red dog", "sea"]).check(
                EmbeddingEndpoint(
                    name: "llama", models: [ServedModel(embedder(.base64) as any EmbeddingModel, origin: .external)],
                    batching: RequestBatching()))
            #expect(report.passed, "\(report)")
            #expect(similarity(vectors[row: 0], vectors[row: 1]) > similarity(vectors[row: 0], vectors[row: 2]))
            await #expect(throws: ModelError.self) { try await embedder(.float, 384).embed(texts, as: .passage) }
        }
    }

    @Test func aRealServerTakesToolsKeepsASchemaAndConforms() async throws {
        try await LlamaServer.run(["--jinja"]) { server in
            let names = try await server.endpoint.models().map(\.name)
            #expect(names.count == 1 && names[0].contains("SmolLM2"), "\(names)")

            let model = OpenAILanguageModel(name: "smollm2", endpoint: server.endpoint)
            // The template in the model's file has no tools; the server must take them, a call and its output all the same.
            let weather = ToolDefinition(
                name: "weather", description: "The weather in a city.",
                parameters: ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"]])
            let call = ToolCall(id: "call_0", toolName: "weather", arguments: #"{"city":"Paris"}"#)
            let request = GenerationRequest(
                messages: [
                    Message(.user, "What is the weather in Paris?"), Message(.assistant, "", toolCalls: [call]),
                    .toolOutput("Rain, 14 degrees", for: call),
                ], temperature: 0, maximumTokens: 4, tools: [weather], toolChoice: .automatic)
            let answer = try await model.respond(to: request)
            #expect(!answer.text.isEmpty || !answer.toolCalls.isEmpty)

            let chat = try ChatEndpoint(
                name: "llama", models: [ServedModel(model as any LanguageModel, origin: .external)],
                limits: EndpointLimits(maximumConcurrency: 2))
            let report = await EndpointConformance(maximumTokens: 3).check(chat)
            #expect(report.passed, "\(report)")

            struct Grade: Decodable { var reason: String, grade: Int }
            let schema: JSONSchema = [
                "type": "object",
                "properties": [
                    "reason": ["type": "string", "maxLength": 40], "grade": ["type": "integer", "enum": [0, 1]],
                ],
                "required": ["reason", "grade"], "additionalProperties": false,
            ]
            let judged = try await model.respond(
                to: GenerationRequest(
                    messages: [Message(.user, "Is Paris in France? Grade 1 for yes, 0 for no.")], temperature: 0,
                    maximumTokens: 80, responseFormat: .jsonSchema(schema, name: "grade")))
            let grade = try JSONDecoder().decode(Grade.self, from: Data(judged.text.utf8))
            #expect([0, 1].contains(grade.grade))
            // The properties come in the schema's order.
            #expect(judged.text.contains(#/^\s*\{\s*"reason"/#))
        }
    }

    @Test func aRealServerCallsTools() async throws {
        try await LlamaServer.run(try ToolTemplate.arguments()) { server in
            struct Place: Codable, Equatable { var city: String, celsius: Bool }
            let weather = ToolDefinition(
                name: "weather", description: "The weather in a city.",
                parameters: [
                    "type": "object",
                    "properties": ["city": ["type": "string", "maxLength": 20], "celsius": ["type": "boolean"]],
                    "required": ["city", "celsius"], "additionalProperties": false,
                ])
            // So small a model calls a tool only where it has seen calls.
            var messages: [Message] = []
            for city in ["Rome", "Oslo"] {
                let call = ToolCall(
                    id: city, toolName: "weather", arguments: "{\"city\": \"\(city)\", \"celsius\": true}")
                messages += [
                    Message(.user, "What is the weather in \(city)?"), Message(.assistant, "", toolCalls: [call]),
                    .toolOutput("sunny, 20 degrees", for: call), Message(.assistant, "It is sunny."),
                ]
            }
            messages.append(Message(.user, "What is the weather in Paris?"))
            var request = GenerationRequest(
                messages: messages, temperature: 0, maximumTokens: 60, seed: 1, tools: [weather])

            for choice in [ToolChoice.automatic, .required] {
                request.toolChoice = choice
                for delivery in [OpenAILanguageModel.Delivery.streamed, .whole] {
                    let model = OpenAILanguageModel(name: "smollm2", endpoint: server.endpoint, delivery: delivery)
                    let response = try await model.respond(to: request)
                    #expect(response.finishReason == .toolCalls, "\(choice), \(delivery): \(response)")
                    let call = try #require(response.toolCalls.first)
                    #expect(response.toolCalls.count == 1 && call.toolName == "weather" && !call.id.isEmpty)
                    #expect(try call.arguments(as: Place.self) == Place(city: "Paris", celsius: true))
                    #expect(response.usage != nil)
                }
            }

            let model = OpenAILanguageModel(name: "smollm2", endpoint: server.endpoint)
            let response = try await model.respond(to: request)
            request.messages += [response.message] + response.toolCalls.map { .toolOutput("rain, 9 degrees", for: $0) }
            request.toolChoice = ToolChoice.none
            let answer = try await model.respond(to: request)
            #expect(answer.toolCalls.isEmpty && !answer.text.isEmpty, "\(answer)")
        }
    }

    private func similarity(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
