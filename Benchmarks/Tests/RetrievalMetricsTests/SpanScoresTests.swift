import RetrievalMetrics
import Testing

/// Against sets of single positions, which cannot get borders wrong.
@Suite struct SpanScoresTests {
    @Test func scoresAreThoseOfSetsOfPositions() {
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for round in 0..<500 {
            func spans(_ count: Int) -> [Span] {
                (0..<count).map { _ in
                    let start = next(40)
                    return Span(document: next(2) == 0 ? "a" : "b", range: start..<start + 1 + next(12))
                }
            }
            let (retrieved, relevant) = (spans(next(6)), spans(1 + next(3)))
            let (found, wanted) = (positions(retrieved), positions(relevant))
            let shared = Double(found.intersection(wanted).count)
            let length = Double(retrieved.reduce(0) { $0 + $1.range.count })
            let scores = SpanScores(retrieved: retrieved, relevant: relevant)
            #expect(scores.recall == shared / Double(wanted.count), "seed \(seed), round \(round)")
            #expect(scores.precision == (length > 0 ? shared / length : 0), "seed \(seed), round \(round)")
            #expect(
                scores.intersectionOverUnion == shared / (length + Double(wanted.count) - shared),
                "seed \(seed), round \(round)")
        }
    }

    @Test func whatIsRetrievedTwiceCostsTwice() {
        let span = Span(document: "a", range: 0..<10)
        let scores = SpanScores(retrieved: [span, span], relevant: [span])
        #expect(scores.recall == 1 && scores.precision == 0.5 && scores.intersectionOverUnion == 0.5)
    }

    private func positions(_ spans: [Span]) -> Set<[Int]> {
        Set(spans.flatMap { span in span.range.map { [span.document == "a" ? 0 : 1, $0] } })
    }
}
