import ChainKit
import ModelServing
import Retriever
import Synchronization
import Testing

@Suite struct ExpansionTests {
    /// Finds by the query's text, and remembers how it was asked.
    final class TextRetriever: ChunkRetriever {
        struct NoList: Error {}
        let lists: [String: [SearchHit]]
        private let state = Mutex<[(String, RetrievalOptions.Mode)]>([])
        var asked: [(query: String, mode: RetrievalOptions.Mode)] {
            state.withLock { $0.map { ($0.0, $0.1) } }.sorted { $0.0 < $1.0 }
        }

        init(_ lists: [String: [SearchHit]]) { self.lists = lists }

        func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
            state.withLock { $0.append((query, options.mode)) }
            guard let list = lists[query] else { throw NoList() }
            return Array(list.prefix(options.k))
        }
    }

    struct FixedExpander: QueryExpander {
        let name = "fixed"
        var queries: [ExpandedQuery]
        func expand(_ query: ChainQuery) async throws -> [ExpandedQuery] { queries }
    }

    private let a = threeHits[0]
    private let b = threeHits[1]
    private let c = threeHits[2]

    private func chain(_ retriever: any ChunkRetriever, _ expanders: [any QueryExpander]) -> RAGChain {
        var chain = RAGChain(retriever: retriever, generator: FixedAnswer("x"))
        chain.expanders = expanders
        return chain
    }

    private func retrieved(_ chain: RAGChain, k: Int? = nil) async throws -> [SearchHit] {
        for try await event in chain.stream("q", options: ChainOptions(k: k)) {
            if case .retrieved(let hits) = event { return hits }
        }
        return []
    }

    @Test func listsAreFusedByWeightedReciprocalRanks() async throws {
        let retriever = TextRetriever(["q": [a, b], "r": [c, b], "s": [c]])
        let chain = chain(
            retriever, [FixedExpander(queries: [ExpandedQuery("r"), ExpandedQuery("s", weight: 0.25)])])
        let hits = try await retrieved(chain)
        #expect(hits.map(\.path) == ["b.md", "a.md", "c.md"])
        let scores = [1 / 62.0 + 0.5 / 62, 1 / 61.0, 0.5 / 61 + 0.25 / 61]
        for (hit, score) in zip(hits, scores) { #expect(abs(hit.score - score) < 1e-12) }
        #expect(try await retrieved(chain, k: 1).map(\.path) == ["a.md"], "each list has one hit then")
    }

    @Test func withoutFurtherQueriesTheHitsAreTheRetrieversOwn() async throws {
        let retriever = TextRetriever(["q": threeHits])
        #expect(try await retrieved(chain(retriever, [FixedExpander(queries: [])])) == threeHits)
        #expect(try await retrieved(chain(retriever, [])) == threeHits)
    }

    @Test func queriesAreDistinctAndBounded() async throws {
        let texts = ["Q", " q ", "r", "R  ", "", "s", "t", "u"]
        let retriever = TextRetriever(
            Dictionary((texts + ["q"]).map { ($0, threeHits) }) { first, _ in first })
        var chain = chain(
            retriever,
            [
                FixedExpander(queries: [ExpandedQuery("v", weight: 0), ExpandedQuery("w", weight: .nan)]),
                FixedExpander(queries: texts.map { ExpandedQuery($0) }),
            ])
        chain.maximumQueries = 4
        _ = try await retrieved(chain)
        #expect(retriever.asked.map(\.query) == ["q", "r", "s", "t"])
        chain.maximumQueries = 1
        #expect(try await retrieved(chain) == threeHits)
        #expect(retriever.asked.map(\.query) == ["q", "q", "r", "s", "t"])
    }

    @Test func modelsAnswersAreReadLineByLine() async throws {
        let reply = "1. How is it written?\n- \"Where is it written?\"\n\n* 3 ways of writing\n2026 in writing\nfive"
        let model = ReplyingModel(always: reply)
        let queries = try await ModelExpander.multiQuery(model, count: 4).expand(ChainQuery("q"))
        #expect(
            queries.map(\.text) == [
                "How is it written?", "Where is it written?", "3 ways of writing", "2026 in writing",
            ])
        #expect(model.requests.first?.messages.first?.content.contains("in 4 other ways") == true)
        #expect(try await ModelExpander.stepBack(model).expand(ChainQuery("q")).map(\.text) == ["How is it written?"])
        #expect(try await ModelExpander.decomposition(model).expand(ChainQuery("q")).count == 4)
    }

    @Test func aHypotheticalPassageIsSearchedForByVectorUnlessWordsAloneAreWanted() async throws {
        let retriever = TextRetriever(["q": [a], "It is.\nSo.": [b]])
        let chain = chain(retriever, [ModelExpander.hyde(ReplyingModel(always: "It is.\nSo."))])
        _ = try await chain.answer("q")
        #expect(retriever.asked.map(\.mode) == [.vector, .hybrid])
        let words = TextRetriever(retriever.lists)
        _ = try await self.chain(words, chain.expanders).answer("q", options: ChainOptions(mode: .keyword))
        #expect(words.asked.map(\.mode) == [.keyword, .keyword])
    }

    @Test func whatFailsIsAWarningAndTheQuestionIsSearchedFor() async throws {
        let retriever = TextRetriever(["q": threeHits, "r": [c]])
        let chain = chain(
            retriever,
            [
                ModelExpander.multiQuery(ReplyingModel.failing), ModelExpander.hyde(ReplyingModel(always: "")),
                FixedExpander(queries: [ExpandedQuery("no list")]),
            ])
        let answer = try await chain.answer("q")
        #expect(answer.warnings.map(\.code) == [.expansionFailed, .expansionFailed, .expansionFailed])
        #expect(Set(answer.warnings.map(\.step)) == [.expansion, .retrieval])
        #expect(try await retrieved(chain).map(\.id) == threeHits.map(\.id))
        let failing = self.chain(retriever, [FixedExpander(queries: [ExpandedQuery("r")])])
        let error = await #expect(throws: ChainError.self) { try await failing.answer("not q") }
        #expect(error?.step == .retrieval)
    }

    @Test func theTraceHasEachExpanderAndItsPrompt() async throws {
        let retriever = TextRetriever(["q": [a], "r": [b]])
        let answer = try await chain(retriever, [ModelExpander.multiQuery(ReplyingModel(always: "r"))]).answer("q")
        let span = try #require(answer.trace.root.first(named: "expansion"))
        #expect(span.children.map(\.name) == ["multi_query"])
        #expect(span.outputs == .array([.object(["text": "r", "weight": .number(0.5)])]))
        #expect(answer.trace.requests.map(\.prompt) == ["other_wordings@1"])
        #expect(answer.usage?.inputTokens == 10)
    }

    @Test(arguments: [true, false])
    func cancellingWhileModelsAreAskedEndsTheCallAtOnce(heedsCancellation: Bool) async throws {
        let model = ReplyingModel.hanging(heedsCancellation: heedsCancellation)
        let chain = chain(
            FixedRetriever(hits: threeHits), [ModelExpander.hyde(model), ModelExpander.multiQuery(model)])
        #expect(try await fastestCancellation(of: chain) < .milliseconds(50))
    }
}
