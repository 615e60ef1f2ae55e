import Foundation
import ModelServing
import RemoteModels
import Testing
import VectorCore

struct OpenAIEmbeddingModelTests {
    private func embedder(
        _ server: FaultServer, dimension: Int = 2, normalization: OpenAIEmbeddingModel.Normalization = .asSent,
        encoding: OpenAIEmbeddingModel.Encoding = .float, batchSize: Int = 64
    ) -> OpenAIEmbeddingModel {
        OpenAIEmbeddingModel(
            name: "e", version: "1", dimension: dimension, endpoint: endpoint(server), normalization: normalization,
            encoding: encoding, batchSize: batchSize)
    }

    @Test func vectorsComeInTheOrderOfTheTextsWhateverTheOrderOfTheAnswer() async throws {
        let body = "{\"data\":[{\"index\":1,\"embedding\":[3,4]},{\"index\":0,\"embedding\":[1,2.5]}]}"
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            let vectors = try await embedder(server).embed(["a", "b"], as: .passage)
            #expect(vectors.values == [1, 2.5, 3, 4])
            let sent = server.requests[0]
            #expect(sent.head.hasPrefix("POST /v1/embeddings "))
            #expect(sent.json["input"] as? [String] == ["a", "b"])
            #expect(sent.json["model"] as? String == "e")
            #expect(sent.json["encoding_format"] as? String == "float")
        }
    }

    @Test func vectorsAreScaledToLengthOneByDefault() async throws {
        try await withServer({ _, _ in [.response("200 OK", "{\"data\":[{\"embedding\":[3e30,4e30]}]}")] }) { server in
            let model = OpenAIEmbeddingModel(name: "e", version: "1", dimension: 2, endpoint: endpoint(server))
            #expect(model.identity.isNormalized)
            let vectors = try await model.embed(["a"], as: .query)
            #expect(zip(vectors.values, [0.6, 0.8]).allSatisfy { abs($0 - $1) < 1e-6 })
            #expect(!embedder(server).identity.isNormalized)
        }
    }

    @Test func base64GivesTheSameVectorsToTheBit() async throws {
        let values: [Float] = [0.1, -3.4e38, 1e-45, 0]
        let bytes = Data(values.flatMap { v in withUnsafeBytes(of: v.bitPattern.littleEndian) { Array($0) } })
        let body = "{\"data\":[{\"index\":0,\"embedding\":\"\(bytes.base64EncodedString())\"}]}"
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            let model = embedder(server, dimension: 4, encoding: .base64)
            let vectors = try await model.embed(["a"], as: .query)
            #expect(vectors.values == values)
            #expect(server.requests[0].json["encoding_format"] as? String == "base64")
        }
    }

    @Test func aLongListIsSentInBatches() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, request in
            let texts = request.json["input"] as? [String] ?? []
            let rows = texts.enumerated().map { "{\"index\":\($0),\"embedding\":[\($1),0]}" }
            return [.response("200 OK", "{\"data\":[\(rows.joined(separator: ","))]}")]
        }
        try await withServer(script) { server in
            let vectors = try await embedder(server, batchSize: 3).embed((0..<8).map { "\($0)" }, as: .passage)
            #expect((0..<8).map { vectors[row: $0].first } == (0..<8).map { Float($0) })
            #expect(server.requests.count == 3)
        }
    }

    @Test func aDimensionAndPrefixesAreSentWhereTheyAreAskedFor() async throws {
        let body = #"{"data":[{"embedding":[3,4]}],"usage":{"prompt_tokens":5,"total_tokens":5}}"#
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            let model = OpenAIEmbeddingModel(
                name: "e", version: "1", dimension: 2, endpoint: endpoint(server), dimensionChoice: .requested,
                prefixes: [.query: "query: "], batchSize: 1)
            let response = try await model.embeddings(of: ["a", "b"], as: .query)
            #expect(response.usage == TokenUsage(inputTokens: 10, outputTokens: 0))
            _ = try await model.embed(["c"], as: .passage)
            #expect(server.requests.map { $0.json["input"] as? [String] } == [["query: a"], ["query: b"], ["c"]])
            #expect(server.requests[0].json["dimensions"] as? Int == 2)
            _ = try await embedder(server).embed(["a"], as: .query)
            #expect(server.requests[3].json["dimensions"] == nil)
        }
    }

    @Test(
        arguments: [
            [.head(type: "application/json"), .chunk("{\"data\":["), .reset],
            [.head(type: "application/json"), .chunk("{\"data\":["), .send("zz\r\n")],
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"data\":["), .close],
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"data\":[]}"), .close],
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n{\"data\":[]}"), .close],
            [.send("HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n{\"data\":[]}"), .close],
            [.response("200 OK", "\u{1F}\u{8B}", headers: "Content-Encoding: gzip\r\n")],
            [.head(), .chunk("data: {}\n\n"), .lastChunk],
        ] as [[FaultServer.Step]])
    func anAnswerThatBreaksOrLiesIsATypedErrorAndIsNotTriedAgain(_ steps: [FaultServer.Step]) async throws {
        try await withServer({ _, _ in steps }) { server in
            do {
                _ = try await embedder(server).embed(["a"], as: .passage)
                Issue.record("accepted \(steps)")
            } catch let error as ModelError {
                #expect(error.code == .invalidResponse, "\(error)")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func anAnswerThatIsTooLargeOrTooSlowIsGivenUp() async throws {
        let endless =
            [FaultServer.Step.head(type: "application/json")]
            + Array(repeating: .chunk(String(repeating: " ", count: 1000)), count: 50) + [.pause(.seconds(60))]
        for (limit, code) in [(20_000, ModelError.Code.invalidResponse), (1 << 20, .timedOut)] {
            try await withServer({ _, _ in endless }) { server in
                let endpoint = endpoint(server) {
                    $0.limits.response = limit
                    $0.timeouts.idle = .milliseconds(300)
                }
                let model = OpenAIEmbeddingModel(name: "e", version: "1", dimension: 2, endpoint: endpoint)
                do {
                    _ = try await model.embed(["a"], as: .passage)
                    Issue.record("accepted")
                } catch let error as ModelError {
                    #expect(error.code == code, "\(error)")
                }
            }
        }
    }

    @Test func noTextsAreNoRequest() async throws {
        try await withServer({ _, _ in [.close] }) { server in
            let vectors = try await embedder(server).embed([], as: .passage)
            #expect(vectors.rows == 0 && vectors.columns == 2)
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: [
        "", "[]", "{}", "null", "not JSON", "{\"data\":[]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":0,\"embedding\":[1,2]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":2,\"embedding\":[1,2]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":-1,\"embedding\":[1,2]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[1,2,3]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[1,\"x\"]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[1,null]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[1,1e99]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":\"AAAA\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":\"AADAfwAAwH8=\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[0,0]}]}",
    ])
    func anAnswerThatDoesNotFitIsRefused(_ body: String) async throws {
        try await withServer({ _, _ in [.response("200 OK", body)] }) { server in
            let model = embedder(server, normalization: .unitLength)
            do {
                _ = try await model.embed(["a", "b"], as: .passage)
                Issue.record("accepted \(body)")
            } catch let error as ModelError {
                #expect(error.code == .invalidResponse, "\(error)")
            }
        }
    }

    @Test func anErrorOfTheServerIsNamed() async throws {
        let body = "{\"error\":{\"message\":\"start me with --embeddings\",\"code\":501}}"
        for status in ["200 OK", "501 Not Implemented"] {
            try await withServer({ _, _ in [.response(status, body)] }) { server in
                do {
                    _ = try await embedder(server).embed(["a"], as: .passage)
                    Issue.record("accepted an error")
                } catch let error as ModelError {
                    #expect(error.code == .endpointFailed)
                    #expect(error.description.contains("start me with --embeddings"))
                }
            }
        }
    }
}
