import Foundation
import Synchronization
import VectorCore

extension SystemCalls {
    /// Every read and write does a few bytes only, and every third call is interrupted.
    static func hurried(bytes: Int) -> SystemCalls {
        let calls = Counter()
        var hurried = SystemCalls.system
        hurried.read = { descriptor, buffer, count, offset in
            if calls.next() % 3 == 0 { return interrupted() }
            return SystemCalls.system.read(descriptor, buffer, min(count, bytes), offset)
        }
        hurried.write = { descriptor, buffer, count, offset in
            if calls.next() % 3 == 0 { return interrupted() }
            return SystemCalls.system.write(descriptor, buffer, min(count, bytes), offset)
        }
        hurried.synchronize = { descriptor in
            if calls.next() % 3 == 0 { return Int32(interrupted()) }
            return SystemCalls.system.synchronize(descriptor)
        }
        return hurried
    }

    /// From a call on, writes put down half and then find the disk full, and nothing gets durable; reads fail or, with no
    /// error number, find the end of the file.
    static func failing(from call: Int, _ number: Int32?, counter: Counter) -> SystemCalls {
        var failing = SystemCalls.system
        failing.read = { descriptor, buffer, count, offset in
            if counter.next() >= call { return failed(number) }
            return SystemCalls.system.read(descriptor, buffer, count, offset)
        }
        failing.write = { descriptor, buffer, count, offset in
            if counter.next() < call { return SystemCalls.system.write(descriptor, buffer, count, offset) }
            if count > 1 { return SystemCalls.system.write(descriptor, buffer, count / 2, offset) }
            return failed(number)
        }
        failing.synchronize = { descriptor in
            counter.next() >= call ? Int32(failed(number ?? EIO)) : SystemCalls.system.synchronize(descriptor)
        }
        return failing
    }

    final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
    }

    private static func interrupted() -> Int { failed(EINTR) }

    private static func failed(_ number: Int32?) -> Int {
        guard let number else { return 0 }
        errno = number
        return -1
    }
}
