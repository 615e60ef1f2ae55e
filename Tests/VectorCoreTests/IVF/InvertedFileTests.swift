import Foundation
import TestSupport
import Testing
import VectorCore

/// What inverted files keep beyond the conformance suite.
struct InvertedFileTests {
    private func sift() throws -> (base: Matrix, queries: Matrix, truth: [[Int64]])? {
        guard let folder = TestData.dataSet("sift-5k-ngt") else { return nil }
        let nearest = try VectorFile(folder.appendingPathComponent("groundtruth_l2_top100.ivecs"))
        return (
            try vectors(folder.appendingPathComponent("base5k.fvecs")),
            try vectors(folder.appendingPathComponent("siftsmall_query.fvecs")),
            try (0..<nearest.rows).map { try nearest.ids($0..<$0 + 1) }
        )
    }

    private func vectors(_ file: URL) throws -> Matrix {
        let file = try VectorFile(file)
        return try file.matrix(0..<file.rows)
    }

    private func recall(_ found: [[Neighbor]], _ truth: [[Int64]]) -> Double {
        let hits = zip(found, truth).map { found, truth in
            Set(found.map(\.id)).intersection(truth.prefix(10)).count
        }
        return Double(hits.reduce(0, +)) / Double(10 * truth.count)
    }

    @Test func recallOnSIFTGrowsWithTheListsProbed() throws {
        guard let (base, queries, truth) = try sift() else { return }
        let lists = IVFParameters(nlist: 64)
        let flat = try IVFFlatIndex(dimension: 128, metric: .squaredL2, lists: lists)
        try flat.add(base, ids: Array(0..<5_000), threads: 2)
        #expect(flat.isTrained && flat.listSizes.count == 64 && flat.listSizes.reduce(0, +) == 5_000)
        let coded = try [
            PQParameters(), PQParameters(rotation: .random), PQParameters(rotation: .optimized),
            PQParameters(bits: .eight), PQParameters(componentsPerPart: 4),
        ].map { codes in
            let index = try IVFPQIndex(dimension: 128, metric: .squaredL2, lists: lists, codes: codes)
            try index.add(base, ids: Array(0..<5_000), threads: 2)
            return index
        }
        for (nprobe, floor) in [(8, 0.65), (16, 0.85), (32, 0.97), (64, 1.0)] {
            let options = SearchOptions(nprobe: nprobe)
            let exact = recall(try flat.search(queries, k: 10, options: options, threads: 1), truth)
            #expect(exact >= floor, "nprobe \(nprobe): \(exact)")
            for index in coded {
                let estimated = recall(try index.search(queries, k: 10, options: options, threads: 1), truth)
                print("IVF on SIFT at nprobe \(nprobe): exact \(exact), \(index.codes.rotation) \(estimated)")
                #expect(estimated >= exact - 0.04, "nprobe \(nprobe), \(index.codes): \(estimated) of \(exact)")
            }
        }
    }

    @Test func vectorsThatAreNotKeptAreFoundByTheirCodes() throws {
        guard let (base, queries, truth) = try sift() else { return }
        for (keep, floor) in [(VectorCode.bfloat16, 0.95), (.rabitq8, 0.94), (nil, 0.65)] {
            for codes in [PQParameters(), PQParameters(bits: .eight)] {
                let lists = IVFParameters(nlist: 32)
                let index = try IVFPQIndex(
                    dimension: 128, metric: .squaredL2, lists: lists, codes: codes, keep: keep)
                try index.add(base, ids: Array(0..<5_000))
                let found = try index.search(queries, k: 10, options: SearchOptions(nprobe: 32), threads: 2)
                let recall = recall(found, truth)
                print("IVF on SIFT by \(codes.bits) bits, \(keep?.rawValue ?? "nothing") kept: \(recall)")
                #expect(recall >= floor)
                // A vector comes back about as it went in, and a filter is kept to.
                let vector = try #require(index.vector(for: 7))
                let lost = zip(vector, base[row: 7]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                #expect(lost < 0.1 * base[row: 7].reduce(0) { $0 + $1 * $1 })
                let filter = VectorFilter(allowing: 100..<130)
                let allowed = try index.search(
                    Array(queries[row: 0]), k: 40, options: SearchOptions(nprobe: 1, filter: filter))
                #expect(Set(allowed.map(\.id)) == Set(100..<130))
            }
        }
    }

    @Test(arguments: [VectorCode.float32, .bfloat16, .rabitq8, nil], PQParameters.Rotation.allCases)
    func whatIsSavedOpensTheSameWhateverIsKept(keep: VectorCode?, rotation: PQParameters.Rotation) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 61)
        for bits in PQParameters.Bits.allCases {
            for count in [20, 400] {
                let lists = IVFParameters(nlist: 8, nprobe: 3, trainingThreshold: 100, isBalanced: bits == .four)
                let codes = PQParameters(bits: bits, rotation: rotation)
                let index = try IVFPQIndex(dimension: 21, metric: .cosine, lists: lists, codes: codes, keep: keep)
                try index.add(random.matrix(count, 21), ids: (0..<Int64(count)).map { $0 * 3 })
                index.remove([0, 9])
                #expect(index.isTrained == (count > 100))
                try index.save(to: file)
                let opened = try IVFPQIndex.open(file)
                #expect(opened.keep == keep && opened.codes == codes && opened.parameters == lists)
                #expect(opened.listSizes == index.listSizes)
                for id in index.ids { #expect(opened.vector(for: id) == index.vector(for: id)) }
                let more = random.matrix(150, 21)
                for one in [index, opened] { try one.upsert(more, ids: Array(0..<150)) }
                let queries = random.matrix(20, 21)
                let options = SearchOptions(nprobe: 5)
                #expect(
                    try opened.search(queries, k: 9, options: options, threads: 1)
                        == index.search(queries, k: 9, options: options, threads: 2))
            }
        }
    }

    @Test func anIndexTrainsItselfOrIsTrainedByASampleAndAgain() throws {
        var random = SeededGenerator(seed: 62)
        let lists = IVFParameters(nlist: 16, nprobe: 16, trainingThreshold: 500)
        let flat = try IVFFlatIndex(dimension: 12, metric: .squaredL2, lists: lists)
        let coded = try IVFPQIndex(dimension: 12, metric: .squaredL2, lists: lists)
        let exact = try FlatIndex(dimension: 12, metric: .squaredL2)
        func agree(_ query: [Float]) throws {
            let truth = try exact.search(query, k: 10).map(\.id)
            #expect(try flat.search(query, k: 10).map(\.id) == truth)
            #expect(Set(try coded.search(query, k: 10).map(\.id)).intersection(truth).count >= 8)
        }
        for batch in 0..<8 {
            let vectors = random.matrix(99, 12)
            let ids = (0..<99).map { Int64(batch * 99 + $0) }
            for index in [flat, coded, exact] as [any VectorIndex] { try index.add(vectors, ids: ids) }
            #expect(flat.isTrained == (batch >= 5) && coded.isTrained == (batch >= 5))
            for _ in 0..<5 { try agree(random.vector(12)) }
        }
        try flat.train()
        try coded.train(random.matrix(800, 12), threads: 2)
        for _ in 0..<5 { try agree(random.vector(12)) }

        let fresh = try IVFPQIndex(dimension: 12, metric: .cosine, lists: IVFParameters())
        #expect(throws: VectorIndexError.self) { try fresh.train() }
        #expect(throws: VectorIndexError.self) { try fresh.train(random.matrix(9, 13)) }
        #expect(throws: VectorIndexError.self) { try fresh.train(Matrix([[Float](repeating: 0, count: 12)])) }
        #expect(!fresh.isTrained)
        try fresh.train(random.matrix(1_000, 12))
        #expect(fresh.isTrained && fresh.count == 0 && fresh.listSizes.count == 10)
        #expect(try fresh.search(random.vector(12), k: 3).isEmpty)
        try fresh.add(random.matrix(5, 12), ids: Array(0..<5))
        #expect(try fresh.search(random.vector(12), k: 9, options: SearchOptions(nprobe: 1)).count == 5)
    }

    @Test func anIndexIsTheSameOnAnyNumberOfThreads() throws {
        var random = SeededGenerator(seed: 63)
        let vectors = random.matrix(3_000, 40)
        let queries = random.matrix(100, 40)
        let lists = IVFParameters(nlist: 70, nprobe: 10, trainingThreshold: 1_000)
        func found(threads: Int) throws -> [[Neighbor]] {
            let coded = try IVFPQIndex(dimension: 40, metric: .innerProduct, lists: lists)
            let flat = try IVFFlatIndex(dimension: 40, metric: .innerProduct, lists: lists)
            try coded.add(vectors, ids: Array(0..<3_000), threads: threads)
            try flat.add(vectors, ids: Array(0..<3_000), threads: threads)
            let options = SearchOptions()
            return try coded.search(queries, k: 10, options: options, threads: threads)
                + flat.search(queries, k: 10, options: options, threads: threads)
        }
        let one = try found(threads: 1)
        #expect(try found(threads: 2) == one && found(threads: 3) == one)
    }

    @Test func copiesBeyondAnyPoolAreAllFoundInOrder() throws {
        let lists = IVFParameters(nlist: 4, nprobe: 1, trainingThreshold: 100)
        let index = try IVFPQIndex(dimension: 8, metric: .squaredL2, lists: lists)
        let copies = Matrix(rows: 5_000, columns: 8, values: [Float](repeating: 3, count: 40_000))
        try index.add(copies, ids: Array(0..<5_000))
        for k in [1, 10, 700] {
            let found = try index.search([Float](repeating: 3, count: 8), k: k)
            #expect(found.count == k && Set(found.map(\.id)).count == k && found.allSatisfy { $0.distance == 0 })
        }
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func aFileWithAnAddendThatIsNoNumberIsRefused(value: Float) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 64)
        let lists = IVFParameters(nlist: 4, trainingThreshold: 100)
        let index = try IVFPQIndex(dimension: 8, metric: .squaredL2, lists: lists)
        try index.add(random.matrix(200, 8), ids: Array(0..<200))
        try index.save(to: file)
        let whole = CraftedFile(try Data(contentsOf: file))
        for (bits, isRefused) in [(Float(0.5).bitPattern, false), (value.bitPattern, true)] {
            var crafted = whole
            crafted.put(bits, at: 4 * 77, in: "lists.addends")
            try crafted.file().write(to: file)
            let code = { () -> VectorIndexError.Code? in
                do { _ = try IVFPQIndex.open(file) } catch { return (error as? VectorIndexError)?.code }
                return nil
            }()
            #expect(code == (isRefused ? .fileDamaged : nil))
        }
    }

    @Test func vectorsWhoseSquaresOverflowAreSavedAndOpened() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 65)
        let lists = IVFParameters(nlist: 4, trainingThreshold: 100)
        let index = try IVFPQIndex(dimension: 8, metric: .squaredL2, lists: lists)
        try index.add(random.matrix(200, 8), ids: Array(0..<200))
        let far = Matrix(rows: 3, columns: 8, values: (0..<24).map { Float($0 + 1) * 1e21 * ($0 % 2 == 0 ? 1 : -1) })
        try index.add(far, ids: [1_000, 1_001, 1_002])
        try index.save(to: file)
        let opened = try IVFPQIndex.open(file)
        let query = random.vector(8)
        let options = SearchOptions(nprobe: 4)
        #expect(try opened.search(query, k: 203, options: options) == index.search(query, k: 203, options: options))
        #expect(try opened.search(query, k: 10, options: options).allSatisfy { $0.id < 1_000 })
    }

    @Test func parametersOutOfTheirRangeAreRefused() throws {
        for lists in [
            IVFParameters(nlist: 0), IVFParameters(nprobe: 0), IVFParameters(trainingThreshold: 0),
            IVFParameters(pointsPerList: 0), IVFParameters(iterations: -1),
        ] {
            #expect(throws: VectorIndexError.self) {
                try IVFFlatIndex(dimension: 4, metric: .cosine, lists: lists)
            }
            #expect(throws: VectorIndexError.self) { try IVFPQIndex(dimension: 4, metric: .cosine, lists: lists) }
        }
        let index = try IVFPQIndex(dimension: 4, metric: .cosine)
        for options in [SearchOptions(nprobe: 0), SearchOptions(rerank: -1)] {
            #expect(throws: VectorIndexError.self) { try index.search([1, 0, 0, 0], k: 1, options: options) }
        }
    }
}
