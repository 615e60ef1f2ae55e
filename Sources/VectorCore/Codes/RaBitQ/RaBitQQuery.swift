import CVectorKernels

/// A query in the form that the kernels over codes take: its rotated components, and these rounded to 8 bits.
///
/// Kept from search to search; filled from a vector or from a stored row.
@safe
struct RaBitQQuery: ~Copyable {
    /// `width` floats, of a vector; of no meaning when filled from a row.
    private(set) var rotated: UnsafeMutablePointer<Float>
    private var components: UnsafeMutablePointer<Int8>
    private var levels: UnsafeMutablePointer<UInt8>
    private var capacity = 0
    /// What the kernels read.
    private(set) var kernelQuery: tessera_code_query

    init() {
        unsafe rotated = .allocate(capacity: 1)
        unsafe components = .allocate(capacity: 1)
        unsafe levels = .allocate(capacity: 1)
        unsafe kernelQuery = tessera_code_query(components: nil, step: 0, center: 0, base: 0)
    }

    deinit { unsafe release() }
}
