import ModelServing
import Synchronization
import TestSupport
import Testing

struct AdmissionQueueTests {
    @Test func noMoreRunThanMayAndTheOthersInTheirOrder() async throws {
        let queue = AdmissionQueue(maximumConcurrency: 1, maximumQueued: 10)
        let gate = Outcome<Void>()
        let order = Kept<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await queue.admit { try await gate.value() } }
            #expect(try await eventually { queue.running == 1 })
            for number in 0..<10 {
                group.addTask { try await queue.admit { order.value.withLock { $0.append(number) } } }
                #expect(try await eventually { queue.waiting == number + 1 })
            }
            #expect(await code { try await queue.admit {} } == .overloaded)
            gate.resolve(.success(()))
            try await group.waitForAll()
        }
        #expect(order.value.withLock { $0 } == Array(0..<10))
        #expect(queue.running == 0 && queue.waiting == 0)
    }

    @Test func aCancelledCallLeavesTheQueueAtOnce() async throws {
        let queue = AdmissionQueue(maximumConcurrency: 1, maximumQueued: 1)
        let gate = Outcome<Void>()
        let first = Task { try await queue.admit { try await gate.value() } }
        #expect(try await eventually { queue.running == 1 })
        let second = Task { try await queue.admit {} }
        #expect(try await eventually { queue.waiting == 1 })
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(queue.waiting == 0)
        gate.resolve(.success(()))
        try await first.value
        #expect(queue.running == 0)
    }

    @Test func noTurnIsLostWhateverIsCancelledWhen() async throws {
        let seed: UInt64 = 6
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let queue = AdmissionQueue(maximumConcurrency: 3, maximumQueued: 50)
        let running = Kept((now: 0, most: 0))
        var tasks: [Task<Void, any Error>] = []
        for _ in 0..<2000 {
            tasks.append(
                Task {
                    try await queue.admit {
                        running.value.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        await Task.yield()
                        running.value.withLock { $0.now -= 1 }
                    }
                })
            if Int.random(in: 0..<3, using: &generator) == 0 { tasks.randomElement(using: &generator)?.cancel() }
            if Int.random(in: 0..<10, using: &generator) == 0 { await Task.yield() }
        }
        for task in tasks { _ = await task.result }
        #expect(running.value.withLock { $0.now } == 0)
        #expect(running.value.withLock { $0.most } <= 3)
        #expect(queue.running == 0 && queue.waiting == 0)
    }
}

/// A value that tasks change in turns.
private final class Kept<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) {
        self.value = Mutex(value)
    }
}
