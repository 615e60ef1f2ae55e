import Dispatch
import Foundation
import Synchronization

/// One call: its batches, handed out in turn, and the vectors of its sequences.
///
/// Where there are more threads than batches, several go through a batch together.
final class EncodingRun: Sendable {
    private let plan: EncodingPlan
    private let threads: Int
    /// One for each batch.
    private let teams: [ThreadTeam]
    /// Places in teams, first one in each, of which so many are taken.
    private let taken = Atomic<Int>(0)
    private let places: Int
    /// (sequences, columns); batches write disjoint rows.
    let output: FloatBlock

    /// - Parameter sharesBatches: Whether threads for which there is no batch help with the others'.
    init(_ plan: EncodingPlan, columns: Int, threads: Int, sharesBatches: Bool) {
        self.plan = plan
        self.threads = threads
        let size = sharesBatches ? max(1, threads / max(1, plan.batches.count)) : 1
        teams = plan.batches.map { _ in ThreadTeam(size: size) }
        places = teams.count * size
        output = FloatBlock(count: plan.count * columns)
    }

    /// Computes a batch, or helps with it; nil when all places are taken.
    private func takePlace(_ body: (EncodingPlan.Batch, FloatBlock, ThreadTeam) -> Void) -> Void? {
        let place = taken.add(1, ordering: .relaxed).oldValue
        guard place < places else { return nil }
        let batch = place % teams.count
        teams[batch].join { body(plan.batches[batch], output, $0) }
        return ()
    }

    /// Computes all batches. Cancelling the task ends it after those that are being computed.
    func compute(_ body: @escaping @Sendable (EncodingPlan.Batch, FloatBlock, ThreadTeam) -> Void) async throws {
        try Task.checkCancellation()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(threads, places) {
                group.addTask {
                    try Task.checkCancellation()
                    while self.takePlace(body) != nil {
                        // The pool has one thread a processor; without this nobody else would run, not even a
                        // task that wants to cancel this one.
                        await Task.yield()
                        try Task.checkCancellation()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// The same without a task.
    func computeAndWait(_ body: @Sendable (EncodingPlan.Batch, FloatBlock, ThreadTeam) -> Void) {
        DispatchQueue.concurrentPerform(iterations: min(threads, places)) { _ in
            while takePlace(body) != nil {}
        }
    }
}

/// Scratch that waits for its next use; there is never more than were in use at once.
final class ScratchPool: @unchecked Sendable {
    private let lock = NSLock()
    private var free: [EncoderScratch] = []
    private var used = 0

    /// Whether nobody uses any at this moment.
    var isIdle: Bool { lock.withLock { used == 0 } }

    func withScratch<Result>(_ body: (EncoderScratch) -> Result) -> Result {
        let scratch = lock.withLock {
            used += 1
            return free.popLast() ?? EncoderScratch()
        }
        defer {
            lock.withLock {
                used -= 1
                free.append(scratch)
            }
        }
        return body(scratch)
    }
}
