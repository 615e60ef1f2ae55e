import ArgumentParser
import Dispatch
import Foundation
import Synchronization

/// Runs a command's work so that Ctrl-C cancels it and it can leave the store in order; a second one ends it at once.
///
/// - Throws: What `work` throws; `ExitCode(130)`, as shells count it, when it was interrupted.
func interruptible(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await work() }
    let isInterrupted = Atomic(false)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
        if isInterrupted.exchange(true, ordering: .relaxed) { _exit(130) }
        task.cancel()
    }
    // The default action would end the program before the source hears of the signal.
    signal(SIGINT, SIG_IGN)
    source.activate()
    defer { source.cancel() }
    do {
        try await task.value
    } catch {
        guard isInterrupted.load(ordering: .relaxed) else { throw error }
        StandardError.writeLine("tessera: interrupted; what was stored is kept")
        throw ExitCode(130)
    }
}
