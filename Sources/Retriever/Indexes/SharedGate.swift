import Foundation

/// Lets any number in to read, or one to change; who waits to change goes before later readers.
final class SharedGate: @unchecked Sendable {
    private let condition = NSCondition()
    private var readers = 0
    private var isChanging = false
    private var waitingToChange = 0

    func read<T>(_ body: () throws -> T) rethrows -> T {
        condition.lock()
        while isChanging || waitingToChange > 0 { condition.wait() }
        readers += 1
        condition.unlock()
        defer {
            condition.lock()
            readers -= 1
            if readers == 0 { condition.broadcast() }
            condition.unlock()
        }
        return try body()
    }

    func change<T>(_ body: () throws -> T) rethrows -> T {
        condition.lock()
        waitingToChange += 1
        while isChanging || readers > 0 { condition.wait() }
        waitingToChange -= 1
        isChanging = true
        condition.unlock()
        defer {
            condition.lock()
            isChanging = false
            condition.broadcast()
            condition.unlock()
        }
        return try body()
    }
}
