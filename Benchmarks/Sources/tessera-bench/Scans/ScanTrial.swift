import CKernelLoops
import Foundation
import VectorCore

/// Flat indexes over the same vectors, and memory to read as many bytes from as they scan.
final class ScanTrial {
    private let task: NeighborTask
    private let indexes: [(code: VectorCode, index: FlatIndex, rowBytes: Int)]
    private let memory: UnsafeMutableRawPointer
    /// The instruction set whose plain loads are fastest here, and as good as any from memory.
    private let widest = 0

    init(_ codes: [VectorCode], _ task: NeighborTask) throws {
        self.task = task
        let ids = (0..<task.base.rows).map(Int64.init)
        indexes = try codes.map { code in
            let storage = code == .float32 ? VectorStorage.float32 : VectorStorage(walk: code, keep: .float32)
            let index = try FlatIndex(dimension: task.base.columns, metric: task.metric, storage: storage)
            try index.add(task.base, ids: ids)
            return (code, index, VectorStorage(walk: code).bytes(dimension: task.base.columns))
        }
        let most = indexes.map(\.rowBytes).max() ?? 0
        guard let memory = kernel_memory(Self.bytesRead(most, task.base.rows)) else {
            throw Refusal("there is not enough memory to read \(most * task.base.rows) bytes from")
        }
        self.memory = memory
    }

    deinit { free(memory) }

    /// What is read in turn with a scan: as many bytes, in whole steps of the loop.
    private static func bytesRead(_ rowBytes: Int, _ rows: Int) -> Int { (rowBytes * rows + 1023) / 1024 * 1024 }

    /// Single queries, of one index after another: after each query as many bytes are read plainly as it has scanned.
    ///
    /// The two go over two pieces of memory of one size in turns, so that caches help both alike.
    func measure(singles: Int, truth: GroundTruth) throws -> [ScanPoint] {
        let queries = (0..<task.queries.rows).map { Array(task.queries[row: $0]) }
        var floatSeconds: Double?
        return try indexes.map { code, index, rowBytes in
            var scans: [Double] = [], reads: [Double] = []
            let bytes = Self.bytesRead(rowBytes, task.base.rows)
            // The first turn is not counted: it makes the scratch memory and finds the caches cold.
            for turn in 0...singles {
                let query = queries[turn % queries.count]
                let (_, scan) = try Cost.measuringThread { try index.search(query, k: task.k) }
                let (_, read) = Cost.measuringThread {
                    if roof_read(widest, memory, bytes, 1) != 0 { Output.warn("memory that was cleared is not 0") }
                }
                guard turn > 0 else { continue }
                scans.append(scan.cpuSeconds)
                reads.append(read.cpuSeconds)
            }
            let answer = try queries.flatMap { query in
                let found = try index.search(query, k: task.k).map(\.id)
                return found + [Int64](repeating: -1, count: task.k - found.count)
            }
            if code == .float32 { floatSeconds = scans.median() }
            return ScanPoint(
                code: code, rowBytes: rowBytes, rows: task.base.rows, recall: truth.recall(of: answer, task),
                seconds: scans.median() ?? .nan, readSeconds: reads.median() ?? .nan, floatSeconds: floatSeconds)
        }
    }

    /// All queries at once to the index of floats, in turns with the product of queries and vectors; nil without that index.
    func measureMany(turns: Int) throws -> ManyScan? {
        guard let index = indexes.first(where: { $0.code == .float32 })?.index else { return nil }
        var scans: [Double] = [], products: [Double] = []
        for turn in 0...turns {
            let (_, scan) = try Cost.measuringThread {
                try index.search(task.queries, k: task.k, options: SearchOptions(), threads: 1)
            }
            let (done, product) = Cost.measuringThread {
                roof_multiply(
                    task.queries.values, task.queries.rows, task.base.values, task.base.rows, task.base.columns)
            }
            guard done else { throw Refusal("there is not enough memory for \(task.queries.rows) queries at once") }
            guard turn > 0 else { continue }
            scans.append(scan.cpuSeconds)
            products.append(product.cpuSeconds)
        }
        return ManyScan(
            queries: task.queries.rows, multiplyAdds: task.queries.rows * task.base.rows * task.base.columns,
            seconds: scans.median() ?? .nan, productSeconds: products.median() ?? .nan)
    }
}
