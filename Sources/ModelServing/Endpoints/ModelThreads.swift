import Foundation

/// Threads on which local models compute.
///
/// The concurrency pool has one thread a processor: a model on all of them leaves none for anyone who wants to cancel
/// it.
final class ModelThreads: TaskExecutor {
    /// As many threads as processors, started when they are first needed and kept.
    static let shared = ModelThreads(count: ProcessInfo.processInfo.activeProcessorCount)

    private let jobs = JobQueue()

    private init(count: Int) {
        for number in 0..<count {
            let thread = Thread { [self] in
                while true { jobs.next().runSynchronously(on: asUnownedTaskExecutor()) }
            }
            thread.name = "model \(number)"
            thread.start()
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(UnownedJob(job))
    }
}

/// Jobs in the order in which they came.
private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []

    func add(_ job: UnownedJob) {
        condition.withLock { jobs.append(job) }
        condition.signal()
    }

    /// Waits for one.
    func next() -> UnownedJob {
        condition.withLock {
            while jobs.isEmpty { condition.wait() }
            return jobs.removeFirst()
        }
    }
}
