/// The points of each cluster, in their order.
struct ClusterMembers {
    /// Points, those of the first cluster first.
    let members: [UInt32]
    /// Where each cluster's members begin, and behind them the end.
    private let starts: [Int]

    init(_ labels: [UInt32], clusters: Int) {
        var starts = [Int](repeating: 0, count: clusters + 1)
        for label in labels { starts[Int(label) + 1] += 1 }
        for cluster in 0..<clusters { starts[cluster + 1] += starts[cluster] }
        var next = starts
        var members = [UInt32](repeating: 0, count: labels.count)
        for (point, label) in labels.enumerated() {
            members[next[Int(label)]] = UInt32(point)
            next[Int(label)] += 1
        }
        self.members = members
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    func size(_ cluster: Int) -> Int { starts[cluster + 1] - starts[cluster] }

    subscript(cluster: Int) -> ArraySlice<UInt32> { members[starts[cluster]..<starts[cluster + 1]] }

    /// The mean of each cluster, summed in the points' order and so the same on any number of threads. A cluster without
    /// points takes a point of the largest: the one that is farthest from its centroid.
    func means(of points: Matrix, labels: Assignment, former: Matrix, threads: Int) -> Matrix {
        let together = 16
        let parts = parallelMap(count: (count + together - 1) / together, threads: threads) { part in
            var values: [Float] = []
            for cluster in part * together..<min((part + 1) * together, count) {
                values += mean(cluster, of: points) ?? Array(former[row: cluster])
            }
            return values
        }
        var values = parts.flatMap { $0 }
        var sizes = (0..<count).map(size)
        var taken: Set<UInt32> = []
        for cluster in 0..<count where size(cluster) == 0 {
            guard let largest = sizes.indices.max(by: { (sizes[$0], $1) < (sizes[$1], $0) }), sizes[largest] > 1 else {
                break
            }
            var farthest: UInt32?
            for point in self[largest] where !taken.contains(point) {
                if farthest.map({ labels.distances[Int(point)] > labels.distances[Int($0)] }) ?? true {
                    farthest = point
                }
            }
            guard let farthest else { break }
            taken.insert(farthest)
            // Others come with it: the next empty one shall look elsewhere.
            sizes[largest] /= 2
            let row = points[row: Int(farthest)]
            values.replaceSubrange(cluster * points.columns..<(cluster + 1) * points.columns, with: row)
        }
        return Matrix(rows: count, columns: points.columns, values: values)
    }

    private func mean(_ cluster: Int, of points: Matrix) -> [Float]? {
        let members = self[cluster]
        guard !members.isEmpty else { return nil }
        var sum = [Float](repeating: 0, count: points.columns)
        // SAFETY: members are rows of the matrix.
        unsafe points.values.withUnsafeBufferPointer { values in
            unsafe sum.withUnsafeMutableBufferPointer { sum in
                for member in members {
                    let row = Int(member) * points.columns
                    for column in 0..<points.columns { unsafe sum[column] += values[row + column] }
                }
            }
        }
        let scale = 1 / Float(members.count)
        let mean = sum.map { $0 * scale }
        return mean.allSatisfy(\.isFinite) ? mean : nil
    }
}
