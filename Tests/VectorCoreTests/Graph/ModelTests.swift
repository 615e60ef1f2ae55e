import Foundation
import TestSupport
import Testing
import VectorCore

/// Random operations give what a dictionary searched by brute force gives, and leave a sound graph after each.
struct ModelTests {
    @Test(arguments: Metric.allCases)
    func randomOperationsAgreeWithBruteForce(metric: Metric) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        for seed: UInt64 in 1...6 {
            var random = SeededGenerator(seed: seed)
            let dimension = Int.random(in: 1...24, using: &random)
            let parameters = HNSWParameters(m: [2, 4, 16][Int(seed) % 3], efConstruction: 60, seed: seed)
            var index = try HNSWIndex(dimension: dimension, metric: metric, parameters: parameters)
            index.neverScanUnfiltered()
            var oracle = OracleIndex(metric: metric)
            // Few ids, so that they leave and return often; among them the ends of the type.
            let pool = (0..<240).map { Int64($0) << 32 } + [.min, .max, -1]
            for step in 0..<60 {
                let place = "seed \(seed) step \(step)"
                let ids = Array(pool.shuffled(using: &random).prefix(Int.random(in: 0...40, using: &random)))
                switch Int.random(in: 0..<8, using: &random) {
                case 0...1:
                    let fresh = ids.filter { oracle.vectors[$0] == nil }
                    let vectors = random.matrix(fresh.count, dimension)
                    try index.add(vectors, ids: fresh, threads: Int.random(in: 1...2, using: &random))
                    for (row, id) in fresh.enumerated() { oracle.vectors[id] = Array(vectors[row: row]) }
                case 2...4:
                    var vectors = random.matrix(ids.count, dimension)
                    if step % 5 == 0, let copy = oracle.vectors.values.first {
                        vectors = Matrix(columns: dimension)
                        for _ in ids { try vectors.append(copy) }
                    }
                    try index.upsert(vectors, ids: ids)
                    for (row, id) in ids.enumerated() { oracle.vectors[id] = Array(vectors[row: row]) }
                case 5...6:
                    #expect(index.remove(ids + ids) == ids.count { oracle.vectors[$0] != nil }, "\(place)")
                    for id in ids { oracle.vectors[id] = nil }
                default:
                    let file = folder.appendingPathComponent("index")
                    try index.save(to: file)
                    index = try HNSWIndex.open(file)
                    index.neverScanUnfiltered()
                }
                #expect(index.brokenInvariant == nil && index.unreachableCount == 0, "\(place)")
                #expect(index.ids == oracle.vectors.keys.sorted(), "\(place)")
                #expect(pool.allSatisfy { index.contains($0) == (oracle.vectors[$0] != nil) }, "\(place)")
                if metric != .cosine {
                    #expect(pool.allSatisfy { index.vector(for: $0) == oracle.vectors[$0] }, "\(place)")
                }
                let query = random.vector(dimension)
                let found = try index.search(query, k: 10)
                let truth = oracle.nearest(query, k: 10)
                #expect(found.count == truth.count && found.allSatisfy { oracle.vectors[$0.id] != nil }, "\(place)")
                let allowed = Array(pool.shuffled(using: &random).prefix(60))
                let filtered = try index.search(
                    query, k: 300, options: SearchOptions(filter: VectorFilter(allowing: allowed)))
                #expect(Set(filtered.map(\.id)) == Set(allowed).intersection(oracle.vectors.keys), "\(place)")
                let exact = try index.search(query, k: 10, options: SearchOptions(scanFactor: 1000))
                #expect(oracle.recall(exact, truth) == 1, "\(place)")
            }
        }
    }

    @Test func anIdThatChangesAThousandTimesIsFoundAtOnce() throws {
        let index = try HNSWIndex(dimension: 2, metric: .squaredL2)
        try index.add(Matrix([[9, 9]]), ids: [1])
        for round in 0..<1000 {
            try index.upsert(Matrix([[Float(round), 1]]), ids: [7])
            #expect(index.vector(for: 7) == [Float(round), 1] && index.count == 2)
        }
        #expect(index.slotCount < 40 && index.brokenInvariant == nil)
    }

    @Test func whenThereIsNoMemoryATypedErrorSaysSoAndNothingHasChanged() throws {
        var random = SeededGenerator(seed: 9)
        for bytes in [0, 1 << 20, 20 << 20, 40 << 20, 60 << 20] {
            var wasRefused = false
            do throws(VectorIndexError) {
                let index = try HNSWIndex(
                    dimension: 512, metric: .squaredL2, parameters: HNSWParameters(m: 4, efConstruction: 8),
                    kernels: .current, budget: MemoryBudget(bytes: bytes))
                for batch in 0..<60 {
                    let vectors = random.matrix(500, 512)
                    let ids = (0..<500).map { Int64(batch * 500 + $0) }
                    do throws(VectorIndexError) {
                        try index.add(vectors, ids: ids)
                    } catch {
                        wasRefused = true
                        #expect(error.code == .outOfMemory)
                        #expect(index.count == batch * 500 && !index.contains(ids[0]))
                        #expect(index.brokenInvariant == nil)
                        if batch > 0 {
                            // What is in can be found, and what leaves makes room.
                            #expect(index.vector(for: 3) != nil)
                            #expect(index.remove(Array(0..<Int64(batch * 500))) == batch * 500)
                            if batch > 1 { try index.add(vectors, ids: ids) }
                        }
                        break
                    }
                }
            } catch {
                wasRefused = true
                #expect(error.code == .outOfMemory)
            }
            #expect(wasRefused, "\(bytes) bytes were enough")
        }
    }

    @Test func theLargestDimensionWorks() throws {
        var random = SeededGenerator(seed: 10)
        let index = try HNSWIndex(dimension: 65_536, metric: .cosine)
        index.neverScanUnfiltered()
        let vectors = random.matrix(90, 65_536)
        try index.add(vectors, ids: (0..<90).map { .max - $0 })
        let found = try index.search(Array(vectors[row: 17]), k: 3)
        #expect(found.count == 3 && found[0].id == .max - 17 && abs(found[0].distance) < 1e-5)
    }
}
