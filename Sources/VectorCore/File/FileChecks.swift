import Synchronization

/// What is left to be checked of a file that is mapped, and what damage was found.
///
/// An index holds it as long as something is left. Once damage is found nothing of the file is answered from any more.
package final class FileChecks: Sendable {
    package let path: String
    private let sections = Mutex<[SectionChecks]>([])
    private let damage = Mutex<VectorIndexError?>(nil)
    private let isDamaged = Atomic(false)
    /// Blocks that are not checked yet.
    private let left = Atomic(0)

    init(_ path: String) { self.path = path }

    /// Whether all has been checked and is sound.
    package var isComplete: Bool { left.load(ordering: .acquiring) == 0 && !isDamaged.load(ordering: .acquiring) }

    package func add(_ section: SectionChecks) {
        sections.withLock { $0.append(section) }
        left.add(section.blockCount, ordering: .releasing)
    }

    /// A section of which something may be left to be checked.
    func section(_ name: String) -> SectionChecks? {
        sections.withLock { sections in sections.first { $0.name == name } }
    }

    /// Says that rows will be read at random, so that no more than they are read from a disk.
    func adviseRandom() { sections.withLock { $0.forEach { $0.adviseRandom() } } }

    func countChecked() { left.subtract(1, ordering: .acquiringAndReleasing) }

    @inline(__always)
    var isSound: Bool { !isDamaged.load(ordering: .acquiring) }

    package func report(_ error: VectorIndexError) {
        damage.withLock { $0 = $0 ?? error }
        isDamaged.store(true, ordering: .releasing)
    }

    package func throwIfDamaged() throws(VectorIndexError) {
        guard isDamaged.load(ordering: .acquiring), let error = damage.withLock({ $0 }) else { return }
        throw error
    }

    /// Checks whatever is left, on as many threads as memory needs to be read at its speed.
    package func checkAll() throws(VectorIndexError) {
        guard !isComplete else { return }
        try throwIfDamaged()
        for section in sections.withLock({ $0 }) { section.checkAll(threads: min(MappedMemory.processors, 4)) }
        try throwIfDamaged()
    }
}
