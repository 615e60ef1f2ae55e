import ModelServing
import Testing

struct TrafficRoutesTests {
    @Test func callsInTurnKeepEveryModelWithinOneOfItsShare() {
        let weights = [("a", 5), ("b", 1), ("none", 0), ("c", 3)]
        let routes = TrafficRoutes(weights.map { (name: $0.0, weight: $0.1) })
        var counts = [0, 0, 0, 0]
        for call in 1...900 {
            counts[routes.route(nil)] += 1
            for (index, weight) in weights.enumerated() {
                let share = Double(call * weight.1) / 9
                #expect(abs(Double(counts[index]) - share) <= 1, "model \(index) after \(call) calls")
            }
        }
        #expect(counts == [500, 100, 0, 300])
    }

    @Test func keysGoWhereTheyAlwaysGo() {
        // Recorded: another answer would move every user of a running service.
        let routes = TrafficRoutes([("small", 90), ("large", 10)])
        let found = (0..<40).map { "\(routes.route("user-\($0)"))" }.joined()
        #expect(found == "0100000000100001000000001000010000000000")
        #expect(routes.route("user-7") == routes.route("user-7"))
    }

    @Test func keysAreDealtOutByWeight() {
        let routes = TrafficRoutes([("a", 70), ("b", 30), ("off", 0)])
        var counts = [0, 0, 0]
        for key in 0..<10_000 { counts[routes.route("\(key)")] += 1 }
        // Five standard deviations of a binomial distribution are 230.
        #expect(abs(counts[0] - 7000) < 230)
        #expect(counts[2] == 0)
    }

    @Test func aChangeMovesOnlyTheKeysThatItMust() {
        let before = TrafficRoutes([("a", 50), ("b", 50)])
        let heavier = TrafficRoutes([("a", 50), ("b", 100)])
        let joined = TrafficRoutes([("a", 50), ("b", 50), ("c", 50)])
        for key in (0..<2000).map({ "\($0)" }) {
            let model = before.route(key)
            if model == 1 { #expect(heavier.route(key) == 1) }
            #expect([model, 2].contains(joined.route(key)))
        }
    }
}
