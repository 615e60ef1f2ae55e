import CVectorKernels

/// What makes codes of vectors: the lists' centroids, and the codebooks for what a vector differs from its own.
///
/// A code stands for x̂ = c + r̂, the centroid and the nearest residual of the codebooks; e = x − x̂ is lost. From a query,
///
///     ‖q − x‖² ≈ ‖q − c‖² − 2⟨q, r̂⟩ + addend,   addend = ‖r̂‖² + 2⟨c, r̂⟩ + ‖e‖²
///
/// so that one table of products ⟨q, entry⟩ serves all lists, and what is left of the error, 2⟨q − x̂, e⟩, is small where q and x are
/// near. The cosine metric has half of that; the inner product −⟨q, c⟩ − ⟨q, r̂⟩ and no addend.
@safe
final class ListCoder: Sendable {
    let order: ProbeOrder
    let quantizer: ProductQuantizer
    let metric: Metric
    /// (lists, turned): centroids as the rotation turns them.
    private let turnedCentroids: [Float]

    init(centroids: Centroids, quantizer: ProductQuantizer, metric: Metric) {
        order = ProbeOrder(centroids, metric: metric)
        self.quantizer = quantizer
        self.metric = metric
        let shape = quantizer.shape
        let count = centroids.count
        var turned = [Float](repeating: 0, count: count * shape.turned)
        // SAFETY: the target is (count, turned).
        unsafe quantizer.rotation.apply(
            centroids.vectors.values, stride: shape.dimension, count: count, shape: shape, to: &turned,
            kernels: quantizer.kernels)
        turnedCentroids = turned
    }

    var centroids: Centroids { order.centroids }
    var shape: PQShape { quantizer.shape }
    var dimension: Int { shape.dimension }

    var bytes: Int {
        order.bytes
            + (centroids.vectors.values.count + turnedCentroids.count + quantizer.codebook.count
                + quantizer.columns.count) * 4
    }

    /// Codes some vectors, at most ``Centroids/pointsPerBlock``.
    ///
    /// - Parameter vectors: (count, dimension), `stride` floats apart.
    @unsafe
    func code(_ vectors: UnsafePointer<Float>, stride: Int, count: Int) -> CodedBlock {
        let shape = shape
        let lanes = PQShape.block
        var assignment = Assignment(
            places: [UInt32](repeating: 0, count: count), distances: [Float](repeating: 0, count: count))
        unsafe centroids.assign(vectors, stride: stride, count: count, to: &assignment)
        var block = CodedBlock(lists: assignment.places, count: count, blockBytes: shape.blockBytes)
        // SAFETY: rows are (count, turned), residuals (turned, 32), codes (paddedParts, 32).
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: (count + lanes) * shape.turned) { buffer in
            let rows = unsafe buffer.baseAddress.unsafelyUnwrapped
            let residuals = unsafe rows + count * shape.turned
            unsafe quantizer.rotation.apply(
                vectors, stride: stride, count: count, shape: shape, to: rows, kernels: quantizer.kernels)
            for row in 0..<count {
                let first = Int(assignment.places[row]) * shape.turned
                for index in 0..<shape.turned {
                    unsafe rows[row * shape.turned + index] -= turnedCentroids[first + index]
                }
            }
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: shape.paddedParts * lanes) { codes in
                let codes = unsafe codes.baseAddress.unsafelyUnwrapped
                for first in Swift.stride(from: 0, to: count, by: lanes) {
                    let present = min(lanes, count - first)
                    unsafe TurnedSample.transpose(
                        rows + first * shape.turned, count: present, width: shape.turned, to: residuals)
                    unsafe quantizer.encode(residuals, to: codes)
                    unsafe block.pack(codes, shape: shape, first: first)
                    if metric == .innerProduct { continue }
                    for lane in 0..<present {
                        let row = first + lane
                        let cross = unsafe crossTerm(
                            codes + lane, rows + row * shape.turned, list: Int(assignment.places[row]))
                        let addend = assignment.distances[row] + 2 * cross
                        // What overflows is far, and is a number that a file may hold.
                        let isNumber = addend.magnitude <= .greatestFiniteMagnitude
                        block.addends[row] =
                            isNumber ? metric == .cosine ? addend / 2 : addend : .greatestFiniteMagnitude
                    }
                }
            }
        }
        return block
    }

    /// Σ r̂ (c − r + r̂), turned.
    @unsafe
    private func crossTerm(_ codes: UnsafePointer<UInt8>, _ residual: UnsafePointer<Float>, list: Int) -> Float {
        let shape = shape
        let width = shape.width
        var sum: Float = 0
        // SAFETY: codes are (paddedParts, 32) and below the entries; the residual has `turned` components.
        unsafe quantizer.codebook.withUnsafeBufferPointer { codebook in
            unsafe turnedCentroids.withUnsafeBufferPointer { centroids in
                let centroid = unsafe centroids.baseAddress.unsafelyUnwrapped + list * shape.turned
                for part in 0..<shape.parts {
                    let code = unsafe Int(codes[part * PQShape.block])
                    let entry =
                        unsafe codebook.baseAddress.unsafelyUnwrapped + (part * shape.entries + code) * (width + 1)
                    for index in 0..<width {
                        let at = part * width + index
                        unsafe sum += entry[index] * (centroid[at] - residual[at] + entry[index])
                    }
                }
            }
        }
        return sum
    }

    /// The vector that a code stands for.
    ///
    /// - Parameter code: The codes of all parts.
    func decode(_ code: [UInt8], list: Int) -> [Float] {
        zip(centroids.vectors[row: list], quantizer.decode(code)).map { $0 + $1 }
    }
}

/// The lists, codes and addends of some vectors.
struct CodedBlock: Sendable {
    let lists: [UInt32]
    var addends: [Float]
    /// Blocks of 32 vectors as posting lists have them.
    private(set) var packed: [UInt8]
    private let blockBytes: Int

    init(lists: [UInt32], count: Int, blockBytes: Int) {
        self.lists = lists
        self.blockBytes = blockBytes
        addends = [Float](repeating: 0, count: count)
        packed = [UInt8](repeating: 0, count: (count + PQShape.block - 1) / PQShape.block * blockBytes)
    }

    /// Takes over the codes of 32 vectors, (paddedParts, 32).
    @unsafe
    fileprivate mutating func pack(_ codes: UnsafePointer<UInt8>, shape: PQShape, first: Int) {
        let start = first / PQShape.block * blockBytes
        // SAFETY: with four bits two parts share a byte, with eight each has its own.
        unsafe packed.withUnsafeMutableBufferPointer { packed in
            let target = unsafe packed.baseAddress.unsafelyUnwrapped + start
            switch shape.bits {
            case .four:
                for pair in 0..<shape.paddedParts / 2 {
                    for lane in 0..<PQShape.block {
                        let at = 2 * pair * PQShape.block + lane
                        unsafe target[pair * PQShape.block + lane] = codes[at] | codes[at + PQShape.block] << 4
                    }
                }
            case .eight: unsafe target.update(from: codes, count: blockBytes)
            }
        }
    }

    /// Calls `body` with each vector's list, addend and the first byte of its code.
    func forEach(_ body: (_ row: Int, _ list: Int, _ addend: Float, _ code: UnsafePointer<UInt8>) -> Void) {
        // SAFETY: the rows are as many as were packed.
        unsafe packed.withUnsafeBufferPointer { packed in
            let base = unsafe packed.baseAddress.unsafelyUnwrapped
            for row in lists.indices {
                let code = unsafe base + row / PQShape.block * blockBytes + row % PQShape.block
                unsafe body(row, Int(lists[row]), addends[row], code)
            }
        }
    }
}
