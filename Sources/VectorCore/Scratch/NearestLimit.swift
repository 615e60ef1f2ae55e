import CVectorKernels

/// How near the nearest of many distances are.
enum NearestLimit {
    /// A limit that exactly so many of the distances keep within, or, where some at the limit are equal, the least that has as
    /// many; nil where there are fewer numbers.
    ///
    /// By halving the range of numbers, a count in each step: no branch depends on a distance.
    @unsafe
    static func of(_ distances: UnsafePointer<Float>, count: Int, wanted: Int, kernels: Kernels) -> Float? {
        // SAFETY: the caller's distances are as many as it says.
        guard wanted > 0, unsafe kernels.table.count_within(distances, count, .infinity) >= wanted else { return nil }
        var low = order(-.infinity)
        var high = order(.infinity)
        while low < high {
            let middle = low + (high - low) / 2
            let limit = number(middle)
            let within = unsafe kernels.table.count_within(distances, count, limit)
            if within == wanted { return limit }
            if within < wanted { low = middle + 1 } else { high = middle }
        }
        return number(low)
    }

    /// Bits that order as the numbers do.
    private static func order(_ value: Float) -> UInt32 {
        let bits = value.bitPattern
        return bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
    }

    private static func number(_ order: UInt32) -> Float {
        Float(bitPattern: order & 0x8000_0000 != 0 ? order ^ 0x8000_0000 : ~order)
    }
}
