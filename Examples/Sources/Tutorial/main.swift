import ChainKit
import Foundation
import ModelServing
import RemoteModels
import Retriever

let arguments = CommandLine.arguments  // the encoder's folder, a folder of documents, a folder to work in
let encoder = try SentenceEncoder(contentsOf: URL(filePath: arguments[1]))
let work = URL(filePath: arguments[3])
let store = try Store(at: work.appending(path: "store"))
let documents = try DocumentCollection(in: store, name: "docs", model: encoder.traced())

let report = try await documents.ingest(FolderSource(URL(filePath: arguments[2]))) { progress in
    if progress.completed == progress.total { print("\(progress.phase): \(progress.total)") }
}
print("\(report.seen) files, \(report.chunks) chunks, \(report.embeddingCalls) texts embedded")
for problem in report.problems { print("skipped: \(problem)") }

for hit in try await documents.search("writing to a store", options: RetrievalOptions(k: 3)) {
    print(hit.score, hit.path, hit.headings.joined(separator: " > "), hit.range)
}

let environment = ProcessInfo.processInfo.environment
let model = environment["CHAT_URL"].map { url in
    OpenAILanguageModel(
        name: environment["CHAT_MODEL"] ?? "default",
        endpoint: OpenAIEndpoint(baseURL: url, apiKey: Secret(environment: "CHAT_KEY")))
}
let extractive: any AnswerGenerator = ExtractiveGenerator(model: encoder.traced())
var chain = RAGChain(retriever: documents, generator: model.map { ChatGenerator(model: $0) } ?? extractive)

let answer = try await chain.answer("How many programs may write to a store?")
print(answer.text)
for citation in answer.citations {
    print("[\(citation.number)] \(citation.path) \(citation.headings.joined(separator: " > ")) \(citation.range)")
}

for try await event in chain.stream("How many programs may write to a store?") {
    switch event {
    case .stepFinished(let step, let seconds): print("(\(step): \(Int(seconds * 1_000)) ms)")
    case .text(let piece): print(piece, terminator: "")
    case .citation(let citation): print("<\(citation.path)>", terminator: "")
    case .warning(let warning): print("warning: \(warning)")
    case .finished(let answer): print("\n\(answer.citations.count) sources")
    default: break
    }
}

chain.queryProcessors = [
    Guardrail("secrets", patterns: [.words(["password"], name: "secret")], action: .block()),
    Guardrail("pii", patterns: TextPattern.personalData, action: .mask),
    WhiteSpaceNormalizer(),
]
if let model {
    chain.queryProcessors.append(HistoryRewriter(model: model))
    chain.expanders = [ModelExpander.multiQuery(model)]
}
let blocked = try await chain.answer("What is the password?")
print(blocked.isBlocked, blocked.text)

let sessions = try SessionStore(in: store)
let session = ChatSession(try SessionID(user: "ada", name: "first steps"), in: sessions, chain: chain)
for question in ["How many programs may write to a store?", "And how many may read it?"] {
    print("\(question)\n\(try await session.answer(question).text)")
}
print("\(try session.turns().count) turns so far")

let questions = ["How is an index file written?", "What does a batch do after a kill?", "Who may write to a store?"]
let rows = questions.enumerated().map { BatchQuestion(id: "row \($0)", question: $1) }
let journal = try BatchJournal(at: work.appending(path: "answers.journal"))
for try await result in chain.batch(rows, options: BatchOptions(concurrency: 2), journal: journal) {
    switch result.outcome {
    case .success(let answer): print(result.id, result.isResumed ? "(known)" : "", answer.text)
    case .failure(let error): print(result.id, "failed: \(error)")
    }
}
await journal.close()

let log = try InferenceTable(in: store)
chain.recorder = log
let asked = try await chain.answer(
    "How many programs may write to a store?", options: ChainOptions(requester: "ada", clientRequestID: "ticket 7"))

if let trace = try log.trace(id: asked.trace.id) {
    func show(_ span: Span, depth: Int) {
        print(String(repeating: "  ", count: depth) + span.name, "\(Int(span.duration * 1_000)) ms", span.status.code)
        for child in span.children { show(child, depth: depth + 1) }
    }
    show(trace.root, depth: 0)
    for request in trace.requests { print(request.model, request.prompt ?? "no prompt") }
    for message in trace.prompt ?? [] { print("--- \(message.role)\n\(message.content)") }
}
let slow = try log.table.rows(
    where: Column("execution_duration_ms") > 1_000, columns: ["databricks_request_id", "request"])
print("\(slow.count) calls took more than a second")

chain.tracing.redaction = [.patterns(TextPattern.personalData), .texts(["ticket 7"])]
var recorders: [any TraceRecorder] = [
    log, FileTraceRecorder(at: work.appending(path: "traces.jsonl"), format: .openTelemetry),
]
let receiver = environment["OTLP_URL"].map { url in
    QueuedTraceRecorder(OTLPTraceRecorder(url: url, client: HTTPFetcher()))
}
if let receiver { recorders.append(receiver) }
chain.recorder = CombinedTraceRecorder(recorders)
let last = try await chain.answer("Does ada@example.org know how many programs may write to a store?")
print("exported \(last.trace.id): \(last.trace.question)")
await receiver?.flush()
