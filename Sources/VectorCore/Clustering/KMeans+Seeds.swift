extension KMeans {
    /// Points to begin with, each drawn with a chance that grows with its squared distance to those drawn before.
    func seeds(_ points: Matrix, threads: Int, kernels: Kernels) -> Matrix {
        var state = seed ^ 0x5EED
        // Half of the points tell as well where there is none near.
        let points = points.sample(clusters.multipliedSaturating(by: 32), seed: SplitMix64.next(&state))
        let wanted = min(clusters, points.rows)
        let round = max(1, wanted / 32)
        var chosen = [Int(SplitMix64.next(&state) % UInt64(points.rows))]
        var isChosen = [Bool](repeating: false, count: points.rows)
        isChosen[chosen[0]] = true
        var distances = [Float](repeating: .infinity, count: points.rows)
        var latest = chosen
        while chosen.count < wanted {
            Self.lower(&distances, points, latest, threads: threads, kernels: kernels)
            latest = Self.draw(
                min(round, wanted - chosen.count), distances, isChosen: &isChosen, state: &state)
            // Nothing is left that is apart from those drawn: any others serve.
            if latest.isEmpty {
                for row in 0..<points.rows where !isChosen[row] && chosen.count + latest.count < wanted {
                    latest.append(row)
                }
            }
            chosen += latest
        }
        return Matrix(rows: wanted, columns: points.columns, values: chosen.flatMap { points[row: $0] })
    }

    /// Points of positive distance, none twice, with chances in proportion to the distances.
    private static func draw(
        _ count: Int, _ distances: [Float], isChosen: inout [Bool], state: inout UInt64
    ) -> [Int] {
        var total = 0.0
        for row in distances.indices where !isChosen[row] { total += Double(distances[row]) }
        guard total > 0, total.isFinite else { return [] }
        let targets = (0..<count).map { _ in SplitMix64.unit(&state) * total }.sorted()
        var drawn: [Int] = []
        var sum = 0.0
        for row in distances.indices where !isChosen[row] && distances[row] > 0 && drawn.count < count {
            sum += Double(distances[row])
            if sum > targets[drawn.count] {
                isChosen[row] = true
                drawn.append(row)
            }
        }
        return drawn
    }

    /// Lowers each point's distance to that of the nearest of some others.
    private static func lower(
        _ distances: inout [Float], _ points: Matrix, _ others: [Int], threads: Int, kernels: Kernels
    ) {
        let centroids = Centroids(
            Matrix(rows: others.count, columns: points.columns, values: others.flatMap { points[row: $0] }),
            weights: [],
            kernels: kernels)
        let found = centroids.assign(points, threads: threads)
        for row in distances.indices { distances[row] = min(distances[row], found.distances[row]) }
        for row in others { distances[row] = 0 }
    }
}
