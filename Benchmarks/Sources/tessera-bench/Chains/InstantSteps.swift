import ChainKit
import Retriever

/// Five steps that do nothing but hand on: what is measured beside them is the chain's own.
struct InstantSteps {
    let processor: any QueryProcessor = UnchangedQuery()
    let retriever: any ChunkRetriever = InstantRetriever()
    let packer: any ContextPacker = InstantPacker()
    let generator: any AnswerGenerator = FixedAnswer("Index files are written aside and renamed [1].")
    let postProcessor: any PostProcessor = PassingPostProcessor()

    static let hits = ["guide.md", "notes.md", "faq.md"].map { path in
        let text = "Index files are written aside and renamed."
        return SearchHit(
            id: "\(path)#0", score: 1, path: path, headings: ["Guide"], range: 0..<text.utf8.count, text: text)
    }

    /// What the chain does with the steps, written out.
    func answer(_ question: String) async throws -> String {
        let query = try await processor.process(ChainQuery(question))
        let hits = try await retriever.retrieve(query.text, options: RetrievalOptions(k: 8))
        let context = try await packer.pack(hits, for: query.text)
        var pass = postProcessor.begin(context: context)
        var pieces: [AnswerPiece] = []
        try await generator.generate(GenerationInput(question: query.text, context: context)) { event in
            if case .text(let text) = event { pieces += try await pass.process(.text(text)) }
        }
        pieces += try await pass.finish()
        var answer = ""
        for case .text(let text) in pieces { answer += text }
        return answer
    }

    var chain: RAGChain {
        RAGChain(
            retriever: retriever, generator: generator, queryProcessors: [processor], packer: packer,
            postProcessors: [postProcessor])
    }
}

private struct InstantRetriever: ChunkRetriever {
    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] { InstantSteps.hits }
}

private struct InstantPacker: ContextPacker {
    let name = "instant"
    private let context = PackedContext(
        passages: InstantSteps.hits.enumerated().map { ContextPassage(number: $0 + 1, hit: $1) }, boundary: "0000",
        text: InstantSteps.hits.map(\.text).joined(separator: "\n"), tokens: 30)

    func pack(_ hits: [SearchHit], for question: String) async throws -> PackedContext { context }
}

private struct PassingPostProcessor: PostProcessor {
    let name = "passing"

    func begin(context: PackedContext) -> any AnswerPass { Pass() }

    private struct Pass: AnswerPass {
        mutating func process(_ piece: AnswerPiece) async throws -> [AnswerPiece] { [piece] }
        mutating func finish() async throws -> [AnswerPiece] { [] }
    }
}
