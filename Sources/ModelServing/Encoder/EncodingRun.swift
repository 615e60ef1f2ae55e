import Dispatch
import Foundation
import Synchronization

/// One call: its batches, handed out in turn, and the vectors of its sequences.
final class EncodingRun: Sendable {
    private let plan: EncodingPlan
    /// (sequences, columns); batches write disjoint rows.
    let output: FloatBlock
    private let next = Atomic<Int>(0)

    init(_ plan: EncodingPlan, columns: Int) {
        self.plan = plan
        output = FloatBlock(count: plan.count * columns)
    }

    private func nextBatch() -> EncodingPlan.Batch? {
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < plan.batches.count ? plan.batches[index] : nil
    }

    /// Computes all batches, so many at a time. Cancelling the task ends it after those that are being computed.
    func compute(threads: Int, _ body: @escaping @Sendable (EncodingPlan.Batch, FloatBlock) -> Void) async throws {
        try Task.checkCancellation()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(threads, plan.batches.count) {
                group.addTask {
                    while let batch = self.nextBatch() {
                        try Task.checkCancellation()
                        body(batch, self.output)
                        // The pool has one thread a processor; without this nobody else would run, not even a
                        // task that wants to cancel this one.
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// The same without a task.
    func computeAndWait(threads: Int, _ body: @Sendable (EncodingPlan.Batch, FloatBlock) -> Void) {
        DispatchQueue.concurrentPerform(iterations: min(threads, plan.batches.count)) { _ in
            while let batch = nextBatch() { body(batch, output) }
        }
    }
}

/// Scratch that waits for its next use; there is never more than were in use at once.
final class ScratchPool: @unchecked Sendable {
    private let lock = NSLock()
    private var free: [EncoderScratch] = []

    func withScratch<Result>(_ body: (EncoderScratch) -> Result) -> Result {
        let scratch = lock.withLock { free.popLast() } ?? EncoderScratch()
        defer { lock.withLock { free.append(scratch) } }
        return body(scratch)
    }
}
