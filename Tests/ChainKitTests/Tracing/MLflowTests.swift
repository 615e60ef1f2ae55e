import ChainKit
import Foundation
import ModelServing
import RemoteModels
import Retriever
import TestSupport
import Testing

/// Run by Scripts/check-mlflow.sh, which starts the server, and looks afterwards at what it has.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TESSERA_MLFLOW"] != nil, "Scripts/check-mlflow.sh runs it"))
struct MLflowTests {
    @Test func tracesGoToTheServer() async throws {
        let url = ProcessInfo.processInfo.environment["TESSERA_MLFLOW"] ?? ""
        let server = OTLPTraceRecorder(
            url: "\(url)/v1/traces", client: HTTPFetcher(), headers: ["x-mlflow-experiment-id": "0"])
        let recorder = QueuedTraceRecorder(server)
        var chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits),
            generator: ChatGenerator(model: ScriptedModel(["Aside, ", "then renamed [1]."])), recorder: recorder)
        _ = try await chain.answer(
            "How are \"index\" files 書かれる?",
            options: ChainOptions(requester: "ada", traceID: "00000000000000000000000000000a11"))
        chain.generator = ChatGenerator(
            model: ScriptedModel(["Half"], ending: .failure(ModelError(.timedOut, "too slow"))))
        await #expect(throws: ChainError.self) {
            try await chain.answer("And this?", options: ChainOptions(traceID: "00000000000000000000000000000a12"))
        }
        await recorder.flush()
        #expect(recorder.counts.recorded == 2, "\(recorder.counts)")
    }
}
