import Foundation
import ModelServing
import RemoteModels
import Testing

struct ToolCallTests {
    private static let weather = ToolDefinition(
        name: "weather", description: "The weather.",
        parameters: ["type": "object", "properties": ["city": ["type": "string"], "at": ["type": "string"]]])
    private static let two = [
        ToolCall(id: "a", toolName: "weather", arguments: #"{"city":"京都"}"#),
        ToolCall(id: "b", toolName: "time", arguments: "{}"),
    ]

    /// An event whose delta has these calls.
    private static func calls(_ json: String...) -> String {
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[\(json.joined(separator: ","))]}}]}\n\n"
    }

    struct Way: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var events: String
        var calls = ToolCallTests.two
    }

    private static let ways = [
        Way(
            testDescription: "pieces by index, as OpenAI sends them",
            events: calls(#"{"index":0,"id":"a","type":"function","function":{"name":"weather","arguments":""}}"#)
                + calls(#"{"index":0,"function":{"arguments":"{\"ci"}}"#)
                + calls(#"{"index":0,"function":{"arguments":"ty\":\"京都\"}"}}"#)
                + calls(#"{"index":1,"id":"b","function":{"name":"time","arguments":"{}"}}"#)),
        Way(
            testDescription: "pieces of two calls in turns",
            events: calls(
                #"{"index":0,"id":"a","function":{"name":"weather"}}"#,
                #"{"index":1,"id":"b","function":{"name":"time"}}"#)
                + calls(
                    #"{"index":1,"function":{"arguments":"{"}}"#, #"{"index":0,"function":{"arguments":"{\"city\":"}}"#)
                + calls(
                    #"{"index":0,"function":{"arguments":"\"京都\"}"}}"#, #"{"index":1,"function":{"arguments":"}"}}"#)),
        Way(
            testDescription: "whole calls that are all numbered 0",
            events: calls(#"{"index":0,"id":"a","function":{"name":"weather","arguments":"{\"city\":\"京都\"}"}}"#)
                + calls(#"{"index":0,"id":"b","function":{"name":"time","arguments":"{}"}}"#)),
        Way(
            testDescription: "calls without numbers, arguments as an object or none",
            events: calls(
                #"{"id":"a","function":{"name":"weather","arguments":{"city":"京都"}}}"#,
                #"{"id":"b","function":{"name":"time"}}"#)),
        Way(
            testDescription: "a name that comes again with every piece",
            events: calls(#"{"index":0,"id":"a","function":{"name":"weather","arguments":"{\"city\":"}}"#)
                + calls(#"{"index":0,"id":"a","function":{"name":"weather","arguments":"\"京都\"}"}}"#)
                + calls(#"{"index":1,"id":"b","function":{"name":"time","arguments":"{}"}}"#)),
        Way(
            testDescription: "calls without ids are given some",
            events: calls(#"{"index":0,"id":"","function":{"name":"f","arguments":"{}"}}"#)
                + calls(#"{"index":1,"function":{"name":"g","arguments":"1"}}"#),
            calls: [
                ToolCall(id: "call_0", toolName: "f", arguments: "{}"),
                ToolCall(id: "call_1", toolName: "g", arguments: "1"),
            ]),
    ]

    @Test(arguments: ways) func callsArePutTogetherFromTheirPieces(_ way: Way) async throws {
        for reason in ["tool_calls", "stop"] {
            let events = Events.text("Let me look.") + way.events + Events.finish(reason) + Events.usage + Events.done
            try await withServer({ _, _ in [.head(), .chunk(events), .lastChunk] }) { server in
                var found: [GenerationEvent] = []
                for try await event in chatModel(server).stream(hello) { found.append(event) }
                let response = GenerationResponse(
                    text: "Let me look.", finishReason: .toolCalls, usage: TokenUsage(inputTokens: 7, outputTokens: 2),
                    toolCalls: way.calls)
                #expect(found == [.text("Let me look.")] + way.calls.map { .toolCall($0) } + [.finished(response)])
            }
        }
    }

    @Test func aWholeAnswerHasCallsAndNoText() async throws {
        let body = #"""
            {"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function",
            "function":{"name":"weather","arguments":"{\"city\":\"京都\"}"}}]},"finish_reason":"tool_calls"}]}
            """#
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            let response = try await chatModel(server, delivery: .whole).respond(to: hello)
            #expect(response == GenerationResponse(text: "", finishReason: .toolCalls, toolCalls: [Self.two[0]]))
            #expect(try response.toolCalls[0].arguments(as: [String: String].self) == ["city": "京都"])
            #expect(throws: ModelError.self) { try response.toolCalls[0].arguments(as: [Int].self) }
        }
    }

    @Test func aCallThatTheLimitCutIsGivenAsCut() async throws {
        let events =
            Self.calls(#"{"index":0,"id":"a","function":{"name":"weather","arguments":"{\"ci"}}"#)
            + Events.finish("length") + Events.done
        try await withServer({ _, _ in [.head(), .chunk(events), .lastChunk] }) { server in
            let response = try await chatModel(server).respond(to: hello)
            #expect(response.finishReason == .length)
            #expect(response.toolCalls == [ToolCall(id: "a", toolName: "weather", arguments: "{\"ci")])
        }
    }

    @Test func aStreamThatBreaksOffWithinACallGivesNone() async throws {
        let events = Self.calls(#"{"index":0,"id":"a","function":{"name":"weather","arguments":"{}"}}"#)
        try await withServer({ _, _ in [.head(), .chunk(events), .close] }) { server in
            let (_, response, error) = await outcome(of: chatModel(server))
            #expect(response == nil)
            #expect((error as? ModelError)?.code == .invalidResponse)
        }
    }

    @Test func theRequestOffersToolsAndBringsTheirOutputs() async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole), .lastChunk] }) { server in
            let asked = GenerationResponse(text: "", finishReason: .toolCalls, toolCalls: [Self.two[0]])
            let request = GenerationRequest(
                messages: [Message(.user, "Rain?"), asked.message, .toolOutput("14 °C", for: Self.two[0])],
                tools: [Self.weather], toolChoice: .tool("weather"),
                responseFormat: .jsonSchema(["type": "object"], name: "answer"))
            _ = try await chatModel(server).respond(to: request)
            let sent = String(decoding: server.requests[0].body, as: UTF8.self)
            let parts = [
                #"{"role":"user","content":"Rain?"}"#,
                #"{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":"#
                    + #"{"name":"weather","arguments":"{\"city\":\"京都\"}"}}]}"#,
                #"{"role":"tool","content":"14 °C","tool_call_id":"a"}"#,
                #""tools":[{"type":"function","function":{"name":"weather","description":"The weather.","parameters":"#
                    + #"{"type":"object","properties":{"city":{"type":"string"},"at":{"type":"string"}}}}}]"#,
                #""tool_choice":{"type":"function","function":{"name":"weather"}}"#,
                #""response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"#
                    + #""schema":{"type":"object"}}}"#,
            ]
            for part in parts { #expect(sent.contains(part), "\(part) in \(sent)") }
        }
    }

    @Test(arguments: [(ToolChoice.automatic, "auto"), (.none, "none"), (.required, "required")])
    func choicesHaveTheirWords(_ choice: ToolChoice, _ word: String) async throws {
        try await withServer({ _, _ in [.head(), .chunk(Events.whole), .lastChunk] }) { server in
            var request = hello
            request.toolChoice = choice
            request.responseFormat = .jsonObject
            _ = try await chatModel(server).respond(to: request)
            #expect(server.requests[0].json["tool_choice"] as? String == word)
            #expect(server.requests[0].json["response_format"] as? [String: String] == ["type": "json_object"])
        }
    }

    @Test func textInPartsIsJoinedAndARefusalIsToldAsSuch() async throws {
        let parts =
            "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"reasoning\"}]}}]}\n\n"
        let refusal = "data: {\"choices\":[{\"delta\":{\"refusal\":\"I may not.\"}}]}\n\n"
        let events = parts + refusal + Events.finish("stop") + "data: {\"choices\":[],\"usage\":{}}\n\n" + Events.done
        try await withServer({ _, _ in [.head(), .chunk(events), .lastChunk] }) { server in
            let response = try await chatModel(server).respond(to: hello)
            #expect(response == GenerationResponse(text: "aI may not.", finishReason: .contentFilter))
        }
    }
}
