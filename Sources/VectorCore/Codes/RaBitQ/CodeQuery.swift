import CVectorKernels

/// A vector in the form that the kernels over codes take: its components in the codes' frame, rounded to 8 bits.
///
/// Memory that is kept from search to search.
@safe
struct CodeQuery: ~Copyable {
    /// `width` floats: the components before they are rounded.
    private(set) var rotated: UnsafeMutablePointer<Float>
    /// `width` bytes each: the components, and levels that are being packed.
    private(set) var components: UnsafeMutablePointer<Int8>
    private(set) var levels: UnsafeMutablePointer<UInt8>
    private var capacity = 0

    init() {
        unsafe rotated = .allocate(capacity: 1)
        unsafe components = .allocate(capacity: 1)
        unsafe levels = .allocate(capacity: 1)
    }

    deinit {
        unsafe rotated.deallocate()
        unsafe components.deallocate()
        unsafe levels.deallocate()
    }

    /// Makes room for so many components; what it held is of no meaning then.
    mutating func reserve(_ width: Int) {
        guard width > capacity else { return }
        // SAFETY: the old memory is given back, the new holds `width` components at a cache line.
        unsafe rotated.deallocate()
        unsafe components.deallocate()
        unsafe levels.deallocate()
        unsafe rotated = Self.allocate(width * 4).bindMemory(to: Float.self, capacity: width)
        unsafe components = Self.allocate(width).bindMemory(to: Int8.self, capacity: width)
        unsafe levels = Self.allocate(width).bindMemory(to: UInt8.self, capacity: width)
        capacity = width
    }

    @unsafe
    private static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    }
}
