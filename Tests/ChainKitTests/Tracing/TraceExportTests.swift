import ChainKit
import Foundation
import InMemoryTracing
import MetricsTestKit
import ModelServing
import Retriever
import Synchronization
import TestSupport
import Testing
import Tracing
import VectorCore

@Suite struct TraceExportTests {
    private func chain(_ pieces: [String] = ["Aside [1]."], recorder: (any TraceRecorder)? = nil) -> RAGChain {
        RAGChain(
            retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: ScriptedModel(pieces)),
            recorder: recorder)
    }

    /// Keeps what is posted.
    private final class Receiver: HTTPPosting {
        let requests = Mutex<[HTTPPostRequest]>([])
        let status: Int

        init(status: Int = 200) { self.status = status }

        func post(_ request: HTTPPostRequest) async throws -> HTTPFetchResponse {
            requests.withLock { $0.append(request) }
            return HTTPFetchResponse(status: status, body: Array("said".utf8))
        }
    }

    // MARK: OpenTelemetry

    @Test func spansOfATracerAreThoseOfTheTrace() async throws {
        struct EmbeddingRetriever: ChunkRetriever {
            let model = HashingEmbeddingModel(dimension: 8).traced()

            func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
                _ = try await model.embed([query], as: .query)
                return threeHits
            }
        }
        let tracer = InMemoryTracer()
        var chain = chain()
        chain.retriever = EmbeddingRetriever()
        chain.tracing.tracer = tracer
        let trace = try await chain.answer("how?").trace
        let spans = Dictionary(uniqueKeysWithValues: tracer.finishedSpans.map { ($0.operationName, $0) })
        func check(_ span: ChainKit.Span, parent: String?) throws {
            // Post-processing runs beside generation, and is no work of its own.
            guard span.name != "post_processing" else { return }
            let live = try #require(spans[span.name], "\(span.name) of \(spans.keys)")
            #expect(live.parentSpanID == parent)
            for child in span.children { try check(child, parent: live.spanID) }
        }
        try check(trace.root, parent: nil)
        let embedding = try #require(trace.root.first(named: "retrieval")?.children.first)
        #expect(embedding.attributes["gen_ai.operation.name"] == "embeddings")
        #expect(embedding.inputs == .array(["how?"]))
        let chat = try #require(spans["chat scripted"])
        #expect(chat.attributes.get("gen_ai.request.model") == .string("scripted"))
        #expect(chat.attributes.get("gen_ai.usage.input_tokens") == .int64(100))
        guard case .string(let messages)? = chat.attributes.get("gen_ai.output.messages") else {
            return #expect(Bool(false), "\(chat.attributes)")
        }
        #expect(messages.contains(#""content":"Aside [1].""#) && messages.contains(#""finish_reason":"stop""#))
    }

    @Test func aTraceIsOTLP() async throws {
        let receiver = Receiver()
        let recorder = OTLPTraceRecorder(url: "http://x/v1/traces", client: receiver, headers: ["a": "b"])
        let answer = try await chain(recorder: recorder).answer("how?", options: ChainOptions(requester: "ada"))
        #expect(answer.warnings.isEmpty)
        let sent = try #require(receiver.requests.withLock { $0.first })
        #expect(sent.headers == ["a": "b", "Content-Type": "application/json"])
        let json = try JSONDecoder().decode(TraceValue.self, from: Data(sent.body))
        guard case .object(let request) = json, case .array(let resources)? = request["resourceSpans"],
            case .object(let resource)? = resources.first, case .array(let scopes)? = resource["scopeSpans"],
            case .object(let scope)? = scopes.first, case .array(let spans)? = scope["spans"]
        else { return #expect(Bool(false), "\(json)") }
        #expect(scope["schemaUrl"] == .string(GenAIConventions.schemaURL))
        var parents: [String: TraceValue?] = [:]
        for case .object(let span) in spans {
            #expect(span["traceId"] == .string(answer.trace.id))
            guard case .string(let name)? = span["name"], case .string(let start)? = span["startTimeUnixNano"],
                case .string(let end)? = span["endTimeUnixNano"]
            else { return #expect(Bool(false), "\(span)") }
            #expect(try #require(UInt64(start)) <= #require(UInt64(end)))
            parents[name] = span["parentSpanId"]
        }
        #expect(parents["rag_chain"] == .some(nil))
        #expect(parents["generation"] == .some(.string(answer.trace.root.id)))
        let own = try await chain(recorder: recorder).answer("how?", options: ChainOptions(traceID: "call 7"))
        let body = String(decoding: OTLPRequest([own.trace]).body, as: UTF8.self)
        #expect(body.contains("call 7") && body == String(decoding: OTLPRequest([own.trace]).body, as: UTF8.self))
    }

    @Test func aReceiverThatRefusesIsAWarning() async throws {
        let recorder = OTLPTraceRecorder(url: "http://x", client: Receiver(status: 415))
        let answer = try await chain(recorder: recorder).answer("how?")
        #expect(answer.text == "Aside [1]." && answer.warnings.map(\.code) == [.recordingFailed])
        #expect(answer.warnings.first?.message.contains("status 415: said") == true)
    }

    // MARK: Files

    @Test func filesRotateAndKeepWholeLines() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent("traces.jsonl")
        let size = try JSONEncoder().encode(try await chain().answer("how?").trace).count
        let recorder = FileTraceRecorder(at: url, maximumBytes: size * 7 / 2, maximumFiles: 3)
        for number in 0..<20 {
            let answer = try await chain(recorder: recorder).answer("q\(number)")
            #expect(answer.warnings.isEmpty)
            // As a kill would leave it.
            if number == 18 {
                let handle = try FileHandle(forWritingTo: url)
                try handle.seekToEnd()
                try handle.write(contentsOf: Data(#"{"cut"#.utf8))
                try handle.close()
            }
        }
        _ = try await chain(recorder: FileTraceRecorder(at: url, maximumBytes: size * 7 / 2, maximumFiles: 3)).answer(
            "q20")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["traces.jsonl", "traces.jsonl.1", "traces.jsonl.2"])
        var questions: [String] = []
        for name in names.reversed() {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            #expect(data.count <= size * 7 / 2 + 10)
            for line in data.split(separator: UInt8(ascii: "\n")) {
                if let trace = try? JSONDecoder().decode(Trace.self, from: line) { questions.append(trace.question) }
            }
        }
        #expect(questions == Array((0...20).map { "q\($0)" }.suffix(questions.count)) && questions.count >= 6)
        let small = FileTraceRecorder(at: url, maximumBytes: 10)
        let refused = try await chain(recorder: small).answer("q")
        #expect(refused.warnings.map(\.code) == [.recordingFailed])
        let nowhere = FileTraceRecorder(at: folder.appendingPathComponent("none/x.jsonl"))
        #expect(try await chain(recorder: nowhere).answer("q").warnings.map(\.code) == [.recordingFailed])
    }

    // MARK: Queue

    /// Records nothing before its gate opens.
    private actor GatedRecorder: TraceRecorder {
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private var isOpen = false
        private(set) var questions: [String] = []

        func open() {
            isOpen = true
            for continuation in waiting { continuation.resume() }
        }

        func record(_ trace: Trace) async throws {
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
            if trace.question == "bad" { throw CancellationError() }
            questions.append(trace.question)
        }
    }

    @Test func aQueueDropsAndCountsAndNeverWaits() async throws {
        let gated = GatedRecorder()
        let queue = QueuedTraceRecorder(gated, capacity: 5)
        let chain = chain(recorder: queue)
        for number in 0..<9 {
            let answer = try await chain.answer(number == 2 ? "bad" : "q\(number)")
            #expect(answer.warnings.isEmpty)
        }
        #expect(queue.counts.waiting == 5 && queue.counts.dropped == 4 && queue.counts.recorded == 0)
        await gated.open()
        await queue.flush()
        #expect(await gated.questions == ["q0", "q1", "q3", "q4"])
        #expect(queue.counts.recorded == 4 && queue.counts.failed == 1 && queue.counts.waiting == 0)
        await queue.flush()
        _ = try await chain.answer("again")
        await queue.flush()
        #expect(await gated.questions.last == "again")
    }

    // MARK: Metrics

    @Test func callsTokensAndTimesAreCounted() async throws {
        let metrics = TestMetrics()
        let recorder = MetricsTraceRecorder(factory: metrics)
        _ = try await chain(["A [1][9]."], recorder: recorder).answer("q")
        var failing = chain(recorder: recorder)
        failing.retriever = FailingRetriever()
        _ = try? await failing.answer("q")
        #expect(try metrics.expectCounter("tessera.chain.calls", [("status", "ok")]).totalValue == 1)
        #expect(try metrics.expectCounter("tessera.chain.calls", [("status", "error")]).totalValue == 1)
        #expect(try metrics.expectCounter("tessera.chain.citations.removed").totalValue == 1)
        let model = [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "scripted")]
        #expect(
            try metrics.expectCounter("gen_ai.client.token.usage", model + [("gen_ai.token.type", "input")]).totalValue
                == 100)
        #expect(try metrics.expectTimer("gen_ai.client.operation.duration", model).values.count == 1)
        #expect(try metrics.expectTimer("tessera.chain.step.duration", [("step", "retrieval")]).values.count == 2)
    }
}
