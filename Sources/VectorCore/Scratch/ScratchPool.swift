/// Scratch of searches that are over, for those that come.
package final class ScratchPool<Scratch: ~Copyable>: @unchecked Sendable {
    /// Scratch in one place, so that lending it moves nothing.
    private final class Lent {
        var scratch: Scratch
        init(_ scratch: consuming Scratch) { self.scratch = scratch }
    }

    private struct Free: @unchecked Sendable {
        var lent: [Lent] = []
    }

    // A lock that the thread sanitizer knows, as it does not know the standard library's.
    private let free = ReadWriteLock(Free())
    private let make: @Sendable () -> Scratch

    package init(_ make: @escaping @Sendable () -> Scratch) { self.make = make }

    /// Lends scratch that nobody else has meanwhile.
    package func lend<Result, Failure: Error>(
        _ body: (inout Scratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let lent = free.write { $0.lent.popLast() } ?? Lent(make())
        defer { free.write { $0.lent.append(lent) } }
        return try body(&lent.scratch)
    }
}
