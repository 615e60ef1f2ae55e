/// Memory for one thing that a search needs again and again.
@safe
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var address: UnsafeMutablePointer<Element>
    private var capacity: Int

    init() {
        capacity = 64
        unsafe address = Self.allocate(capacity)
    }

    deinit { unsafe address.deallocate() }

    /// Makes room for so many elements; what it held is of no meaning then.
    @inline(__always)
    mutating func reserve(_ count: Int) {
        if count > capacity { grow(count) }
    }

    @inline(never)
    private mutating func grow(_ count: Int) {
        unsafe address.deallocate()
        capacity = max(count, capacity * 3 / 2)
        unsafe address = Self.allocate(capacity)
    }

    @unsafe
    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
        // SAFETY: fresh memory of the elements' size, at a cache line.
        unsafe UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
            .bindMemory(to: Element.self, capacity: count)
    }
}
