import TestSupport
import Testing
import VectorCore

struct KMeansTests {
    /// Points about centres of different weight.
    private func clusters(_ count: Int, dimension: Int, centers: Int, seed: UInt64) -> Matrix {
        var random = SeededGenerator(seed: seed)
        let middle = random.matrix(centers, dimension)
        var values: [Float] = []
        for _ in 0..<count {
            // The first centres have far more than the last.
            let center = min(Int.random(in: 0..<centers, using: &random), Int.random(in: 0..<centers, using: &random))
            values += middle[row: center].map { $0 + 0.1 * Float.random(in: -1...1, using: &random) }
        }
        return Matrix(rows: count, columns: dimension, values: values)
    }

    private func squared(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
        zip(a, b).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
    }

    /// Lloyd's algorithm as plainly as it can be written, from rows drawn by chance.
    private func lloyd(_ points: Matrix, clusters: Int, seed: UInt64) -> Double {
        var random = SeededGenerator(seed: seed)
        var centers = Array(0..<points.rows).shuffled(using: &random).prefix(clusters).map { Array(points[row: $0]) }
        var inertia = 0.0
        for _ in 0..<10 {
            var sums = [[Double]](repeating: [Double](repeating: 0, count: points.columns), count: clusters)
            var sizes = [Double](repeating: 0, count: clusters)
            inertia = 0
            for row in 0..<points.rows {
                let distances = centers.map { squared(points[row: row], $0[...]) }
                let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
                inertia += distances[nearest] / Double(points.rows)
                sizes[nearest] += 1
                for (column, value) in points[row: row].enumerated() { sums[nearest][column] += Double(value) }
            }
            for cluster in 0..<clusters where sizes[cluster] > 0 {
                centers[cluster] = sums[cluster].map { Float($0 / sizes[cluster]) }
            }
        }
        return inertia
    }

    @Test(arguments: [5, 40, 150])
    func clustersAreAsTightAsThoseOfAPlainLloyd(count: Int) throws {
        for seed: UInt64 in 1...3 {
            let points = clusters(3_000, dimension: 9, centers: 40, seed: seed)
            let centroids = try KMeans(clusters: count, seed: seed).train(points)
            #expect(centroids.count == count)
            let plain = (0..<3).map { lloyd(points, clusters: count, seed: seed * 10 + $0) }.min() ?? 0
            let own = centroids.meanSquaredDistance(to: points)
            #expect(own <= 1.15 * plain, "seed \(seed): \(own) and \(plain)")
            // What it says of the distance is the distance.
            let places = centroids.nearest(to: points)
            let mean = (0..<points.rows).reduce(0.0) {
                $0 + squared(points[row: $1], centroids.vectors[row: places[$1]]) / Double(points.rows)
            }
            #expect(abs(mean - own) <= 1e-4 * mean)
        }
    }

    @Test func eachPointBelongsToTheNearestCentroid() throws {
        for (dimension, count) in [(1, 3), (7, 16), (33, 50)] {
            let points = clusters(700, dimension: dimension, centers: 20, seed: 5)
            let centroids = try KMeans(clusters: count).train(points)
            for (row, place) in centroids.nearest(to: points, threads: 2).enumerated() {
                let distances = (0..<count).map { squared(points[row: row], centroids.vectors[row: $0]) }
                #expect(distances[place] <= (distances.min() ?? 0) + 1e-5)
            }
        }
    }

    @Test(arguments: [false, true])
    func theResultFollowsFromTheSeedWhateverTheNumberOfThreads(isBalanced: Bool) throws {
        let points = clusters(5_000, dimension: 16, centers: 30, seed: 7)
        let training = KMeans(clusters: 70, pointsPerCluster: 50, isBalanced: isBalanced, seed: 3)
        let one = try training.train(points, threads: 1)
        for threads in [2, 3, 5] {
            let other = try training.train(points, threads: threads)
            #expect(other.vectors == one.vectors && other.weights == one.weights)
            #expect(other.nearest(to: points, threads: threads) == one.nearest(to: points))
        }
        var another = training
        another.seed = 4
        #expect(try another.train(points).vectors != one.vectors)
    }

    @Test func noClusterIsEmptyWhereThereArePointsForAll() throws {
        for seed: UInt64 in 1...5 {
            // Two heaps, one of a thousand copies of one point: seeds fall into it again and again.
            var random = SeededGenerator(seed: seed)
            let spread = random.matrix(200, 4)
            let copies = [Float](repeating: 9, count: 4 * 1_000)
            let points = Matrix(rows: 1_200, columns: 4, values: copies + spread.values)
            let centroids = try KMeans(clusters: 60, seed: seed).train(points)
            let places = centroids.nearest(to: points)
            #expect(Set(places).count >= 59, "seed \(seed): \(Set(places).count) of 60 clusters have points")
            #expect(Set(places[..<1_000]).count == 1)
        }
    }

    @Test func pointsThatAreAllEqualAndFewerThanClustersAreNoFailure() throws {
        let same = Matrix(rows: 50, columns: 3, values: [Float](repeating: 2, count: 150))
        let centroids = try KMeans(clusters: 8).train(same)
        #expect(centroids.count == 8 && centroids.meanSquaredDistance(to: same) == 0)
        #expect(try KMeans(clusters: 8).train(Matrix([[1, 2], [3, 4]])).count == 2)
        #expect(throws: VectorIndexError.self) { try KMeans(clusters: 8).train(Matrix(columns: 2)) }
        #expect(throws: VectorIndexError.self) { try KMeans(clusters: 0).train(same) }
        #expect(throws: VectorIndexError.self) { try KMeans(clusters: 2).train(Matrix([[1, .nan]])) }
    }

    @Test func balancedClustersAreOfMoreEqualSizes() throws {
        // Dense in the middle, and thinner without a gap.
        var random = SeededGenerator(seed: 9)
        let points = Matrix(rows: 6_000, columns: 12, values: random.vector(72_000).map { $0 * $0 * $0 })
        func unevenness(_ centroids: Centroids) -> Double {
            var sizes = [Double](repeating: 0, count: centroids.count)
            for place in centroids.nearest(to: points) { sizes[place] += 1 }
            return sizes.reduce(0) { $0 + $1 * $1 } * Double(sizes.count) / 36e6
        }
        let free = try KMeans(clusters: 40, iterations: 20, pointsPerCluster: 1_000).train(points)
        let balanced = try KMeans(clusters: 40, iterations: 20, pointsPerCluster: 1_000, isBalanced: true).train(points)
        let before = unevenness(free)
        let after = unevenness(balanced)
        print("Unevenness of clusters: \(before), balanced \(after)")
        #expect(after - 1 < 0.8 * (before - 1))
        #expect(balanced.meanSquaredDistance(to: points) < 2 * free.meanSquaredDistance(to: points))
    }
}
