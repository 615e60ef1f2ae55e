/// A query in the shape of a stored row: on a cache line, padded with zeros, normalised where the metric asks for it.
@safe
struct QueryVector: ~Copyable {
    /// `stride` floats.
    let address: UnsafeMutablePointer<Float>

    /// - Parameter vector: Checked: of the rows' dimension, finite, and not zero under cosine.
    init(_ vector: ArraySlice<Float>, dimension: Int, metric: Metric) {
        // SAFETY: the block holds `stride` floats, of which the vector fills `dimension` and zeros the rest.
        unsafe address = Self.allocate(dimension)
        unsafe vector.withUnsafeBufferPointer { source in
            unsafe Normalization.store(source, to: address, metric: metric)
        }
    }

    /// Memory for vectors that ``replace(with:metric:)`` puts into it.
    init(dimension: Int) {
        // SAFETY: as above.
        unsafe address = Self.allocate(dimension)
    }

    /// Puts in another vector of the same dimension, checked as for ``init(_:dimension:metric:)``.
    mutating func replace(with vector: ArraySlice<Float>, metric: Metric) {
        // SAFETY: there is room for the dimension that it was made for; the zeros behind it stay.
        unsafe vector.withUnsafeBufferPointer { source in
            unsafe Normalization.store(source, to: address, metric: metric)
        }
    }

    /// From a vector as it is stored.
    init(prepared vector: [Float]) {
        // SAFETY: as above.
        unsafe address = Self.allocate(vector.count)
        unsafe vector.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { unsafe address.update(from: base, count: source.count) }
        }
    }

    /// The first components.
    func components(_ dimension: Int) -> [Float] {
        // SAFETY: there are at least so many.
        unsafe Array(UnsafeBufferPointer(start: address, count: dimension))
    }

    /// Adds the first components to others.
    func append(_ dimension: Int, to values: inout [Float]) {
        // SAFETY: there are at least so many.
        unsafe values.append(contentsOf: UnsafeBufferPointer(start: address, count: dimension))
    }

    @unsafe
    private static func allocate(_ dimension: Int) -> UnsafeMutablePointer<Float> {
        let stride = (dimension + 15) / 16 * 16
        let block = UnsafeMutableRawPointer.allocate(byteCount: stride * MemoryLayout<Float>.stride, alignment: 64)
        // SAFETY: the block holds `stride` floats.
        let address = unsafe block.bindMemory(to: Float.self, capacity: stride)
        unsafe address.initialize(repeating: 0, count: stride)
        return unsafe address
    }

    deinit { unsafe address.deallocate() }
}

enum Normalization {
    /// Copies a vector, divided by its length under cosine.
    ///
    /// The length is summed in double precision, in which the square of every finite float is finite and, unless the
    /// float is zero, above zero.
    @unsafe
    static func store(_ source: UnsafeBufferPointer<Float>, to target: UnsafeMutablePointer<Float>, metric: Metric) {
        // SAFETY: the target has room for the source's components.
        guard metric == .cosine else {
            guard let base = source.baseAddress else { return }
            return unsafe target.update(from: base, count: source.count)
        }
        var sum = 0.0
        for index in source.indices { sum += unsafe Double(source[index]) * Double(source[index]) }
        let scale = 1 / sum.squareRoot()
        for index in source.indices { unsafe target[index] = Float(Double(source[index]) * scale) }
    }
}
