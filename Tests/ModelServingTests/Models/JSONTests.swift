import Foundation
import ModelServing
import Testing

struct JSONTests {
    @Test func membersKeepTheirOrder() throws {
        let json: JSON = ["z": 1, "a": [true, nil, -2.5, "x"], "m": ["y": [:], "b": []]]
        let text = #"{"z":1,"a":[true,null,-2.5,"x"],"m":{"y":{},"b":[]}}"#
        #expect(try json.text() == text)
        #expect(try JSON(text: text) == json)
        #expect(json["a"] == [true, nil, -2.5, "x"])
        #expect(json["q"] == nil && json["a"]?["z"] == nil)
    }

    @Test func whatFoundationReadsOfItsTextIsTheSame() throws {
        let strings = ["", "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}", "日本\u{2028}🌍", "e\u{301}"]
        let numbers = [0.1, -1e-300, 1.7976931348623157e308, 5e-324, 1e21]
        let text = try JSON.array(strings.map { .string($0) } + numbers.map { .number($0) }).text()
        let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any])
        #expect(
            zip(read, strings).allSatisfy { ($0 as? String)?.unicodeScalars.elementsEqual($1.unicodeScalars) == true })
        #expect(read.dropFirst(strings.count).map { $0 as? Double } == numbers)
    }

    @Test func wholeNumbersAreWrittenWithoutAFraction() throws {
        #expect(try JSON(text: "[7, 7.0, -0.5, 9007199254740993e3]") == [7, 7, -0.5, 9.007199254740993e18])
        #expect(throws: ModelError.self) { try JSON.number(.infinity).text() }
        #expect(throws: ModelError.self) { try JSON(text: "{\"a\":}") }
    }

    @Test func itCodesAsJSON() throws {
        let json: JSON = ["a": [1, 2.5, "x", nil, false, ["b": []]]]
        let data = try JSONEncoder().encode(json)
        #expect(String(decoding: data, as: UTF8.self) == #"{"a":[1,2.5,"x",null,false,{"b":[]}]}"#)
        #expect(try JSONDecoder().decode(JSON.self, from: data) == json)
    }

    @Test func aRequestWithToolsIsDecodedAsItWasEncoded() throws {
        let call = ToolCall(id: "1", toolName: "f", arguments: "{}")
        let request = GenerationRequest(
            messages: [Message(.user, "a"), Message(.assistant, "", toolCalls: [call]), .toolOutput("b", for: call)],
            temperature: 0, tools: [ToolDefinition(name: "f", description: "d", parameters: ["z": 1, "a": 2, "m": 3])],
            toolChoice: .tool("f"), responseFormat: .jsonSchema(["type": "object"], name: "n"))
        let response = GenerationResponse(text: "", finishReason: .toolCalls, toolCalls: [call])
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        #expect(try decoder.decode(GenerationRequest.self, from: encoder.encode(request)) == request)
        #expect(try decoder.decode(GenerationResponse.self, from: encoder.encode(response)) == response)
    }

    @Test func whatWasRecordedBeforeThereWereToolsIsStillReadAndWritten() throws {
        let text = #"{"messages":[{"content":"a","role":"user"}],"stopSequences":[],"temperature":0}"#
        let request = try JSONDecoder().decode(GenerationRequest.self, from: Data(text.utf8))
        #expect(request == GenerationRequest(messages: [Message(.user, "a")], temperature: 0))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(request), as: UTF8.self) == text)
        let answer = #"{"finishReason":"stop","text":"b"}"#
        let response = try JSONDecoder().decode(GenerationResponse.self, from: Data(answer.utf8))
        #expect(String(decoding: try encoder.encode(response), as: UTF8.self) == answer)
    }
}
