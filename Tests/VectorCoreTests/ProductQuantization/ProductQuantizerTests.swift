import TestSupport
import Testing
import VectorCore

struct ProductQuantizerTests {
    /// Components that hang together: a few directions with most of what varies.
    private func correlated(_ rows: Int, _ dimension: Int, seed: UInt64) -> Matrix {
        var random = SeededGenerator(seed: seed)
        let directions = random.matrix(dimension, dimension)
        var values: [Float] = []
        for _ in 0..<rows {
            var vector = [Float](repeating: 0, count: dimension)
            for direction in 0..<dimension {
                let weight = Float.random(in: -1...1, using: &random) / Float(1 + direction)
                for (column, value) in directions[row: direction].enumerated() { vector[column] += weight * value }
            }
            values += vector
        }
        return Matrix(rows: rows, columns: dimension, values: values)
    }

    private func squared(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Double {
        zip(a, b).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
    }

    private func loss(_ quantizer: ProductQuantizer, _ vectors: Matrix) -> Double {
        let codes = quantizer.codes(of: vectors)
        return (0..<vectors.rows).reduce(0) { $0 + squared(vectors[row: $1], quantizer.decode(codes[$1])) }
            / Double(vectors.rows)
    }

    @Test(arguments: PQParameters.Bits.allCases, PQParameters.Rotation.allCases)
    func aCodeIsThatOfTheNearestEntriesByBruteForce(
        bits: PQParameters.Bits, rotation: PQParameters.Rotation
    ) throws {
        for (dimension, width) in [(24, 2), (13, 3), (64, 4)] {
            let vectors = correlated(900, dimension, seed: 11)
            let parameters = PQParameters(bits: bits, componentsPerPart: width, rotation: rotation)
            let quantizer = try ProductQuantizer(training: vectors, parameters: parameters)
            let entries = quantizer.entries
            let count = 1 << bits.rawValue
            for (row, code) in quantizer.codes(of: vectors).enumerated().prefix(70) {
                let turned = quantizer.turn(Array(vectors[row: row]))
                for (part, chosen) in code.enumerated() {
                    let distances = (0..<count).map { entry in
                        let first = (part * count + entry) * width
                        return squared(turned[part * width..<(part + 1) * width], entries[first..<first + width])
                    }
                    #expect(distances[Int(chosen)] <= (distances.min() ?? 0) + 1e-5)
                }
            }
        }
    }

    @Test func moreBitsLoseLess() throws {
        let vectors = correlated(3_000, 32, seed: 12)
        let power =
            (0..<vectors.rows).reduce(0.0) { $0 + squared(vectors[row: $1], repeatElement(0, count: 32)) } / 3_000
        let four = try loss(ProductQuantizer(training: vectors, parameters: PQParameters(bits: .four)), vectors)
        let eight = try loss(
            ProductQuantizer(training: vectors, parameters: PQParameters(bits: .eight, componentsPerPart: 2)), vectors
        )
        #expect(four < 0.15 * power && eight < 0.2 * four, "\(power), \(four), \(eight)")
    }

    @Test(arguments: PQParameters.Bits.allCases)
    func anOptimizedRotationIsOrthogonalAndLosesLess(bits: PQParameters.Bits) throws {
        let vectors = correlated(4_000, 32, seed: 13)
        func trained(_ rotation: PQParameters.Rotation, parts: Int? = nil) throws -> ProductQuantizer {
            let parameters = PQParameters(bits: bits, componentsPerPart: 4, parts: parts, rotation: rotation)
            return try ProductQuantizer(training: vectors, parameters: parameters)
        }
        let plain = try loss(trained(.none), vectors)
        let random = try loss(trained(.random), vectors)
        let optimized = try trained(.optimized)
        let best = loss(optimized, vectors)
        print(
            "\(bits) bits lose \(plain) without a rotation, \(random) with a random one, \(best) with the optimized one"
        )
        #expect(best < 0.8 * min(plain, random))
        for quantizer in [optimized, try trained(.optimized, parts: 6)] {
            let rotation = try #require(quantizer.optimizedRotation)
            for row in 0..<rotation.rows {
                for other in 0...row {
                    let product = zip(rotation[row: row], rotation[row: other]).reduce(0) { $0 + $1.0 * $1.1 }
                    #expect(abs(product - (row == other ? 1 : 0)) < 1e-4)
                }
            }
        }
        #expect(try #require(trained(.optimized, parts: 6).optimizedRotation).rows == 24)
    }

    @Test func theResultIsTheSameOnAnyNumberOfThreads() throws {
        let vectors = correlated(2_000, 24, seed: 14)
        for rotation in PQParameters.Rotation.allCases {
            let parameters = PQParameters(rotation: rotation)
            let one = try ProductQuantizer(training: vectors, parameters: parameters, threads: 1)
            let three = try ProductQuantizer(training: vectors, parameters: parameters, threads: 3)
            #expect(one.entries == three.entries && one.optimizedRotation == three.optimizedRotation)
        }
    }

    @Test func fewVectorsEqualVectorsAndOddShapesAreNoFailure() throws {
        let single = Matrix(rows: 1, columns: 3, values: [1, 2, 3])
        let zeros = Matrix(rows: 40, columns: 3, values: [Float](repeating: 0, count: 120))
        for rotation in PQParameters.Rotation.allCases {
            let parameters = PQParameters(rotation: rotation)
            for vectors in [single, zeros] {
                let quantizer = try ProductQuantizer(training: vectors, parameters: parameters)
                #expect(loss(quantizer, vectors) < 1e-8)
            }
        }
        for wrong in [
            PQParameters(componentsPerPart: 0), PQParameters(parts: 1), PQParameters(parts: 9, rotation: .optimized),
            PQParameters(iterations: -1),
        ] {
            #expect(throws: VectorIndexError.self) { try ProductQuantizer(training: single, parameters: wrong) }
        }
    }
}
