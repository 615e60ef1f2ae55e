import ChainKit
import Foundation
import ModelServing
import Retriever

let arguments = CommandLine.arguments  // the model's folder, the folder of documents, the store's folder
let encoder = try SentenceEncoder(contentsOf: URL(fileURLWithPath: arguments[1]))
let store = try Store(at: URL(fileURLWithPath: arguments[3]))
let documents = try DocumentCollection(in: store, name: "docs", model: encoder)

let report = try await documents.ingest(FolderSource(URL(fileURLWithPath: arguments[2])))
print("\(report.chunks) chunks; \(report.embeddingCalls) texts embedded")

for hit in try await documents.search("crash safety", options: RetrievalOptions(mode: .hybrid, k: 3)) {
    print(hit.score, hit.path, hit.headings.joined(separator: " > "), hit.range)
}

let chain = RAGChain(retriever: documents, generator: ExtractiveGenerator(model: encoder))
for try await event in chain.stream("How does an index survive a crash?") {
    switch event {
    case .text(let piece): print(piece, terminator: "")
    case .finished(let answer): print(answer.citations.map { "\n[\($0.number)] \($0.path)" }.joined())
    default: break
    }
}
