import Foundation
import Synchronization

/// Ends the process when a step takes too long, after saying which one: a hang is a failure too.
final class Watchdog: Sendable {
    private let limit: TimeInterval
    private let state = Mutex<(name: String, since: Date)?>(nil)

    init(seconds: TimeInterval) {
        limit = seconds
        Thread.detachNewThread { [weak self] in
            while let self {
                self.look()
                Thread.sleep(forTimeInterval: 1)
            }
        }
    }

    func begin(_ name: String) { state.withLock { $0 = (name, Date.now) } }
    func end() { state.withLock { $0 = nil } }

    private func look() {
        guard let (name, since) = state.withLock({ $0 }), Date.now.timeIntervalSince(since) > limit else { return }
        FileHandle.standardError.write(Data("\(name) has not ended after \(limit) seconds\n".utf8))
        abort()
    }
}
