import ModelServing
import RemoteModels
import Testing

struct SecretTests {
    @Test func nothingThatPrintsShowsIt() {
        let value = "sk-very-secret"
        let secret = Secret(value)
        let endpoint = OpenAIEndpoint(baseURL: "http://user:\(value)@127.0.0.1/v1?key=\(value)", apiKey: secret)
        var dumped = ""
        dump(secret, to: &dumped)
        dump(["key": secret], to: &dumped)
        var printed = ""
        print(secret, [secret], Optional(secret) as Any, endpoint, to: &printed)
        let texts = ["\(secret)", String(describing: secret), String(reflecting: secret), dumped, printed]
        for text in texts { #expect(!text.contains(value), "\(text)") }
        #expect("\(secret)" == "[secret]")
        #expect(secret.withExposedValue { $0 } == value)
    }

    @Test func aRequestUnderWayDoesNotShowItThroughItsModel() async throws {
        try await withServer({ _, _ in [.pause(.seconds(60))] }) { server in
            let model = chatModel(server)
            let call = Task { try await model.respond(to: hello) }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            var dumped = ""
            dump(model, to: &dumped)
            #expect(dumped.contains("[secret]"))
            #expect(!dumped.contains("sk-test-key"))
            call.cancel()
            _ = await call.result
        }
    }

    @Test func itCannotBeEncoded() {
        #expect(!((Secret("x") as Any) is any Encodable))
        #expect(!((Secret("x") as Any) is any Decodable))
    }

    @Test func anUnsetVariableGivesNoSecret() {
        let secret = Secret(environment: "TESSERA_TEST_THIS_VARIABLE_IS_NOT_SET")
        #expect(secret == nil)
    }
}
