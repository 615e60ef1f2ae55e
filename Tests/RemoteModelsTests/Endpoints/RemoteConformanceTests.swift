import Foundation
import ModelServing
import RemoteModels
import Testing

/// The conformance suite over endpoints that speak HTTP.
struct RemoteConformanceTests {
    @Test(arguments: [OpenAIEmbeddingModel.Encoding.float, .base64])
    func embeddingsOverHTTPConform(_ encoding: OpenAIEmbeddingModel.Encoding) async throws {
        try await withServer({ _, request in [.response("200 OK", Self.embeddings(request))] }) { server in
            let model = OpenAIEmbeddingModel(
                name: "e", version: "1", dimension: 4, endpoint: endpoint(server), encoding: encoding, batchSize: 7)
            let served = try EmbeddingEndpoint(
                name: "remote", models: [ServedModel(model as any EmbeddingModel, origin: .external)],
                batching: RequestBatching())
            let suite = EndpointConformance()
            for report in await [suite.check(model), suite.check(served)] { #expect(report.passed, "\(report)") }
        }
    }

    @Test(arguments: [OpenAILanguageModel.Delivery.streamed, .whole])
    func chatOverHTTPConforms(_ delivery: OpenAILanguageModel.Delivery) async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, request in
            let isLong = String(decoding: request.body, as: UTF8.self).contains("Count")
            let pause = FaultServer.Step.pause(isLong ? .seconds(60) : .milliseconds(1))
            guard request.json["stream"] as? Bool == true else {
                let body =
                    #"{"choices":[{"message":{"content":"so wörd 🌍"},"finish_reason":"stop"}],"#
                    + #""usage":{"prompt_tokens":7,"completion_tokens":3}}"#
                return [pause, .response("200 OK", body)]
            }
            return [.head(), .chunk(Events.text("so ")), pause, .chunk(Events.whole), .lastChunk]
        }
        try await withServer(script) { server in
            let model = chatModel(server, delivery: delivery) { $0.timeouts.idle = .seconds(60) }
            let served = try ChatEndpoint(
                name: "remote", models: [ServedModel(model as any LanguageModel, origin: .external)])
            let suite = EndpointConformance()
            for report in await [suite.check(model), suite.check(served)] { #expect(report.passed, "\(report)") }
        }
    }

    /// Vectors made from the texts' bytes; an empty text is refused, as servers do.
    private static func embeddings(_ request: FaultServer.Request) -> String {
        let texts = request.json["input"] as? [String] ?? []
        if texts.contains("") { return #"{"error":{"message":"the input is empty","code":400}}"# }
        let isBase64 = request.json["encoding_format"] as? String == "base64"
        let rows = texts.enumerated().map { index, text -> String in
            var vector: [Float] = [1, 0, 0, 0]
            for (place, byte) in text.utf8.enumerated() { vector[place % 4] += Float(byte) }
            let data = Data(vector.flatMap { v in withUnsafeBytes(of: v.bitPattern.littleEndian) { Array($0) } })
            let embedding = isBase64 ? "\"\(data.base64EncodedString())\"" : "\(vector)"
            return "{\"index\":\(index),\"embedding\":\(embedding)}"
        }
        return "{\"data\":[\(rows.joined(separator: ","))],\"usage\":{\"prompt_tokens\":\(texts.count)}}"
    }
}
