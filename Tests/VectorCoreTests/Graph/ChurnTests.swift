import Foundation
import TestSupport
import Testing
import VectorCore

/// The graph stays as good and as small as a fresh one while its vectors are exchanged; 50,000 of them in the long form.
struct ChurnTests {
    private static let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

    @Test func tenRoundsOfExchangingAFifthKeepRecallAndSize() throws {
        let (count, dimension, k) = (Self.isLong ? 50_000 : 20_000, 32, 10)
        var random = SeededGenerator(seed: 81)
        let clusters = ClusteredVectors(count: 300, dimension: dimension, using: &random)
        let index = try HNSWIndex(dimension: dimension, metric: .squaredL2)
        var present: [Int64: [Float]] = [:]
        var gone = Set<Int64>()
        func put(_ ids: [Int64]) throws {
            let vectors = clusters.matrix(ids.count, using: &random)
            try index.add(vectors, ids: ids, threads: 2)
            for (row, id) in ids.enumerated() { present[id] = Array(vectors[row: row]) }
        }
        try put((0..<Int64(count)).map { $0 })
        var next = Int64(count)
        for round in 1...10 {
            let leaving = Array(present.keys.sorted().shuffled(using: &random).prefix(count / 5))
            #expect(index.remove(leaving) == leaving.count)
            for id in leaving { present[id] = nil }
            gone.formUnion(leaving)
            // Half of them come back under their old ids with other vectors.
            let back = leaving.prefix(count / 10)
            gone.subtract(back)
            try put(back + (next..<next + Int64(count / 10)).map { $0 })
            next += Int64(count / 10)

            #expect(index.unreachableCount == 0, "round \(round)")
            #expect(Double(index.slotCount) <= 1.1 * Double(count), "round \(round): \(index.slotCount) slots")
            // The graph itself shall find each vector, by no more than the default effort.
            var missed = 0
            for id in round == 10 ? present.keys.sorted() : Array(present.keys.sorted().prefix(5000)) {
                let vector = try #require(present[id])
                let found = try index.search(vector, k: 1, options: SearchOptions(scanFactor: 0))
                if found.first?.distance != 0 { missed += 1 }
            }
            #expect(missed == 0, "round \(round): \(missed) are not found by their own values")
        }
        #expect(index.brokenInvariant == nil)
        #expect(index.ids == present.keys.sorted())

        let ids = present.keys.sorted()
        var all = Matrix(columns: dimension)
        for id in ids { try all.append(try #require(present[id])) }
        let fresh = try HNSWIndex(dimension: dimension, metric: .squaredL2)
        try fresh.add(all, ids: ids, threads: 2)
        let flat = try FlatIndex(dimension: dimension, metric: .squaredL2)
        try flat.add(all, ids: ids)
        let queries = clusters.matrix(1000, using: &random)
        let truth = try flat.search(queries, k: k, options: SearchOptions(), threads: 2).map { Set($0.map(\.id)) }
        for ef in [16, 64] {
            func recall(_ index: HNSWIndex) throws -> Double {
                let options = SearchOptions(efSearch: ef, scanFactor: 0)
                let found = try index.search(queries, k: k, options: options, threads: 2)
                #expect(found.allSatisfy { $0.allSatisfy { !gone.contains($0.id) } })
                let hits = zip(found, truth).map { found, truth in found.count { truth.contains($0.id) } }
                return Double(hits.reduce(0, +)) / Double(k * queries.rows)
            }
            let (worn, new) = (try recall(index), try recall(fresh))
            print("recall@10 at efSearch \(ef) after 10 rounds: \(worn), fresh: \(new)")
            #expect(worn >= new - 0.01)
        }
    }

    @Test func removingMostAndAddingOneByOneKeepsEveryVectorFound() throws {
        for seed: UInt64 in 1...2 {
            var random = SeededGenerator(seed: seed)
            let clusters = ClusteredVectors(count: 20, dimension: 16, using: &random)
            let index = try HNSWIndex(dimension: 16, metric: .squaredL2, parameters: HNSWParameters(m: 8, seed: seed))
            index.neverScanUnfiltered()
            try index.add(clusters.matrix(4000, using: &random), ids: Array(0..<4000))
            index.remove((0..<4000).filter { $0 % 20 != 0 })
            #expect(index.brokenInvariant == nil && index.unreachableCount == 0 && index.count == 200)
            for id: Int64 in 5000..<5300 {
                try index.add(clusters.matrix(1, using: &random), ids: [id])
                if id % 3 == 0 { index.remove([id - 5]) }
                #expect(index.unreachableCount == 0, "seed \(seed): after \(id)")
            }
            #expect(index.slotCount == 4000)
            for id in index.ids {
                let vector = try #require(index.vector(for: id))
                #expect(try index.search(vector, k: 1).first?.distance == 0, "seed \(seed): \(id)")
            }
        }
    }
}

/// Vectors around random centres, as embeddings of related texts lie.
struct ClusteredVectors {
    private let centres: Matrix

    init(count: Int, dimension: Int, using random: inout SeededGenerator) {
        centres = random.matrix(count, dimension)
    }

    func matrix(_ rows: Int, using random: inout SeededGenerator) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(rows * centres.columns)
        for _ in 0..<rows {
            let centre = centres[row: Int.random(in: 0..<centres.rows, using: &random)]
            for value in centre { values.append(value + Float.random(in: -0.4...0.4, using: &random)) }
        }
        return Matrix(rows: rows, columns: centres.columns, values: values)
    }
}
