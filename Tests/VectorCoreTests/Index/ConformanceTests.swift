import Foundation
import TestSupport
import Testing
import VectorCore

/// What every index keeps, whatever it is.
struct ConformanceTests {
    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func findsTheNearestThroughAddsAndRemovesAndReinsertions(kind: IndexUnderTest, metric: Metric) throws {
        for seed: UInt64 in 1...3 {
            var random = SeededGenerator(seed: seed)
            let dimension = [4, 33, 64][Int(seed) - 1]
            let index = try kind.make(dimension, metric, seed: seed)
            var oracle = OracleIndex(metric: metric)
            var recalls: [Double] = []
            for round in 0..<6 {
                let ids = (0..<200).map { _ in Int64.random(in: -400..<400, using: &random) }
                let fresh = Array(Set(ids.filter { oracle.vectors[$0] == nil })).sorted()
                let vectors = random.matrix(fresh.count, dimension)
                try index.add(vectors, ids: fresh)
                for (row, id) in fresh.enumerated() { oracle.vectors[id] = Array(vectors[row: row]) }

                let gone = (0..<150).map { _ in Int64.random(in: -450..<450, using: &random) }
                let present = Set(gone).filter { oracle.vectors[$0] != nil }
                #expect(index.remove(gone) == present.count, "seed \(seed) round \(round)")
                for id in present { oracle.vectors[id] = nil }

                let changed = Array(oracle.vectors.keys.sorted().prefix(30)) + [1000 + Int64(round)]
                let others = random.matrix(changed.count, dimension)
                try index.upsert(others, ids: changed)
                for (row, id) in changed.enumerated() { oracle.vectors[id] = Array(others[row: row]) }

                #expect(index.count == oracle.vectors.count)
                #expect(index.ids == oracle.vectors.keys.sorted())
                for _ in 0..<15 {
                    let query = random.vector(dimension)
                    let found = try index.search(query, k: 10)
                    #expect(found.count == min(10, oracle.vectors.count))
                    check(found, query, oracle, seed: seed)
                    recalls.append(oracle.recall(found, oracle.nearest(query, k: 10)))
                }
            }
            let recall = recalls.reduce(0, +) / Double(recalls.count)
            #expect(recall >= kind.recallFloor, "\(kind) \(metric) seed \(seed): recall \(recall)")
        }
    }

    /// Each result is present once, at its true distance, and they are in order.
    private func check(_ found: [Neighbor], _ query: [Float], _ oracle: OracleIndex, seed: UInt64) {
        #expect(Set(found.map(\.id)).count == found.count, "seed \(seed)")
        for neighbor in found {
            guard let vector = oracle.vectors[neighbor.id] else {
                Issue.record("id \(neighbor.id) is not in the index; seed \(seed)")
                continue
            }
            let distance = Oracle.distance(query[...], vector[...], oracle.metric)
            #expect(abs(Double(neighbor.distance) - distance) < 1e-4 * max(1, abs(distance)), "seed \(seed)")
        }
        for (one, next) in zip(found, found.dropFirst()) {
            #expect(one.distance < next.distance || (one.distance == next.distance && one.id < next.id))
        }
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func aFilterNeverGivesFewerThanMatchNorAnyOther(kind: IndexUnderTest, metric: Metric) throws {
        var random = SeededGenerator(seed: 21)
        let dimension = 16
        let index = try kind.make(dimension, metric)
        var oracle = OracleIndex(metric: metric)
        let vectors = random.matrix(4000, dimension)
        try index.add(vectors, ids: Array(0..<4000))
        for row in 0..<4000 { oracle.vectors[Int64(row)] = Array(vectors[row: row]) }
        index.remove(stride(from: 5, to: 4000, by: 11).map { Int64($0) })
        for id in stride(from: 5, to: 4000, by: 11) { oracle.vectors[Int64(id)] = nil }

        for selectivity in [1.0, 0.9, 0.5, 0.1, 0.01, 0.001] {
            // One filter by chance, one of those farthest from the query: what a walk towards it never meets.
            let query = random.vector(dimension)
            let chance = (0..<4000).filter { _ in Double.random(in: 0..<1, using: &random) < selectivity }.map(
                Int64.init)
            let far = oracle.nearest(query, k: 4000).reversed().prefix(Int(4000 * selectivity)).map(\.0)
            var recalls: [Double] = []
            for allowed in [chance, far, far + [99_999, -1]] {
                let filter = VectorFilter(allowing: allowed)
                let set = Set(allowed)
                for k in [1, 10, 100] {
                    let options = SearchOptions(filter: filter)
                    let found = try index.search(query, k: k, options: options)
                    let truth = oracle.nearest(query, k: k) { set.contains($0) }
                    #expect(found.count == truth.count, "selectivity \(selectivity) k \(k)")
                    #expect(found.allSatisfy { set.contains($0.id) && oracle.vectors[$0.id] != nil })
                    recalls.append(oracle.recall(found, truth))
                }
            }
            let recall = recalls.reduce(0, +) / Double(recalls.count)
            #expect(recall >= min(kind.recallFloor, 0.95), "\(kind) \(metric) \(selectivity): recall \(recall)")
        }
        #expect(
            try index.search(random.vector(dimension), k: 5, options: SearchOptions(filter: VectorFilter(allowing: [])))
                .isEmpty)
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func theSmallCasesAreRight(kind: IndexUnderTest, metric: Metric) throws {
        let index = try kind.make(2, metric)
        #expect(try index.search([1, 0], k: 3).isEmpty)
        #expect(try index.search(Matrix(columns: 2), k: 3, options: SearchOptions(), threads: 2).isEmpty)
        #expect(index.remove([1]) == 0)
        #expect(!index.contains(1) && index.vector(for: 1) == nil && index.count == 0 && index.ids == [])
        try index.add(Matrix(columns: 2), ids: [])
        try index.add(Matrix([[3, 4]]), ids: [.max])
        try index.add(Matrix([[-4, 3]]), ids: [.min])
        #expect(index.vector(for: .max) == (metric == .cosine ? [0.6, 0.8] : [3, 4]))
        #expect(try index.search([3, 4], k: 0).isEmpty)
        #expect(try index.search([3, 4], k: 9).map(\.id) == [.max, .min])
        #expect(index.ids == [.min, .max] && index.memoryBytes > 0 && index.dimension == 2 && index.metric == metric)
        #expect(index.remove([.max, .min, .max]) == 2)
        #expect(try index.search([3, 4], k: 9).isEmpty)
        try index.add(Matrix([[1, 1]]), ids: [.max])
        #expect(try index.search([3, 4], k: 9).map(\.id) == [.max])
        #expect(index.metadata == [:])
    }

    @Test(arguments: IndexUnderTest.allCases)
    func toLookAtMoreThanThereIsFindsWhatThereIs(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 61)
        let index = try kind.make(8, .squaredL2)
        try index.add(random.matrix(600, 8), ids: Array(0..<600))
        index.searchDefaults = SearchDefaults(efSearch: .max, nprobe: .max)
        for filter in [nil, VectorFilter(allowing: 0..<300), VectorFilter(allowing: 0..<9)] {
            for options in [
                SearchOptions(filter: filter),
                SearchOptions(efSearch: .max, nprobe: .max, scanFactor: .max, rerank: .max, filter: filter),
            ] {
                for k in [3, Int.max] {
                    let found = try index.search(random.vector(8), k: k, options: options)
                    #expect(found.count == min(k, filter?.count ?? 600))
                }
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func oneComponentAndThousandsWork(kind: IndexUnderTest) throws {
        for dimension in [1, 4097] {
            var random = SeededGenerator(seed: 3)
            let index = try kind.make(dimension, .squaredL2)
            var oracle = OracleIndex(metric: .squaredL2)
            let vectors = random.matrix(80, dimension)
            try index.add(vectors, ids: Array(0..<80))
            for row in 0..<80 { oracle.vectors[Int64(row)] = Array(vectors[row: row]) }
            let query = random.vector(dimension)
            #expect(try index.search(query, k: 5).map(\.id) == oracle.nearest(query, k: 5).map(\.0))
        }
        for dimension in [0, -1, 65_537] {
            #expect(throws: VectorIndexError.self) { try kind.make(dimension, .cosine) }
        }
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func copiesOfOneVectorAreAllFound(kind: IndexUnderTest, metric: Metric) throws {
        var random = SeededGenerator(seed: 31)
        let index = try kind.make(8, metric)
        let one = [Float](repeating: 2, count: 8)
        for id in 0..<300 {
            try index.add(id.isMultiple(of: 3) ? random.matrix(1, 8) : Matrix([one]), ids: [Int64(id)])
        }
        for k in [10, 60, 200] {
            let found = try index.search(one, k: k)
            #expect(found.count == k)
            // The inner product makes no geometry in which a graph could promise all of the copies.
            let copies = found.count { !$0.id.isMultiple(of: 3) && abs($0.distance - found[0].distance) < 1e-5 }
            let floor = kind == .hnsw && metric == .innerProduct ? 0.9 : 1
            #expect(Double(copies) >= floor * Double(k), "\(copies) of \(k)")
            for (a, b) in zip(found, found.dropFirst()) where a.distance == b.distance { #expect(a.id < b.id) }
        }
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func badInputIsRefusedAndNothingHasChanged(kind: IndexUnderTest, metric: Metric) throws {
        let index = try kind.make(2, metric)
        try index.add(Matrix([[1, 0], [0, 1]]), ids: [1, 2])
        func refuses(_ code: VectorIndexError.Code, _ body: () throws -> Void) {
            #expect { try body() } throws: { ($0 as? VectorIndexError)?.code == code }
            #expect(index.count == 2 && index.ids == [1, 2] && index.vector(for: 1) == [1, 0])
        }
        for change in [index.add, index.upsert] as [(Matrix, [Int64]) throws -> Void] {
            refuses(.dimensionMismatch) { try change(Matrix([[1, 0, 0]]), [3]) }
            refuses(.idCountMismatch) { try change(Matrix([[1, 0]]), [3, 4]) }
            refuses(.duplicateID) { try change(Matrix([[1, 0], [2, 2]]), [3, 3]) }
            for bad in [Float.nan, .infinity, -.infinity, .signalingNaN] {
                refuses(.notFinite) { try change(Matrix([[1, 5], [1, bad]]), [1, 4]) }
            }
        }
        refuses(.duplicateID) { try index.add(Matrix([[5, 5], [1, 1]]), ids: [7, 2]) }
        refuses(.notFinite) { _ = try index.search([0, .nan], k: 1) }
        refuses(.dimensionMismatch) { _ = try index.search([1], k: 1) }
        refuses(.dimensionMismatch) {
            _ = try index.search(Matrix([[1, 2, 3]]), k: 1, options: SearchOptions(), threads: 1)
        }
        refuses(.invalidParameter) { _ = try index.search([1, 0], k: -1) }
        if metric == .cosine {
            refuses(.zeroVector) { try index.add(Matrix([[1, 1], [0, -0.0]]), ids: [3, 4]) }
            refuses(.zeroVector) { _ = try index.search([0, 0], k: 1) }
        } else {
            #expect(try index.search([0, 0], k: 2).count == 2)
        }
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func numbersAtTheEdgeOfFloatGiveResultsInOrder(kind: IndexUnderTest, metric: Metric) throws {
        let great = Float.greatestFiniteMagnitude
        let index = try kind.make(3, metric)
        let rows: [[Float]] = [
            [great, -great, great], [-great, great, 1], [.leastNonzeroMagnitude, 0, 0], [1, 2, 3],
            [great, great, great],
        ]
        try index.add(Matrix(rows), ids: Array(0..<5))
        for query in rows {
            let found = try index.search(query, k: 5)
            #expect(Set(found.map(\.id)).count == 5)
            #expect(found.allSatisfy { !$0.distance.isNaN })
            for (one, next) in zip(found, found.dropFirst()) { #expect(one.distance <= next.distance) }
            if metric == .cosine { #expect(abs(found[0].distance) < 1e-5) }
        }
        #expect(
            try index.search(Matrix(rows), k: 5, options: SearchOptions(), threads: 2)
                == rows.map { try index.search($0, k: 5) })
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func manyQueriesEqualSingleOnes(kind: IndexUnderTest, metric: Metric) throws {
        var random = SeededGenerator(seed: 41)
        let index = try kind.make(12, metric)
        try index.add(random.matrix(900, 12), ids: Array(0..<900))
        let queries = random.matrix(70, 12)
        for options in [SearchOptions(), SearchOptions(efSearch: 30, filter: VectorFilter(allowing: 100..<500))] {
            let single = try (0..<70).map { try index.search(Array(queries[row: $0]), k: 7, options: options) }
            for threads in [1, 3] {
                #expect(try index.search(queries, k: 7, options: options, threads: threads) == single)
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases, Metric.allCases)
    func whatIsSavedOpensTheSame(kind: IndexUnderTest, metric: Metric) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 51)
        for count in [0, 1, 700] {
            let index = try kind.make(19, metric)
            try index.add(random.matrix(count, 19), ids: (0..<Int64(count)).map { $0 * 7 })
            index.remove([0, 14, 21])
            let stamp = ["model": "mini", "tablo": "ある", "": ""]
            try index.save(to: file, metadata: stamp)
            let summary = try IndexFile(file)
            #expect(summary.kind == kind.fileKind && summary.metadata == stamp && summary.count == index.count)
            #expect(summary.dimension == 19 && summary.metric == metric)
            #expect(try IndexFile.open(file).ids == index.ids)
            for opened in [try kind.open(file), try kind.open(file)] {
                #expect(opened.metadata == stamp && opened.metric == metric && opened.dimension == 19)
                #expect(opened.ids == index.ids)
                for id in index.ids { #expect(opened.vector(for: id) == index.vector(for: id)) }
                for _ in 0..<20 {
                    let query = random.vector(19)
                    #expect(try opened.search(query, k: 9) == index.search(query, k: 9))
                }
                // And it goes on from there as the first does.
                let more = random.matrix(50, 19)
                let again = try kind.open(file)
                try opened.add(more, ids: (0..<50).map { 100_000 + $0 })
                try again.add(more, ids: (0..<50).map { 100_000 + $0 })
                let query = random.vector(19)
                #expect(try opened.search(query, k: 30) == again.search(query, k: 30))
            }
            let other: IndexUnderTest = kind.fileKind == "flat" ? .hnsw : .flat
            #expect { try other.open(file) } throws: { ($0 as? VectorIndexError)?.code == .fileUnsupported }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
    }
}
