import Foundation

/// How fast an engine is at a recall, between the points that were measured.
///
/// Only points count that no other beats in both recall and speed (the Pareto envelope); between two of them the
/// logarithm of the speed is linear in the recall.
package struct RecallCurve: Sendable {
    /// Ascending in recall, descending in speed.
    package let points: [(recall: Double, speed: Double)]

    package init(_ measured: some Sequence<(recall: Double, speed: Double)>) {
        var envelope: [(recall: Double, speed: Double)] = []
        let best = measured.filter { $0.recall.isFinite && $0.speed.isFinite && $0.speed > 0 }
            .sorted { ($0.recall, $0.speed) > ($1.recall, $1.speed) }
        for point in best where point.speed > envelope.last?.speed ?? 0 { envelope.append(point) }
        points = envelope.reversed()
    }

    /// The speed at a recall; nil where no point reaches it.
    ///
    /// Where even the fastest point has more recall, its speed is given: a lower bound.
    package func speed(at recall: Double) -> Double? {
        guard let first = points.first, let last = points.last, last.recall >= recall else { return nil }
        guard first.recall < recall, let upper = points.firstIndex(where: { $0.recall >= recall }) else {
            return first.speed
        }
        let (low, high) = (points[upper - 1], points[upper])
        guard recall < high.recall else { return high.speed }
        let share = (recall - low.recall) / (high.recall - low.recall)
        return exp(log(low.speed) * (1 - share) + log(high.speed) * share)
    }

    /// The recalls at which engines are compared.
    package static let levels = [0.9, 0.95, 0.99]
}
