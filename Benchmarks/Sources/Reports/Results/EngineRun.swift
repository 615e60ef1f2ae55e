/// All points of one engine over the same vectors with the same threads.
package struct EngineRun: Sendable {
    package let label: String
    package let points: [MeasuredPoint]

    /// The engines of some points, in the order in which they first appear.
    package static func all(_ points: some Sequence<MeasuredPoint>) -> [EngineRun] {
        var labels: [String] = []
        var groups: [String: [MeasuredPoint]] = [:]
        for point in points {
            if groups[point.label] == nil { labels.append(point.label) }
            groups[point.label, default: []].append(point)
        }
        return labels.map { EngineRun(label: $0, points: groups[$0] ?? []) }
    }

    /// Debian's hnswlib, which all ratios are taken to.
    package var isReference: Bool { label == "hnswlib" }
    package var isPeer: Bool { points.first?.engine != "tessera" }

    /// Over queries a second of CPU time.
    package var curve: RecallCurve { RecallCurve(points.map { ($0.recall, $0.cpuQPS) }) }
    /// Over queries a second of wall time.
    package var wallCurve: RecallCurve { RecallCurve(points.map { ($0.recall, $0.qps) }) }

    /// Distances computed a query at a recall; nil where they are not counted.
    package func distances(at recall: Double) -> Double? {
        RecallCurve(points.compactMap { point in point.distances.map { (point.recall, 1 / $0) } })
            .speed(at: recall).map { 1 / $0 }
    }

    /// Microseconds of CPU time a query at a recall.
    package func microseconds(at recall: Double) -> Double? { curve.speed(at: recall).map { 1e6 / $0 } }

    package var bytesPerVector: Double? { points.compactMap(\.bytesPerVector).first }
    package var buildCPUSeconds: Double? { points.compactMap(\.buildCPUSeconds).first }
    package var buildSeconds: Double? { points.compactMap(\.buildSeconds).first }

    /// The point measured with this many candidates.
    package func point(efSearch: Int) -> MeasuredPoint? { points.first { $0.parameters["efSearch"] == efSearch } }
}
