import Foundation
import Reports
import Testing

struct RecallCurveTests {
    private static func curve(_ points: [(Double, Double)]) -> RecallCurve {
        RecallCurve(points.map { (recall: $0.0, speed: $0.1) })
    }

    @Test func betweenPointsTheLogarithmOfTheSpeedIsLinear() throws {
        let curve = Self.curve([(0.9, 1000), (0.8, 4000), (1, 10)])
        #expect(curve.points.map(\.recall) == [0.8, 0.9, 1])
        let between = try #require(curve.speed(at: 0.85))
        #expect(abs(between - 2000) < 1e-9)
        #expect(curve.speed(at: 0.9).map { abs($0 - 1000) < 1e-9 } == true)
        // exp(log(1000) · 0.4 + log(10) · 0.6)
        let expected: Double = pow(1000, 0.4) * pow(10, 0.6)
        let found = try #require(curve.speed(at: 0.96))
        #expect(abs(found - expected) < 1e-9)
    }

    @Test func aPointThatAnotherBeatsInBothDoesNotCount() {
        let curve = Self.curve([(0.8, 500), (0.9, 1000), (0.9, 900), (0.95, 1000), (0.99, 100)])
        #expect(curve.points.map(\.recall) == [0.95, 0.99])
        #expect(curve.points.map(\.speed) == [1000, 100])
    }

    @Test func outsideThePointsThereIsABoundOrNothing() {
        let curve = Self.curve([(0.9, 1000), (0.99, 100)])
        #expect(curve.speed(at: 0.5) == 1000)
        #expect(curve.speed(at: 0.995) == nil)
        #expect(Self.curve([]).speed(at: 0) == nil)
        #expect(Self.curve([(.nan, 1), (0.9, .nan), (0.9, 0)]).points.isEmpty)
    }

    /// Any recall's speed lies between those of the points around it, and a higher recall is never faster.
    @Test(arguments: 0..<50) func theCurveNeverRises(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next() -> Double {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Double(state >> 11) / Double(UInt64(1) << 53)
        }
        let measured = (0..<12).map { _ in (recall: next(), speed: 1 + 1000 * next()) }
        let curve = RecallCurve(measured)
        let speeds = (0...100).map { curve.speed(at: Double($0) / 100) }
        let known = speeds.compactMap(\.self)
        #expect(zip(known, known.dropFirst()).allSatisfy { $0 >= $1 - 1e-9 }, "seed \(seed)")
        // Once a recall is out of reach, all higher ones are.
        #expect(speeds.drop { $0 != nil }.allSatisfy { $0 == nil }, "seed \(seed)")
        for point in measured {
            // No measured point lies above the curve.
            #expect(curve.speed(at: point.recall).map { $0 >= point.speed - 1e-9 } == true, "seed \(seed)")
        }
    }
}
