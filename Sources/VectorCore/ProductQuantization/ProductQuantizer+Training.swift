extension ProductQuantizer {
    /// Learns a rotation, where one is asked for, and codebooks.
    ///
    /// Shape: `sample` is (n, dimension), of which as many are used as the parameters say; at least one.
    static func train(
        _ sample: Matrix, shape: PQShape, parameters: PQParameters, seed: UInt64, threads: Int, kernels: Kernels
    ) -> ProductQuantizer {
        BLAS.setThreads(1)
        let sample = sample.sample(
            shape.entries.multipliedSaturating(by: parameters.pointsPerEntry), seed: seed ^ 0x9E3779B9)
        func learn(
            _ rotation: PQRotation, from entries: [Float]? = nil, iterations: Int
        ) -> (quantizer: ProductQuantizer, turned: TurnedSample) {
            let turned = TurnedSample(sample, rotation: rotation, shape: shape, kernels: kernels)
            let parts = parallelMap(count: shape.parts, threads: threads) { part in
                PartTraining(part: part, seed: seed, kernels: kernels)
                    .entries(turned, from: entries, iterations: iterations)
            }
            let quantizer = ProductQuantizer(
                shape: shape, rotation: rotation, entries: parts.flatMap { $0 }, kernels: kernels)
            return (quantizer, turned)
        }
        switch parameters.rotation {
        case .none: return learn(.none, iterations: parameters.iterations).quantizer
        case .random:
            let rotation = Rotation(dimension: shape.dimension, seed: seed, kernels: kernels)
            return learn(.random(rotation), iterations: parameters.iterations).quantizer
        case .optimized:
            guard var matrix = PrincipalRotation.rotation(of: sample, shape: shape) else {
                return learn(.none, iterations: parameters.iterations).quantizer
            }
            var entries: [Float]?
            // Codebooks and rotation in turns, each the best for the other.
            for _ in 0..<Self.turns {
                let (quantizer, turned) = learn(.optimized(matrix), from: entries, iterations: 2)
                guard let better = quantizer.bestRotation(of: sample, turned, rows: matrix.rows) else { break }
                matrix = better
                entries = quantizer.entries
            }
            return learn(.optimized(matrix), from: entries, iterations: parameters.iterations).quantizer
        }
    }

    private static var turns: Int { 4 }

    /// The rotation under which the vectors come nearest to their present codes: that of an orthogonal Procrustes problem.
    private func bestRotation(of sample: Matrix, _ turned: TurnedSample, rows: Int) -> Matrix? {
        let block = PQShape.block
        let decoded = unsafe [Float](unsafeUninitializedCapacity: rows * sample.rows) { buffer, initialized in
            var codes = [UInt8](repeating: 0, count: shape.paddedParts * block)
            for index in 0..<turned.blocks {
                // SAFETY: a block of the sample has the shape that coding takes; rows × vectors are written, each once.
                unsafe turned.values.withUnsafeBufferPointer {
                    unsafe encode($0.baseAddress.unsafelyUnwrapped + index * shape.turned * block, to: &codes)
                }
                for part in 0..<shape.parts {
                    for lane in 0..<turned.present(index) {
                        let entry = entry(Int(codes[part * block + lane]), of: part)
                        for component in 0..<shape.width where part * shape.width + component < rows {
                            let place = (part * shape.width + component) * sample.rows + index * block + lane
                            unsafe buffer[place] = entry[entry.startIndex + component]
                        }
                    }
                }
            }
            initialized = rows * sample.rows
        }
        // (rows, n) @ (n, dimension)
        var product = [Float](repeating: 0, count: rows * sample.columns)
        unsafe BLAS.multiply(
            m: rows, n: sample.columns, k: sample.rows, a: decoded, aStride: sample.rows, b: sample.values,
            bStride: sample.columns, c: &product, cStride: sample.columns)
        return LAPACK.nearestOrthogonal(product, rows: rows, columns: sample.columns).map {
            Matrix(rows: rows, columns: sample.columns, values: $0)
        }
    }
}

/// The rotation to a sample's principal components, dealt out so that all parts hold about as much.
///
/// - Source: Ge et al. 2013, "Optimized product quantization", section 3.2 (eigenvalue allocation).
enum PrincipalRotation {
    /// Shape: (min(dimension, parts · width), dimension).
    static func rotation(of sample: Matrix, shape: PQShape) -> Matrix? {
        let n = sample.columns
        var products = [Float](repeating: 0, count: n * n)
        var transposed = [Float](repeating: 0, count: sample.values.count)
        for row in 0..<sample.rows {
            for column in 0..<n { transposed[column * sample.rows + row] = sample.values[row * n + column] }
        }
        // SAFETY: (n, rows) @ (rows, n).
        unsafe BLAS.multiplyTransposed(
            m: n, n: n, k: sample.rows, a: transposed, aStride: sample.rows, b: transposed, bStride: sample.rows,
            c: &products, cStride: n)
        guard products.allSatisfy(\.isFinite), let (values, vectors) = LAPACK.eigenvectors(products, n: n) else {
            return nil
        }
        let rows = min(n, shape.parts * shape.width)
        var logarithms = [Double](repeating: 0, count: shape.parts)
        var members = [[Int]](repeating: [], count: shape.parts)
        // How many components a part has: the last one may have fewer than the others.
        func room(_ part: Int) -> Int { min(shape.width, rows - part * shape.width) }
        let least = Double(values.last ?? 1) * 1e-9 + .leastNormalMagnitude
        for component in (n - rows..<n).reversed() {
            let open = (0..<shape.parts).filter { members[$0].count < room($0) }
            guard let part = open.min(by: { (logarithms[$0], $0) < (logarithms[$1], $1) }) else { return nil }
            members[part].append(component)
            // The logarithm to base 2, straight between powers of two.
            let ratio = max(Double(values[component]), least) / least
            logarithms[part] += Double(ratio.exponent) + ratio.significand
        }
        let order = members.flatMap { $0 }
        return Matrix(
            rows: rows, columns: n, values: order.flatMap { vectors[$0 * n..<($0 + 1) * n] })
    }
}
