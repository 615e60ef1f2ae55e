import CExactSearch
import Testing

struct ExactSearchTests {
    /// SplitMix64.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(arguments: [EXACT_SQUARED_L2, EXACT_INNER_PRODUCT, EXACT_COSINE].map(\.rawValue))
    func theNearestAreThoseOfAFullSort(metric: UInt32) {
        let metric = exact_metric(rawValue: metric)
        for seed in 1...12 as ClosedRange<UInt64> {
            var random = Random(state: seed)
            let dimension = [1, 2, 15, 16, 17, 40][Int(seed) % 6]
            let rows = 200, queries = 11, k = [1, 10, 200][Int(seed) % 3]
            // Whole numbers from a small range make many equal distances, which must come in the rows' order.
            func vectors(_ count: Int) -> [Float] {
                (0..<count * dimension).map { _ in
                    seed % 2 == 0
                        ? Float(Int.random(in: -2...2, using: &random)) : Float.random(in: -1...1, using: &random)
                }
            }
            let base = vectors(rows), asked = vectors(queries)
            var nearest = [Int64](repeating: -1, count: queries * k)
            #expect(exact_nearest(base, rows, asked, queries, dimension, metric, k, 2, &nearest))
            for query in 0..<queries {
                let distances = (0..<rows).map { row in
                    distance(
                        Array(asked[query * dimension..<(query + 1) * dimension]),
                        Array(base[row * dimension..<(row + 1) * dimension]), metric)
                }
                let expected = (0..<rows).sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(k).map(Int64.init)
                #expect(Array(nearest[query * k..<(query + 1) * k]) == expected, "seed \(seed), query \(query)")
            }
        }
    }

    @Test func distancesThatOverflowFloatsAreStillOrdered() {
        let base: [Float] = [3e38, 0, 2e38, 0, 1e38, 0, -3e38, 0]
        var nearest = [Int64](repeating: -1, count: 4)
        #expect(exact_nearest(base, 4, [3e38, 0], 1, 2, EXACT_SQUARED_L2, 4, 1, &nearest))
        #expect(nearest == [0, 1, 2, 3])
    }

    private func distance(_ a: [Float], _ b: [Float], _ metric: exact_metric) -> Double {
        func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        switch metric {
        case EXACT_SQUARED_L2:
            return zip(a, b).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
        case EXACT_INNER_PRODUCT: return -product(a, b)
        default:
            let lengths = product(a, a).squareRoot() * product(b, b).squareRoot()
            return lengths > 0 ? 1 - product(a, b) / lengths : 1
        }
    }
}
