import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Numbers in memory of their own or of an arena, on a cache line's boundary.
final class MemoryBlock<Element: BitwiseCopyable & AdditiveArithmetic>: @unchecked Sendable {
    let count: Int
    let start: UnsafeMutablePointer<Element>
    /// Whose memory it is; nil where it is the block's own.
    private let arena: WeightArena?

    /// All zero.
    convenience init(count: Int) {
        self.init(uninitialized: count)
        start.initialize(repeating: .zero, count: max(count, 64))
    }

    /// - Parameter fill: Writes all `count` elements.
    convenience init(count: Int, in arena: WeightArena? = nil, fill: (UnsafeMutablePointer<Element>) -> Void) {
        self.init(uninitialized: count, in: arena)
        fill(start)
    }

    /// Whoever makes it writes all elements before any is read.
    init(uninitialized count: Int, in arena: WeightArena? = nil) {
        self.count = count
        self.arena = arena
        // No less than a few lines.
        let room = max(count, 64)
        let bytes = room * MemoryLayout<Element>.stride
        // SAFETY: room for `count` elements; freed in `deinit`, or by the arena, which this block keeps.
        start = (arena?.take(bytes) ?? LargePages.allocate(bytes)).bindMemory(to: Element.self, capacity: room)
    }

    deinit {
        if arena == nil { UnsafeMutableRawPointer(start).deallocate() }
    }
}

typealias FloatBlock = MemoryBlock<Float>

/// One piece of memory for blocks that live as long as each other, such as a model's weights.
///
/// Each block by itself would begin and end within a large page.
final class WeightArena: Sendable {
    private let memory: MemoryBlock<UInt8>
    private let used = Atomic<Int>(0)

    init(bytes: Int) {
        memory = MemoryBlock(uninitialized: bytes)
    }

    /// What a block of so many bytes takes of an arena.
    static func room(_ bytes: Int) -> Int { (max(bytes, 512) + 63) / 64 * 64 }

    /// Gives all of it to further blocks; nobody may read those that it gave before.
    func empty() { used.store(0, ordering: .relaxed) }

    /// Memory that nobody else has, on a cache line's boundary.
    func take(_ bytes: Int) -> UnsafeMutableRawPointer {
        let room = WeightArena.room(bytes)
        let first = used.add(room, ordering: .relaxed).oldValue
        precondition(first + room <= memory.count, "\(room) bytes behind \(first) of \(memory.count)")
        // SAFETY: inside of the arena's memory, and taken once.
        return UnsafeMutableRawPointer(memory.start) + first
    }
}

/// Memory in pages of 2 MiB where it is large and the system has them: touching it first takes a third of the time, and
/// reading it misses fewer translations of addresses.
private enum LargePages {
    private static let page = 2 << 20

    static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
        guard bytes >= 4 * page else { return .allocate(byteCount: bytes, alignment: 64) }
        let start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
        #if os(Linux)
            // SAFETY: whole pages of this allocation. Advice alone: a system without large pages changes nothing.
            madvise(start, bytes / page * page, Int32(MADV_HUGEPAGE))
        #endif
        return start
    }
}
