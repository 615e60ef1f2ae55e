/// Where the rows lie that a kernel reads.
enum KernelPlace: String, CaseIterable {
    case l1 = "L1"
    case l2 = "L2"
    case l3 = "L3"
    case memory

    /// How many bytes of rows are gone over, so that they come from there: half of a cache, which leaves the other
    /// half to the query and the stack; much more than the last cache holds, to come from memory.
    func workingSet(memoryBytes: Int) -> Int {
        switch self {
        case .l1: min(memoryBytes, Machine.cacheBytes(1) / 2)
        case .l2: min(memoryBytes, Machine.cacheBytes(2) / 2)
        // The last cache is shared: of a large one only a part is ours.
        case .l3: min(memoryBytes, Machine.cacheBytes(3) / 2, 16 << 20)
        case .memory: memoryBytes
        }
    }

    /// Kernels are measured where a search meets them: a query's neighbours in memory, a block in a cache.
    static let measured: [KernelPlace] = [.l1, .l2, .memory]
}
