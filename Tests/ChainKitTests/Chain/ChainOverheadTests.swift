#if !DEBUG
    import ChainKit
    import InMemoryTracing
    import Retriever
    import Testing

    /// What a chain adds to its steps; `tessera-bench chain` has the figures.
    @Suite struct ChainOverheadTests {
        /// Of many calls the fastest is hardly slowed by what else the machine does, and is held to ten times what a chain may cost.
        private func fastest(of chain: RAGChain, below limit: Duration) async throws -> Duration {
            var fastest = Duration.seconds(3_600)
            let begin = ContinuousClock.now
            while fastest >= limit, ContinuousClock.now - begin < .seconds(60) {
                let start = ContinuousClock.now
                _ = try await chain.answer("How are index files written?")
                fastest = min(fastest, ContinuousClock.now - start)
            }
            return fastest
        }

        private let chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits), generator: FixedAnswer("Written aside [1]."))

        @Test func aChainOfFiveStepsIsQuick() async throws {
            #expect(try await fastest(of: chain, below: .microseconds(500)) < .microseconds(500))
        }

        @Test func soIsATracedOne() async throws {
            var traced = chain
            traced.tracing.tracer = InMemoryTracer()
            traced.recorder = QueuedTraceRecorder(InMemoryTraceRecorder())
            #expect(try await fastest(of: traced, below: .microseconds(1_500)) < .microseconds(1_500))
        }
    }
#endif
