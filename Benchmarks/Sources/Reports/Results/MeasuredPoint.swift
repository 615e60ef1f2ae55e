/// One engine at one point of a sweep: a line of `tessera-bench ann`, or of a peer's script that writes the same keys.
package struct MeasuredPoint: Decodable, Sendable {
    package let engine: String
    package let index: String
    package let parameters: [String: Int]
    package let dataSet: String
    /// Which of the data set's vectors: the first so many.
    package let vectors: Int
    package let dimension: Int
    package let metric: String
    package let k: Int
    package let threads: Int
    package let recall: Double
    /// Queries a second of wall time, and of CPU time.
    package let qps: Double
    package let cpuQPS: Double
    package let buildSeconds: Double?
    package let buildCPUSeconds: Double?
    package let bytesPerVector: Double?
    /// Distances computed a query, where the engine counts them.
    package let distances: Double?
    package let cpu: String?
    package let instructionSet: String?
    package let commit: String?

    /// What tables and legends call it: an index of ours by its own name and what sets it apart, a peer's by the peer's.
    package var label: String {
        guard engine == "tessera" else { return index == "hnsw" || index == engine ? engine : "\(engine) \(index)" }
        var label = "tessera \(index)"
        if let kept = parameters["keep"], kept != 32 { label += kept == 0 ? " alone" : " keep \(kept)" }
        if let adaptive = parameters["adaptive"], adaptive > 0 { label += ", by distance" }
        return label
    }
}

/// A kernel's time a row: a line of `tessera-bench kernels`, or of a peer's script.
package struct MeasuredKernel: Decodable, Sendable {
    package let engine: String
    package let kernel: String
    package let instructionSet: String
    package let dimension: Int
    package let data: String
    package let nanoseconds: Double
    package let bytesPerSecond: Double
    /// Which roof bounds it, and the share of that roof which is reached.
    package let bound: String?
    package let ofRoof: Double?
    package let cpu: String?
    package let commit: String?

    /// The column of a table it belongs to.
    package var label: String { engine == "tessera" ? instructionSet : engine }
}

/// What the core can do at most in one instruction set.
package struct MeasuredRoof: Decodable, Sendable {
    /// `multiply-adds` or `read`.
    package let roof: String
    package let instructionSet: String
    package let data: String?
    package let perSecond: Double?
    package let bytesPerSecond: Double?
}
