import ChainKit
import Foundation
import ModelServing
import Retriever

// Answers 10,000 questionnaires over your documents. Kill it, run it again, and it goes on where it was.
let arguments = CommandLine.arguments
guard (5...6).contains(arguments.count) else {
    print(
        """
        usage: Questionnaires MODEL DOCUMENTS QUESTIONS WORK [COUNT]
          MODEL      the encoder's folder
          DOCUMENTS  a folder, or a file with a JSON object a line: {"_id": …, "text": …}
          QUESTIONS  a file with a JSON object a line: {"text": …}
          WORK       the folder for store, journal and answers
          COUNT      10,000 unless stated
        """)
    exit(64)
}
let count = arguments.count == 6 ? Int(arguments[5]) ?? 0 : 10_000
let questionnaires = try Questionnaires(of: URL(fileURLWithPath: arguments[3]), count: count)
let encoder = try SentenceEncoder(contentsOf: URL(fileURLWithPath: arguments[1]))
let work = URL(fileURLWithPath: arguments[4])
let store = try Store(at: work.appending(path: "store"))

// Unchanged documents cost nothing in a later run.
let place = URL(fileURLWithPath: arguments[2])
let source: any DocumentSource =
    place.pathExtension == "jsonl" ? JSONLinesSource(place, idField: "_id") : FolderSource(place)
let documents = try DocumentCollection(in: store, name: "docs", model: encoder)
let progress = ProgressLines()
let report = try await documents.ingest(source) { state in
    progress.tell(state.phase.rawValue, state.completed, of: state.total)
}
try documents.index.checkpoint()
print("\(report.chunks) chunks of \(report.seen) documents; \(report.embeddingCalls) texts embedded")

// A language model goes in the generator's place; its rate limits are kept to.
var chain = RAGChain(retriever: documents, generator: ExtractiveGenerator(model: encoder))
chain.retrieval.k = 4
chain.packer = BudgetPacker(tokenBudget: 500)
chain.recorder = try InferenceTable(in: store)

// An answer is in the journal before it is handed out, in the order of the questions.
let journal = try BatchJournal(at: work.appending(path: "answers.journal"))
var answers = try AnswerFile(at: work.appending(path: "answers.jsonl"))
for try await result in chain.batch(questionnaires, options: BatchOptions(concurrency: 4), journal: journal) {
    try answers.write(result)
    progress.tell("answering", answers.written, of: count)
}
print(
    "\(answers.written) rows: \(answers.resumed) of an earlier run, \(answers.failed) failed; "
        + "\(progress.seconds) s, \(ProgressLines.peakMegabytes) MB at most")
