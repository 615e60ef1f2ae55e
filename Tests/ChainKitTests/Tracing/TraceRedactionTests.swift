import ChainKit
import Foundation
import InMemoryTracing
import ModelServing
import Retriever
import TestSupport
import Testing
import Tracing

@Suite struct TraceRedactionTests {
    private let secrets = ["ada@example.org", "4111 1111 1111 1111", "Project Heron", "ACC-123456"]

    private func rules() throws -> TraceRedaction {
        let account = try TextPattern.regex(#"\bACC-\d{6}\b"#, name: "redacted")
        return [.patterns(TextPattern.personalData + [account]), .texts(["project heron"])]
    }

    /// A chain through whose every step the secrets go.
    private func chain(_ ending: ScriptedModel.Ending = .finish(.stop)) -> RAGChain {
        let secret = secrets.joined(separator: " and ")
        var chain = RAGChain(
            retriever: FixedRetriever(hits: [hit("About \(secret).", path: "ada@example.org.md", headings: [secret])]),
            generator: ChatGenerator(model: ScriptedModel(["It says ", "\(secret) [1]."], ending: ending)))
        chain.retrieval.filter = .comparison(column: "path", .equal, .text(secrets[0]))
        return chain
    }

    @Test func nothingRedactedIsInTraceTableFileOrSpans() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder.appendingPathComponent("store"))
        let table = try InferenceTable(in: store)
        let tracer = InMemoryTracer()
        let files = [FileTraceRecorder.Format.trace, .openTelemetry].map { format in
            FileTraceRecorder(at: folder.appendingPathComponent("\(format).jsonl"), format: format)
        }
        let endings = [
            ScriptedModel.Ending.finish(.stop), .failure(ModelError(.endpointFailed, "no \(secrets[0]) here")),
        ]
        for ending in endings {
            var chain = chain(ending)
            chain.tracing = TraceOptions(redaction: try rules(), tracer: tracer)
            chain.recorder = CombinedTraceRecorder([table] + files)
            let question = "Who is \(secrets.joined(separator: ", "))?"
            let trace: Trace
            do {
                let answer = try await chain.answer(question, options: ChainOptions(requester: secrets[0]))
                // The answer itself is the user's, and whole.
                #expect(answer.text.contains("ada@example.org"))
                #expect(answer.warnings.isEmpty)
                trace = answer.trace
            } catch let error as ChainError {
                trace = error.trace
            }
            #expect(trace.question == "Who is [EMAIL], [CARD], [REDACTED], [REDACTED]?")
            #expect(trace.prompt?.last?.content.contains("[EMAIL]") == true)
        }
        try store.close()
        var kept: [String] = tracer.finishedSpans.map { span in
            var texts = [span.operationName, "\(String(describing: span.status))", "\(span.errors)"]
            span.attributes.forEach { texts.append("\($0): \($1)") }
            return texts.joined(separator: "\n")
        }
        #expect(kept.count > 8)
        for case let file as URL in try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        where (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true {
            kept.append(String(decoding: try Data(contentsOf: file), as: UTF8.self))
        }
        #expect(kept.contains { $0.contains("[CARD]") })
        for secret in secrets {
            #expect(!kept.contains { $0.contains(secret) }, "\(secret) is kept")
        }
    }

    @Test func withoutContentNoTextIsKept() async throws {
        for ending in [ScriptedModel.Ending.finish(.stop), .failure(ModelError(.timedOut, "no \(secrets[0])"))] {
            var chain = chain(ending)
            let recorder = InMemoryTraceRecorder()
            chain.tracing.capturesContent = false
            chain.recorder = recorder
            _ = try? await chain.answer("Who is \(secrets[0])?")
            let trace = try #require(recorder.traces.first)
            let json = String(decoding: try JSONEncoder().encode(trace), as: UTF8.self)
            for text in secrets.dropFirst() + ["Who is", "It says", "no ada"] {
                #expect(!json.contains(text), "\(json)")
            }
            #expect(trace.requests.map(\.model) == ["scripted"])
            #expect(trace.root.children.count >= 4 && trace.duration > 0)
        }
    }

    @Test func rulesReplaceWhatTheyAreForAndNothingElse() throws {
        let redaction = try rules()
        for unchanged in ["a @ b", "4111 1111 1111 1112", "2024-01-01 12:00", "ACC-12345", "日本 @語", ""] {
            #expect(redaction.redacted(unchanged) == unchanged)
        }
        #expect(redaction.redacted("4111-1111-1111-1111 x.y+z@a-b.co.uk") == "[CARD] [EMAIL]")
        #expect(redaction.redacted("PROJECT HERON") == "[REDACTED]")
        #expect(TraceRedaction().redacted("ada@example.org") == "ada@example.org")
        #expect(throws: (any Error).self) { try TextPattern.regex("(", name: "none") }
    }
}
