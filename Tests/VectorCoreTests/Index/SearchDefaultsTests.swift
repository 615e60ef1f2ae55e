import Foundation
import TestSupport
import Testing
import VectorCore

/// The defaults of searches: found for an index, gone by, and kept in its file.
struct SearchDefaultsTests {
    private let ids = (0..<Int64(3000)).map { $0 * 2 }

    private func filled(_ kind: IndexUnderTest, _ vectors: Matrix) throws -> any VectorIndex {
        let index = try kind.make(vectors.columns, .squaredL2)
        try index.add(vectors, ids: ids)
        return index
    }

    /// Vectors without clusters, which graphs and lists find hardest.
    @Test(arguments: [IndexUnderTest.hnsw, .hnswOverCodes, .ivfFlat, .ivfPQ])
    func aHardSetRaisesWhatSearchesLookAt(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 31)
        let (vectors, queries, others) = (
            random.matrix(3000, 64), random.matrix(400, 64), random.matrix(300, 64)
        )
        let index = try filled(kind, vectors)
        index.searchDefaults = SearchDefaults(efSearch: 10, nprobe: 1)
        let truth = try FlatIndex(dimension: 64, metric: .squaredL2)
        try truth.add(vectors, ids: ids)
        #expect(try index.recall(others, k: 10, truth: truth) < 0.85)
        // The metric that counts is the index's.
        let tuner = IndexTuner(metric: .innerProduct, goal: TuningGoal(recall: 0.9))
        let recall = try tuner.tuneSearch(of: index, vectors: vectors, ids: ids, queries: queries, threads: 2)
        let defaults = index.searchDefaults
        #expect(recall >= 0.9 && (defaults.efSearch ?? 0 > 10 || defaults.nprobe ?? 0 > 1))
        let held = try index.recall(others, k: 10, truth: truth)
        print("\(kind): \(defaults), recall \(recall), of others \(held)")
        // 300 other queries have a standard error of about 0.005.
        #expect(held >= 0.89)
    }

    /// What an index keeps exactly judges it as the vectors would.
    @Test func anIndexIsTunedByTheVectorsThatItKeeps() throws {
        var random = SeededGenerator(seed: 37)
        let (vectors, queries) = (random.matrix(3000, 64), random.matrix(200, 64))
        for kind in [IndexUnderTest.hnsw, .hnswOverCodes, .ivfFlat] {
            let tuner = IndexTuner(metric: .squaredL2, goal: TuningGoal(recall: 0.9))
            let index = try filled(kind, vectors)
            let byVectors = try tuner.tuneSearch(of: index, vectors: vectors, ids: ids, queries: queries)
            let defaults = index.searchDefaults
            index.searchDefaults = SearchDefaults()
            #expect(try tuner.tuneSearch(of: index, queries: queries) == byVectors && index.searchDefaults == defaults)
        }
    }

    @Test func aGoalOutOfReachThrowsAndChangesNothing() throws {
        var source = ClusterSource(dimension: 64, seed: 33)
        let (vectors, queries) = (source.matrix(3000), source.matrix(100))
        let index = try HNSWIndex(dimension: 64, metric: .squaredL2, storage: VectorStorage(walk: .rabitq1))
        try index.add(vectors, ids: ids)
        let before = SearchDefaults(efSearch: 17, nprobe: 3)
        index.searchDefaults = before
        let tuner = IndexTuner(metric: .squaredL2, goal: TuningGoal(recall: 0.99), queryCount: 100)
        let error = #expect(throws: VectorIndexError.self) {
            try tuner.tuneSearch(of: index, vectors: vectors, ids: ids, queries: queries)
        }
        #expect(error?.code == .goalNotReached && index.searchDefaults == before)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func searchesGoByThemAndTheySurviveAFile(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 35)
        let vectors = random.matrix(3000, 64)
        let queries = random.matrix(40, 64)
        let index = try filled(kind, vectors)
        func search(_ index: any VectorIndex, _ options: SearchOptions = SearchOptions()) throws -> [[Neighbor]] {
            let together = try index.search(queries, k: 10, options: options, threads: 2)
            for row in 0..<3 {
                #expect(try index.search(Array(queries[row: row]), k: 10, options: options) == together[row])
            }
            return together
        }
        let usual = try search(index)
        let little = SearchDefaults(efSearch: 11, nprobe: 2)
        index.searchDefaults = little
        let expected = try search(index, SearchOptions(efSearch: 11, nprobe: 2))
        #expect(try search(index) == expected)
        // Of those that look at a part, one that looks at less finds others.
        let isExact = [IndexUnderTest.flat, .flatOverCodes, .flatOverBits].contains(kind)
        #expect((expected == usual) == isExact, "\(kind)")
        // Options go before them.
        index.searchDefaults = SearchDefaults(efSearch: 300, nprobe: 10)
        #expect(try search(index, SearchOptions(efSearch: 11, nprobe: 2)) == expected)
        index.searchDefaults = little

        let folder = try TestData.temporaryFolder()
        let file = folder.appendingPathComponent("defaults.index")
        for checking in [FileChecking.onOpen, .lazily] {
            try index.save(to: file)
            let opened = try kind.open(file, checking: checking)
            #expect(opened.searchDefaults == little)
            #expect(try search(opened) == expected, "\(kind), \(checking)")
            // And what was opened writes them again.
            try opened.save(to: file)
            #expect(try IndexFile.open(file).searchDefaults == little)
        }
        // None are none, and the file is then as it always was.
        index.searchDefaults = SearchDefaults()
        #expect(try search(index) == usual)
        try index.save(to: file)
        #expect(try kind.open(file).searchDefaults == SearchDefaults())
        #expect(try Data(contentsOf: file).range(of: Data("search.defaults".utf8)) == nil)
    }

    @Test func aNumberBelowOneIsNone() throws {
        let index = try HNSWIndex(dimension: 3, metric: .squaredL2)
        index.searchDefaults.efSearch = 0
        index.searchDefaults.nprobe = -4
        #expect(index.searchDefaults == SearchDefaults())
    }
}
