import ArgumentParser
import Dispatch
import Foundation
import Synchronization

/// Runs a command's work so that Ctrl-C cancels it and it can leave the store in order; a second one ends it at once.
///
/// - Throws: What `work` throws; `ExitCode(130)`, as shells count it, when it was interrupted.
func interruptible(_ work: @escaping @Sendable () async throws -> Void) async throws {
    if try await Interrupts().run(work) == nil {
        StandardError.writeLine("tessera: interrupted; what was stored is kept")
        throw ExitCode(130)
    }
}

/// Hears Ctrl-C while it exists.
///
/// One cancels the work at hand. A second one, or one while there is no work, ends the program at once.
final class Interrupts {
    private final class Current: Sendable {
        /// Of the work at hand; taken by the first Ctrl-C.
        private let cancelling = Mutex<(@Sendable () -> Void)?>(nil)

        func set(_ cancelling: (@Sendable () -> Void)?) { self.cancelling.withLock { $0 = cancelling } }

        func interrupt() {
            let cancel = cancelling.withLock { cancelling in
                defer { cancelling = nil }
                return cancelling
            }
            guard let cancel else { _exit(130) }
            cancel()
        }
    }

    private let current = Current()
    private let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())

    init() {
        let current = current
        source.setEventHandler { current.interrupt() }
        // The default action would end the program before the source hears of the signal.
        signal(SIGINT, SIG_IGN)
        source.activate()
    }

    deinit { source.cancel() }

    /// - Returns: nil if the work was interrupted before it was done.
    /// - Throws: What `work` throws otherwise.
    func run<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result? {
        let task = Task { try await work() }
        current.set { task.cancel() }
        defer { current.set(nil) }
        do {
            return try await task.value
        } catch {
            guard task.isCancelled else { throw error }
            return nil
        }
    }
}
