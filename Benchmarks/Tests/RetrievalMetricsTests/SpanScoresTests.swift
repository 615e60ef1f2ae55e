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

    /// By hand: of 20 characters that answer, 10 are among the 40 retrieved; together they are 50.
    @Test func aCaseByHand() {
        let scores = SpanScores(
            retrieved: [span(0..<15), span(45..<60), span(100..<110)], relevant: [span(10..<20), span(40..<50)])
        #expect(scores.recall == 0.5 && scores.precision == 0.25 && scores.intersectionOverUnion == 0.2)
        // What stands at the same place of another document answers nothing.
        let other = SpanScores(retrieved: [Span(document: "b", range: 10..<20)], relevant: [span(10..<20)])
        #expect(other.recall == 0 && other.precision == 0 && other.intersectionOverUnion == 0)
    }

    @Test func theBestPrecisionIsThatOfTheChunksThatHoldTheAnswer() {
        let chunks = [span(0..<10), span(10..<20), span(20..<30)]
        func omega(_ chunks: [Span], _ relevant: Range<Int>...) -> Double {
            SpanScores.precisionOmega(chunks: chunks, relevant: relevant.map { span($0) })
        }
        #expect(omega(chunks, 5..<15) == 0.5)
        // A chunk that only touches the answer is not needed.
        #expect(omega(chunks, 10..<20) == 1)
        #expect(omega(chunks, 0..<1, 29..<30) == 0.1)
        // Overlap counts once: 2 of 20 characters.
        #expect(omega([span(0..<12), span(8..<20)], 9..<11) == 0.1)
        // What no chunk holds is missed: 2 of 5 and 3 more.
        #expect(omega([span(0..<5)], 3..<8) == 0.25)
        #expect(omega([], 3..<8) == 0)
    }

    private func span(_ range: Range<Int>) -> Span { Span(document: "a", range: range) }

    private func positions(_ spans: [Span]) -> Set<[Int]> {
        Set(spans.flatMap { span in span.range.map { [span.document == "a" ? 0 : 1, $0] } })
    }
}
