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
    /// Places in teams that are taken, in turn one of each team.
    private let taken = Atomic<Int>(0)
    private let places: Int
    /// (sequences, columns); batches write disjoint rows.
    let output: FloatBlock

    /// - Parameter sharesBatches: Whether threads for which there is no batch help with the others'.
    init(_ plan: EncodingPlan, columns: Int, threads: Int, sharesBatches: Bool) {
        self.plan = plan
        self.threads = threads
        let size = sharesBatches ? min(max(1, threads / max(1, plan.batches.count)), ThreadTeam.largestSize) : 1
        teams = plan.batches.map { _ in ThreadTeam(size: size) }
        places = teams.count * size
        output = FloatBlock(count: plan.count * columns)
    }

    private func nextPlace() -> Int? {
        let place = taken.add(1, ordering: .relaxed).oldValue
        return place < places ? place : nil
    }

    /// Computes a batch, or helps whoever does.
    private func take(_ place: Int, _ body: (EncodingPlan.Batch, FloatBlock, ThreadTeam) -> Void) {
        let batch = place % teams.count
        teams[batch].join { body(plan.batches[batch], output, $0) }
    }

    /// Computes all batches. Cancelling the task ends it after those that are being computed.
    func compute(_ body: @escaping @Sendable (EncodingPlan.Batch, FloatBlock, ThreadTeam) -> Void) async throws {
        try Task.checkCancellation()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(threads, places) {
                group.addTask {
                    while let place = self.nextPlace() {
                        try Task.checkCancellation()
                        self.take(place, body)
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
    func computeAndWait(_ body: @Sendable (EncodingPlan.Batch, FloatBlock, ThreadTeam) -> Void) {
        DispatchQueue.concurrentPerform(iterations: min(threads, places)) { _ in
            while let place = nextPlace() { take(place, body) }
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
