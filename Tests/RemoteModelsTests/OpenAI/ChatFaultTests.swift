import Foundation
import ModelServing
import RemoteModels
import Testing

/// What goes wrong within an answer: each a typed error after the text that was there, never a finished answer.
struct ChatFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var steps: [FaultServer.Step]
        var text = ""
        var code = ModelError.Code.invalidResponse
        var status: Int?
        init(
            _ name: String, _ steps: [FaultServer.Step], text: String = "",
            code: ModelError.Code = .invalidResponse, status: Int? = nil
        ) {
            (testDescription, self.steps, self.text, self.code, self.status) = (name, steps, text, code, status)
        }
    }

    private static let half = Events.text("half")
    private static let faults: [Fault] = [
        Fault("the stream ends without a finish", [.head(), .chunk(half), .lastChunk], text: "half"),
        Fault("the connection ends within the stream", [.head(), .chunk(half), .close], text: "half"),
        Fault(
            "the connection is reset within the stream",
            [.head(), .chunk(half), .pause(.milliseconds(50)), .reset], text: "half"),
        Fault(
            "an event breaks off within its JSON",
            [.head(), .chunk(half + "data: {\"choices\":[{\"ind"), .lastChunk], text: "half"),
        Fault("an event is no JSON", [.head(), .chunk(half + "data: <html>\n\n"), .lastChunk], text: "half"),
        Fault(
            "an event has no text but a number",
            [
                .head(), .chunk(half + "data: {\"choices\":[{\"delta\":{\"content\":7}}]}\n\n"), .lastChunk,
            ], text: "half"),
        Fault(
            "a chunk's length is no number",
            [.head(), .chunk(half), .pause(.milliseconds(50)), .send("zz\r\nabc\r\n")], text: "half"),
        Fault(
            "a chunk is shorter than it says", [.head(), .chunk(half), .send("ff\r\ndata: [DO"), .close], text: "half"),
        Fault(
            "the stream is not UTF-8",
            [
                .head(), .chunk(half), .chunk(Array("data: ".utf8) + [0xC3, 0x28, 0x0A, 0x0A]), .lastChunk,
            ], text: "half"),
        Fault("the body is empty", [.head(), .lastChunk]),
        Fault(
            "the body is shorter than its length",
            [
                .send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"choices\":"),
                .close,
            ]),
        Fault("the answer is JSON of another kind", [.response("200 OK", "{\"hello\":1}")]),
        Fault("the answer is an empty list of choices", [.response("200 OK", "{\"choices\":[]}")]),
        Fault("the answer is a web page", [.response("200 OK", "<html>", type: "text/html")]),
        Fault("the answer is no HTTP", [.send("GOOD DAY\r\n\r\n"), .close]),
        Fault("the connection ends before the answer", [.close]),
        Fault("the connection is reset before the answer", [.reset]),
        Fault(
            "the server says an error within the stream",
            [.head(), .chunk(half + "data: {\"error\":{\"code\":500,\"message\":\"out of memory\"}}\n\n"), .lastChunk],
            text: "half", code: .endpointFailed, status: 500),
        Fault(
            "the server says an error with status 200", [.response("200 OK", "{\"error\":\"no such model\"}")],
            code: .endpointFailed),
        Fault(
            "the body stalls", [.head(), .chunk(half), .pause(.seconds(30))], text: "half", code: .timedOut),
        Fault("no answer comes", [.pause(.seconds(30))], code: .timedOut),
        Fault(
            "the redirect is not followed",
            [
                .response("307 Temporary Redirect", "", headers: "Location: http://127.0.0.1:1/\r\n")
            ], code: .endpointFailed, status: 307),
        Fault(
            "404", [.response("404 Not Found", "{\"error\":{\"message\":\"no model m\"}}")], code: .endpointFailed,
            status: 404),
        Fault(
            "401", [.response("401 Unauthorized", "{\"error\":{\"message\":\"bad key sk-test-key\"}}")],
            code: .unauthorized, status: 401),
        Fault("403", [.response("403 Forbidden", "")], code: .unauthorized, status: 403),
        Fault("500", [.response("500 Internal Server Error", "oh no")], code: .endpointFailed, status: 500),
        Fault(
            "an error's body breaks off",
            [
                .send("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\noh"), .close,
            ], code: .endpointFailed, status: 500),
    ]

    @Test(arguments: faults) func isATypedErrorAndIsNotTriedAgain(_ fault: Fault) async throws {
        try await withServer({ _, _ in fault.steps }) { server in
            // Short only where the stall is the fault: a busy machine may be late with any other.
            let idle: Duration = fault.code == .timedOut ? .milliseconds(400) : .seconds(30)
            let (text, response, error) = await outcome(of: chatModel(server) { $0.timeouts.idle = idle })
            let failure = try #require(error as? ModelError, "\(String(describing: error))")
            #expect(failure.code == fault.code, "\(failure)")
            #expect(failure.status == fault.status)
            #expect(text == fault.text)
            #expect(response == nil)
            #expect(server.requests.count == 1)
            #expect(!failure.description.contains("sk-test-key"))
        }
    }

    @Test func theServersWordsAreInTheError() async throws {
        let body = "{\"error\":{\"message\":\"the context is too long\",\"type\":\"invalid_request_error\"}}"
        try await withServer({ _, _ in [.response("400 Bad Request", body)] }) { server in
            let error = await outcome(of: chatModel(server)).error as? ModelError
            #expect(error?.description.contains("the context is too long") == true)
        }
    }

    @Test func anAnswerOverTheLimitIsCutOff() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, _ in
            [.head()] + Array(repeating: .chunk(Events.text("0123456789")), count: 1000) + [.lastChunk]
        }
        try await withServer(script) { server in
            let (text, response, error) = await outcome(of: chatModel(server) { $0.limits.response = 5000 })
            #expect((error as? ModelError)?.code == .invalidResponse)
            #expect(response == nil)
            #expect(text.count < 1000)
            let event = await outcome(of: chatModel(server) { $0.limits.event = 10 }).error as? ModelError
            #expect(event?.description.contains("limit of 10 bytes") == true)
        }
        let whole = "{\"choices\":[],\"x\":\"\(String(repeating: "x", count: 6000))\"}"
        try await withServer({ _, _ in [.response("200 OK", whole)] }) { server in
            let error = await outcome(of: chatModel(server) { $0.limits.response = 5000 }).error as? ModelError
            #expect(error?.description.contains("limit of 5000 bytes") == true)
        }
    }

    @Test(arguments: [
        "", "nonsense", "ftp://127.0.0.1/v1", "http://", "http://a:b@127.0.0.1/v1", "http://127.0.0.1/?a=b",
    ])
    func anUnusableURLIsToldBeforeAnythingIsSent(_ url: String) async throws {
        let model = OpenAILanguageModel(name: "m", endpoint: OpenAIEndpoint(baseURL: url))
        #expect((await outcome(of: model).error as? ModelError)?.code == .invalidRequest)
    }

    @Test func aHeaderThatIsNotValidIsRefusedWithoutItsValue() async throws {
        try await withServer({ _, _ in [.close] }) { server in
            let endpoint = OpenAIEndpoint(baseURL: server.baseURL, apiKey: Secret("line\r\nbreak"))
            let error = await outcome(of: OpenAILanguageModel(name: "m", endpoint: endpoint)).error as? ModelError
            #expect(error?.code == .invalidRequest)
            #expect(error?.description.contains("break") == false)
            #expect(server.requests.isEmpty)
        }
    }
}
