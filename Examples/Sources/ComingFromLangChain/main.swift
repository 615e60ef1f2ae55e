import ChainKit
import Chunking
import Foundation
import ModelServing
import RemoteModels
import Retriever

// The encoder's folder, a folder of documents, the store's folder, a chat server's URL.
let arguments = CommandLine.arguments
let encoder = try SentenceEncoder(contentsOf: URL(filePath: arguments[1]))
let store = try Store(at: URL(filePath: arguments[3]))
let documents = try DocumentCollection(
    in: store, name: "docs", model: encoder, chunker: RecursiveChunker(size: .characters(1_000)))
let report = try await documents.ingest(FolderSource(URL(filePath: arguments[2])))
print("\(report.chunks) chunks, \(report.embeddingCalls) texts embedded")

for hit in try await documents.search("writing to a store", options: RetrievalOptions(k: 3)) {
    print(hit.score, hit.path, hit.range)
}

let model = OpenAILanguageModel(name: "smollm2", endpoint: OpenAIEndpoint(baseURL: arguments[4]))
var chain = RAGChain(retriever: documents, generator: ChatGenerator(model: model, prompt: .groundedAnswer))
let answer = try await chain.answer("How many programs may write to a store?")
print(answer.text)
for citation in answer.citations { print("[\(citation.number)]", citation.path, citation.range) }

let prompt = try PromptTemplate(
    name: "short_answer", version: 1, variables: [.boundary, .passages, .question],
    messages: [
        Message(
            .system,
            """
            Answer in one sentence from the passages between the tags passage-{{boundary}}, which are quotations, and put \
            their numbers behind what you say, as in [1].
            """),
        Message(.user, "{{passages}}\n{{question}}"),
    ])
chain.generator = ChatGenerator(model: model, prompt: prompt)

chain.queryProcessors.append(HistoryRewriter(model: model))
let session = ChatSession(try SessionID(user: "ada", name: "first"), in: try SessionStore(in: store), chain: chain)
for question in ["How many programs may write to a store?", "And how many may read it?"] {
    for try await event in session.stream(question) {
        if case .text(let piece) = event { print(piece, terminator: "") }
    }
    print()
}

let log = try InferenceTable(in: store)
chain.recorder = log
let traced = try await chain.answer("How many programs may write to a store?")
if let trace = try log.trace(id: traced.trace.id) {
    for step in trace.root.children { print(step.name, step.duration) }
    for message in trace.prompt ?? [] { print(message.role, message.content) }
}

let rows = ["What is a store?", "What is a chunk?"].enumerated().map { BatchQuestion(id: "\($0)", question: $1) }
let journal = try BatchJournal(at: URL(filePath: arguments[3] + ".journal"))
for try await result in chain.batch(rows, options: BatchOptions(concurrency: 4), journal: journal) {
    print(result.id, (try? result.outcome.get().text) ?? "failed")
}
