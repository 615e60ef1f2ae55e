import GRDB
import ModelServing
import Synchronization

/// Keeps an index in step with its table, whoever writes to that: this process or another.
///
/// It looks at the table's version some times a second, and syncs when that has changed; what was committed meanwhile is
/// taken up by one sync. It ends with ``stop()``, with its last reference, or with an error that is not worth another try.
///
///     let following = index.follow()
///     try chunks.merge(rows)        // found within a second
///     print(following.state)
///     await following.stop()
public final class ContinuousSync: Sendable {
    public enum State: Sendable {
        /// The index was in step when last looked at.
        case waiting
        case syncing
        /// A sync failed for the time being; another is tried later.
        case backingOff(any Error, failures: Int)
        /// It was told to stop.
        case stopped
        /// It has ended: trying again would not help.
        case failed(any Error)
    }

    /// When to look, and what to do about failures.
    public struct Policy: Sendable {
        /// How long the table is left alone between two looks; the lag of a small change is little more.
        public var interval: Duration
        /// The wait after a first failure; it doubles with each further one, up to ``longestDelay``.
        public var firstDelay: Duration
        public var longestDelay: Duration
        /// Whether a failure may end by itself.
        public var isTransient: @Sendable (any Error) -> Bool

        public init(
            interval: Duration = .milliseconds(100), firstDelay: Duration = .milliseconds(500),
            longestDelay: Duration = .seconds(60),
            isTransient: @escaping @Sendable (any Error) -> Bool = Policy.isTransientByItself
        ) {
            precondition(interval > .zero && firstDelay > .zero, "the waits of a continuous sync are more than nothing")
            self.interval = interval
            self.firstDelay = firstDelay
            self.longestDelay = max(firstDelay, longestDelay)
            self.isTransient = isTransient
        }

        /// A model that says so of its error, a store that another writer has held for too long, and a full disk.
        public static func isTransientByItself(_ error: any Error) -> Bool {
            switch error {
            case let error as ModelError: error.isTransient
            case let error as StoreError: [.busy, .diskFull].contains(error.code)
            default: false
            }
        }
    }

    private struct Shared {
        var state = State.waiting
        var syncs = 0
    }

    private let shared: SharedState
    private let task: Task<Void, Never>

    /// What the task and its owner both have; the task does not keep the owner.
    private final class SharedState: Sendable {
        private let value = Mutex(Shared())

        func read<T>(_ work: (Shared) -> T) -> T { value.withLock { work($0) } }
        func set(_ state: State) { value.withLock { $0.state = state } }
        func count() { value.withLock { $0.syncs += 1 } }
    }

    fileprivate init(_ index: DeltaSyncIndex, _ policy: Policy) {
        let shared = SharedState()
        self.shared = shared
        task = Task { await Self.run(index, policy, shared) }
    }

    deinit { task.cancel() }

    public var state: State { shared.read(\.state) }

    /// How many syncs have ended well.
    public var syncs: Int { shared.read(\.syncs) }

    /// Ends it, and a sync that runs; returns when it has ended.
    public func stop() async {
        task.cancel()
        await task.value
    }

    private static func run(_ index: DeltaSyncIndex, _ policy: Policy, _ shared: SharedState) async {
        var failures = 0
        while !Task.isCancelled {
            do {
                if try index.isBehind() {
                    shared.set(.syncing)
                    try await index.sync()
                    shared.count()
                }
                failures = 0
                shared.set(.waiting)
                try await Task.sleep(for: policy.interval)
            } catch {
                if Task.isCancelled || error is CancellationError { break }
                guard policy.isTransient(error) else {
                    shared.set(.failed(error))
                    return
                }
                failures += 1
                shared.set(.backingOff(error, failures: failures))
                try? await Task.sleep(for: delay(after: error, failures: failures, policy))
            }
        }
        shared.set(.stopped)
    }

    private static func delay(after error: any Error, failures: Int, _ policy: Policy) -> Duration {
        // Beyond 2²⁰ times the first the longest is reached, or was meant.
        let doubled = min(policy.firstDelay * (1 << min(failures - 1, 20)), policy.longestDelay)
        let asked = (error as? ModelError)?.retryAfter.map { Duration.seconds($0) } ?? .zero
        return max(doubled, asked)
    }
}

extension DeltaSyncIndex {
    /// Syncs by itself from now on, whenever the table has changed.
    public func follow(_ policy: ContinuousSync.Policy = ContinuousSync.Policy()) -> ContinuousSync {
        ContinuousSync(self, policy)
    }

    /// Whether the table has a version that the index does not show, or was never synced.
    fileprivate func isBehind() throws -> Bool {
        try serving { generation in
            try store.database.read { database in
                let catalog = IndexCatalog(database: database)
                let reader = try TableReader(database, name: generation.source.name, layout: generation.source.layout)
                let state = try catalog.state(of: generation.entry)
                return try reader.version != state.cursor || catalog.lastSync(of: generation.entry) == nil
            }
        }
    }
}
