import CKernelLoops
import Foundation

/// A kernel over rows of one dimension, ready to be timed in every instruction set and place.
final class KernelTrial {
    let kernel: Int
    let dimension: Int
    private let memoryBytes: Int
    private let data: OpaquePointer
    private let rows: Int
    /// Every row once, without pattern; the first ones for the smaller places.
    private let order: [UInt32]

    init(kernel: Int, dimension: Int, memoryBytes: Int) throws {
        self.kernel = kernel
        self.dimension = dimension
        self.memoryBytes = memoryBytes
        rows = max(1, memoryBytes / kernel_row_bytes(kernel, dimension))
        guard let made = kernel_data_make(kernel, dimension, rows) else {
            throw Refusal("there is not enough memory for \(memoryBytes >> 20) MiB; ask for less by --megabytes")
        }
        data = made
        var random = Scrambler()
        order = (0..<UInt32(rows)).shuffled(using: &random)
    }

    deinit { kernel_data_free(data) }

    var rowBytes: Int { kernel_row_bytes(kernel, dimension) }

    func rows(in place: KernelPlace) -> Int {
        min(rows, max(1, place.workingSet(memoryBytes: memoryBytes) / rowBytes))
    }

    /// Nanoseconds of CPU time a row, over as many passes as fill `shortest` seconds, after one that is not counted.
    func nanoseconds(set: Int, place: KernelPlace, shortest: Double) -> Double {
        let count = rows(in: place)
        // A smaller place's rows lie together, as a block does.
        let ids = place == .memory ? order : (0..<UInt32(count)).map { UInt32(count) - 1 - $0 }
        let (_, warmUp) = Cost.measuring { kernel_run(data, kernel, set, ids, count, 1) }
        let passes = Int(min(1e7, max(1, shortest / max(warmUp.cpuSeconds, 1e-7))))
        let (_, cost) = Cost.measuring { kernel_run(data, kernel, set, ids, count, passes) }
        return cost.cpuSeconds / Double(passes) / Double(count) * 1e9
    }
}

/// Numbers without pattern, the same in every run (SplitMix64).
private struct Scrambler: RandomNumberGenerator {
    private var state: UInt64 = 7

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
