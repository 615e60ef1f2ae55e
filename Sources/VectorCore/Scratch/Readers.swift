import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Who searches now, and since when: so that what searches may still read is not given away under them.
///
/// A search takes one of the places with its scratch by writing the present epoch into it, and leaves it by writing 0;
/// it writes nothing else that others read, and waits for nobody. A change that has taken something out of the graph
/// begins the next epoch, and gives it away when no place holds an earlier one.
///
/// - Source: Fraser 2004, "Practical lock-freedom", section 5.2.3. Departs from it in: a search announces itself in a
///   place of the index, not of its thread, and the epoch goes on whether or not all have seen it.
@safe
final class Readers: @unchecked Sendable {
    /// A place alone on its cache lines.
    @safe
    private struct Place: ~Copyable {
        /// 0 for one that is free; ``writing`` for one whose scratch a change uses.
        let epoch: Atomic<UInt64>
        /// Used by whoever has the place; apart from it, so that taking turns with it touches nothing that others read.
        let scratch: UnsafeMutablePointer<SearchScratch>

        init(epoch: UInt64, links: Int) {
            self.epoch = Atomic(epoch)
            unsafe scratch = .allocate(capacity: 1)
            unsafe scratch.initialize(to: SearchScratch(links: links))
        }

        deinit {
            unsafe scratch.deinitialize(count: 1)
            unsafe scratch.deallocate()
        }
    }

    private static var mostPlaces: Int { 512 }
    private static var writing: UInt64 { .max }

    private let places: UnsafeMutablePointer<Atomic<UnsafeMutablePointer<Place>?>>
    private let placeCount = Atomic(0)
    private let epoch = Atomic<UInt64>(1)
    private let links: Int

    /// - Parameter links: The most links of any node.
    init(links: Int) {
        self.links = links
        // SAFETY: the memory is initialized here and goes with this object.
        unsafe places = .allocate(capacity: Self.mostPlaces)
        for index in 0..<Self.mostPlaces { unsafe (places + index).initialize(to: Atomic(nil)) }
    }

    deinit {
        for index in 0..<Self.mostPlaces {
            // SAFETY: nobody searches what is being destroyed.
            guard let place = unsafe places[index].load(ordering: .relaxed) else { continue }
            unsafe place.deinitialize(count: 1)
            unsafe UnsafeMutableRawPointer(place).deallocate()
        }
        unsafe places.deallocate()
    }

    /// Runs a search: nothing that it can reach is given away before it ends.
    @inline(__always)
    func search<Result, Failure: Error>(
        _ body: (inout SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let place = unsafe take(epoch.load(ordering: .sequentiallyConsistent))
        defer { unsafe place.pointee.epoch.store(0, ordering: .releasing) }
        let scratch = unsafe place.pointee.scratch
        return unsafe try body(&scratch.pointee)
    }

    /// Lends scratch to a change, which reads nothing that only it could give away.
    func change<Result>(_ body: (inout SearchScratch) -> Result) -> Result {
        let place = unsafe take(Self.writing)
        defer { unsafe place.pointee.epoch.store(0, ordering: .releasing) }
        let scratch = unsafe place.pointee.scratch
        return unsafe body(&scratch.pointee)
    }

    /// Begins another epoch; what was taken out before it may go when ``oldest`` has reached it.
    func advance() -> UInt64 { epoch.add(1, ordering: .sequentiallyConsistent).newValue }

    /// No search runs that began in an earlier epoch than this.
    var oldest: UInt64 {
        var oldest = epoch.load(ordering: .sequentiallyConsistent)
        for index in 0..<min(placeCount.load(ordering: .sequentiallyConsistent), Self.mostPlaces) {
            // SAFETY: a place stays as long as this object.
            guard let place = unsafe places[index].load(ordering: .sequentiallyConsistent) else { continue }
            let epoch = unsafe place.pointee.epoch.load(ordering: .sequentiallyConsistent)
            if epoch != 0 { oldest = min(oldest, epoch) }
        }
        return oldest
    }

    /// Takes a free place, beginning with the one that this thread had last, whose scratch is in its core's cache.
    @unsafe @inline(__always)
    private func take(_ value: UInt64) -> UnsafeMutablePointer<Place> {
        let count = min(placeCount.load(ordering: .acquiring), Self.mostPlaces)
        if count > 0 {
            var index = Int(Self.threadNumber % UInt(count))
            for _ in 0..<count {
                // SAFETY: a place stays as long as this object; whoever wrote its epoch over a 0 has it to himself.
                if let place = unsafe places[index].load(ordering: .acquiring),
                    unsafe place.pointee.epoch.load(ordering: .relaxed) == 0,
                    unsafe place.pointee.epoch.compareExchange(
                        expected: 0, desired: value, ordering: .sequentiallyConsistent
                    ).exchanged
                {
                    return unsafe place
                }
                index = index + 1 == count ? 0 : index + 1
            }
        }
        return unsafe grow(value)
    }

    /// Makes another place, or, when there are as many as there can be, waits for one.
    @unsafe
    private func grow(_ value: UInt64) -> UnsafeMutablePointer<Place> {
        let index = placeCount.add(1, ordering: .sequentiallyConsistent).oldValue
        guard index < Self.mostPlaces else {
            placeCount.subtract(1, ordering: .sequentiallyConsistent)
            sched_yield()
            return unsafe take(value)
        }
        let line = 128
        let bytes = (MemoryLayout<Place>.size + line - 1) / line * line
        // SAFETY: fresh memory of the place's size; others see it when it is whole.
        let place = unsafe UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: line)
            .bindMemory(to: Place.self, capacity: 1)
        unsafe place.initialize(to: Place(epoch: value, links: links))
        unsafe places[index].store(place, ordering: .sequentiallyConsistent)
        return unsafe place
    }

    private static var threadNumber: UInt {
        #if canImport(Glibc)
            let thread = UInt(pthread_self())
        #else
            let thread = unsafe UInt(bitPattern: pthread_self())
        #endif
        return ((thread >> 6) &* 0x9E37_79B9_7F4A_7C15) >> 32
    }
}
