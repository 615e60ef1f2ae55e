import CKernelLoops
import Foundation

/// How fast this core multiplies and adds, and how fast it reads, in one instruction set: no kernel can be faster.
struct Roofs {
    let instructionSet: String
    let multiplyAddsPerSecond: Double
    let bytesPerSecond: [KernelPlace: Double]

    /// The fastest of many stretches, since a roof is what can be reached.
    static func measure(set: Int, memoryBytes: Int, turns: Int, shortest: Double) throws -> Roofs {
        let turns = 4 * turns
        let name = kernel_set_name(set).map { String(cString: $0) } ?? ""
        let multiplyAdds = (0..<turns).map { _ in
            fastest(shortest) { passes in Double(roof_multiply_adds(set, passes * 10_000)) }
        }
        var bytesPerSecond: [KernelPlace: Double] = [:]
        guard let memory = kernel_memory(memoryBytes) else {
            throw Refusal("there is not enough memory for \(memoryBytes >> 20) MiB; ask for less by --megabytes")
        }
        defer { free(memory) }
        for place in KernelPlace.allCases {
            let bytes = max(1024, place.workingSet(memoryBytes: memoryBytes) / 1024 * 1024)
            let rates = (0..<turns).map { _ in
                fastest(shortest) { passes in
                    if roof_read(set, memory, bytes, passes) != 0 { Output.warn("memory that was cleared is not 0") }
                    return Double(bytes) * Double(passes)
                }
            }
            bytesPerSecond[place] = rates.max()
        }
        return Roofs(
            instructionSet: name, multiplyAddsPerSecond: multiplyAdds.max() ?? 0, bytesPerSecond: bytesPerSecond)
    }

    /// What `work` does a CPU second, over as many passes as fill `shortest` seconds.
    private static func fastest(_ shortest: Double, _ work: (Int) -> Double) -> Double {
        let (_, first) = Cost.measuring { work(1) }
        let passes = Int(min(1e7, max(1, shortest / max(first.cpuSeconds, 1e-7))))
        let (amount, cost) = Cost.measuring { work(passes) }
        return amount / cost.cpuSeconds
    }

    /// The seconds that a row needs at least, and what bounds them.
    ///
    /// The query is read from the first cache, for every row anew as far as it does not stay in registers. What lies
    /// further off could be read in any width, so the fastest of `all` counts.
    func seconds(
        rowBytes: Int, queryBytes: Int, multiplyAdds: Int, from place: KernelPlace, all: [Roofs]
    ) -> (Double, String) {
        let arithmetic = Double(multiplyAdds) / multiplyAddsPerSecond
        let loads = Double(rowBytes + max(0, queryBytes - registerBytes)) / (bytesPerSecond[.l1] ?? .infinity)
        let rates = (place == .l1 ? [self] : all).compactMap { $0.bytesPerSecond[place] }
        let reading = Double(rowBytes) / (rates.max() ?? .infinity)
        let highest = max(arithmetic, loads, reading)
        return (highest, highest == reading ? place.rawValue : highest == loads ? "L1" : "multiply-adds")
    }

    /// What the vector registers hold together.
    private var registerBytes: Int { ["avx512": 32 * 64, "avx2": 16 * 32, "neon": 32 * 16][instructionSet] ?? 16 * 16 }

    var lines: [JSONValue] {
        let origin: [(String, JSONValue)] = [
            ("instructionSet", .text(instructionSet)), ("cpu", .text(Machine.processor)),
        ]
        return [.object([("roof", .text("multiply-adds")), ("perSecond", .number(multiplyAddsPerSecond))] + origin)]
            + KernelPlace.allCases.map { place in
                .object(
                    [
                        ("roof", .text("read")), ("data", .text(place.rawValue)),
                        ("bytesPerSecond", .optional(bytesPerSecond[place])),
                    ] + origin)
            }
    }
}
