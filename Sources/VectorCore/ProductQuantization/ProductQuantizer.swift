import CVectorKernels

/// Codebooks for the parts of vectors, and the rotation before.
///
/// - Source: Jégou et al. 2011, "Product quantization for nearest neighbor search"; optimized rotations: Ge et al. 2013,
///   "Optimized product quantization for approximate nearest neighbor search".
@safe
package struct ProductQuantizer: Sendable {
    let shape: PQShape
    let rotation: PQRotation
    /// (parts, entries, width + 1): an entry's components and half its squared length, as vectors are coded by.
    let codebook: [Float]
    /// (paddedParts, width, entries): the same as queries are multiplied with, zeros for the parts that are added.
    let columns: [Float]
    let kernels: Kernels

    /// - Parameter entries: (parts, entries, width).
    init(shape: PQShape, rotation: PQRotation, entries: [Float], kernels: Kernels) {
        precondition(
            entries.count == shape.parts * shape.entries * shape.width, "a codebook has \(entries.count) numbers")
        self.shape = shape
        self.rotation = rotation
        self.kernels = kernels
        let width = shape.width
        var codebook: [Float] = []
        codebook.reserveCapacity(shape.parts * shape.entries * (width + 1))
        var columns = [Float](repeating: 0, count: shape.paddedParts * width * shape.entries)
        for part in 0..<shape.parts {
            for entry in 0..<shape.entries {
                let first = (part * shape.entries + entry) * width
                var squared: Float = 0
                for component in 0..<width {
                    let value = entries[first + component]
                    codebook.append(value)
                    squared += value * value
                    columns[(part * width + component) * shape.entries + entry] = value
                }
                codebook.append(squared / 2)
            }
        }
        self.codebook = codebook
        self.columns = columns
    }

    /// An entry's components.
    func entry(_ code: Int, of part: Int) -> ArraySlice<Float> {
        let first = (part * shape.entries + code) * (shape.width + 1)
        return codebook[first..<first + shape.width]
    }

    /// The entries as ``init(shape:rotation:entries:kernels:)`` takes them: (parts, entries, width).
    package var entries: [Float] {
        (0..<shape.parts).flatMap { part in (0..<shape.entries).flatMap { Array(entry($0, of: part)) } }
    }

    // MARK: - Coding

    /// The codes of 32 vectors, a part after the other.
    ///
    /// - Parameters:
    ///   - turned: (turned, 32): components of turned vectors.
    ///   - codes: (paddedParts, 32).
    @unsafe
    func encode(_ turned: UnsafePointer<Float>, to codes: UnsafeMutablePointer<UInt8>) {
        let block = PQShape.block
        let step = shape.entries * (shape.width + 1)
        // SAFETY: the shapes are those above.
        unsafe codebook.withUnsafeBufferPointer { codebook in
            let first = unsafe codebook.baseAddress.unsafelyUnwrapped
            for part in 0..<shape.parts {
                unsafe kernels.table.pq_encode(
                    turned + part * shape.width * block, first + part * step, shape.entries, shape.width,
                    codes + part * block)
            }
        }
        unsafe (codes + shape.parts * block).update(repeating: 0, count: (shape.paddedParts - shape.parts) * block)
    }

    // MARK: - Queries

    /// The products of a turned query with all entries.
    ///
    /// Shape: `query` is (turned), `products` (paddedParts, entries).
    @unsafe
    func multiply(_ query: UnsafePointer<Float>, to products: UnsafeMutablePointer<Float>) {
        // SAFETY: the shapes are those above.
        unsafe kernels.table.pq_products(query, columns, shape.paddedParts, shape.entries, shape.width, products)
    }
}
