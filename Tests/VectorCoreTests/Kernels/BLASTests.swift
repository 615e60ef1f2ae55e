import Foundation
import Synchronization
import TestSupport
import Testing
import VectorCore

struct BLASTests {
    /// Also of builds that must be called by one thread at a time, of which Debian has one (`Scripts/test.sh` loads it).
    @Test func productsOnManyThreadsAreThoseOfOne() {
        let (rows, columns, inputs) = (300, 300, 200)
        var generator = SeededGenerator(seed: 5)
        let a = (0..<rows * inputs).map { _ in Float.random(in: -1...1, using: &generator) }
        let b = (0..<inputs * columns).map { _ in Float.random(in: -1...1, using: &generator) }
        @Sendable func product() -> [Float] {
            var c = [Float](repeating: .nan, count: rows * columns)
            // SAFETY: the arrays have the shapes that are named.
            unsafe BLAS.multiply(
                m: rows, n: columns, k: inputs, a: a, aStride: inputs, b: b, bStride: columns, c: &c, cStride: columns)
            return c
        }
        BLAS.setThreads(1)
        let expected = product()
        let different = Atomic<Int>(0)
        let threads = DispatchGroup()
        for _ in 0..<8 {
            let thread = Thread {
                for _ in 0..<2000 where product() != expected { different.add(1, ordering: .relaxed) }
                threads.leave()
            }
            threads.enter()
            thread.start()
        }
        threads.wait()
        #expect(different.load(ordering: .relaxed) == 0)
    }
}
