import Foundation

/// Wall time and CPU time, the process's over all threads unless stated, in seconds.
struct Cost {
    var seconds: Double
    var cpuSeconds: Double

    /// What `work` took.
    static func measuring<Result>(_ work: () throws -> Result) rethrows -> (Result, Cost) {
        let start = now()
        let result = try work()
        return (result, since(start))
    }

    /// What `work` took of this thread: threads of libraries that wait by spinning, as BLAS's do for a while, do not count.
    static func measuringThread<Result>(_ work: () throws -> Result) rethrows -> (Result, Cost) {
        let start = now(CLOCK_THREAD_CPUTIME_ID)
        let result = try work()
        return (result, since(start, CLOCK_THREAD_CPUTIME_ID))
    }

    static func measuring<Result>(_ work: () async throws -> Result) async rethrows -> (Result, Cost) {
        let start = now()
        let result = try await work()
        return (result, since(start))
    }

    private static func now(_ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID) -> Cost {
        Cost(seconds: reading(CLOCK_MONOTONIC), cpuSeconds: reading(clock))
    }

    private static func since(_ start: Cost, _ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID) -> Cost {
        let end = now(clock)
        return Cost(seconds: end.seconds - start.seconds, cpuSeconds: end.cpuSeconds - start.cpuSeconds)
    }

    /// A clock's reading in seconds.
    static func reading(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension Sequence<Double> {
    /// The value below which `share` of the values lie (nearest rank); nil of none.
    func percentile(_ share: Double) -> Double? {
        let sorted = self.sorted()
        guard !sorted.isEmpty else { return nil }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[Swift.min(Swift.max(rank - 1, 0), sorted.count - 1)]
    }

    /// The middle value, or the mean of the two in the middle; nil of none.
    func median() -> Double? {
        let sorted = self.sorted()
        guard !sorted.isEmpty else { return nil }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
