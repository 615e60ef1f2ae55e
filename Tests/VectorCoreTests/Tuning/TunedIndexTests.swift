import TestSupport
import Testing
import VectorCore

/// An index that the tuner has built of all vectors keeps what was asked for, whatever its trials were made on.
struct TunedIndexTests {
    private func ids(_ vectors: Matrix) -> [Int64] { (0..<Int64(vectors.rows)).map { $0 * 3 - 7 } }

    private func truth(_ vectors: Matrix) throws -> FlatIndex {
        let truth = try FlatIndex(dimension: vectors.columns, metric: .squaredL2)
        try truth.add(vectors, ids: ids(vectors))
        return truth
    }

    fileprivate static let graph = IndexConfiguration.hnsw(
        HNSWParameters(m: 8, efConstruction: 50), VectorStorage(walk: .rabitq4, keep: .float32))

    @Test(arguments: [
        TunedIndexTests.graph, .ivfFlat(IVFParameters()), .ivfPQ(IVFParameters(), PQParameters(), keep: .float32),
        .flat(.float32),
    ])
    func oneCallKeepsTheGoalForAllVectors(configuration: IndexConfiguration) throws {
        var source = ClusterSource(dimension: 64, spread: 1, seed: 41)
        let (vectors, others) = (source.matrix(9000), source.matrix(400))
        let goal = TuningGoal(recall: 0.9)
        let tuner = IndexTuner(metric: .squaredL2, goal: goal, sample: 100, candidates: [configuration])
        let tuned = try tuner.makeIndex(of: vectors, ids: ids(vectors), threads: 2)
        #expect(tuned.report.sampled == 4096 && tuned.report.count == 9000)
        // Those that were held out are in it, too.
        #expect(tuned.index.count == 9000 && tuned.index.ids == ids(vectors))
        #expect(tuned.recall >= 0.9 && tuned.heldOutRecall >= 0.9)
        #expect(tuned.bytesPerVector == (tuned.index.memoryBytes + 8999) / 9000)
        #expect(tuned.buildSeconds > 0 && tuned.secondsPerQuery > 0)
        let recall = try tuned.index.recall(others, k: 10, truth: truth(vectors))
        print("\(tuned.configuration): \(tuned.index.searchDefaults), recall \(recall)")
        // Three standard errors: 400 other queries have one of about 0.005, those that it was tuned by of 0.004.
        #expect(recall >= 0.88)
        // As many lists as suit all, not those of the sample.
        let lists = (tuned.index as? IVFFlatIndex)?.listSizes.count ?? (tuned.index as? IVFPQIndex)?.listSizes.count
        #expect(lists ?? 90 == 90)
    }

    @Test func anIndexFilledBitByBitHasTheListsOfAllAndKeepsTheGoal() throws {
        var source = ClusterSource(dimension: 32, spread: 1, seed: 43)
        let (vectors, others) = (source.matrix(12_000), source.matrix(400))
        let tuner = IndexTuner(
            metric: .squaredL2, goal: TuningGoal(recall: 0.9), sample: 100, candidates: [.ivfFlat(IVFParameters())])
        let report = try tuner.tune(vectors, threads: 2)
        let index = try report.makeIndex()
        let all = ids(vectors)
        for first in stride(from: 0, to: 12_000, by: 1500) {
            let values = Array(vectors.values[first * 32..<(first + 1500) * 32])
            try index.add(
                Matrix(rows: 1500, columns: 32, values: values), ids: Array(all[first..<first + 1500]))
        }
        #expect((index as? IVFFlatIndex)?.listSizes.count == 120)
        // The trial had 40 lists, of which a third is now three times as many.
        let found = try #require(report.chosen?.searchDefaults.nprobe)
        #expect(index.searchDefaults.nprobe == 3 * found)
        #expect(try index.recall(others, k: 10, truth: truth(vectors)) >= 0.88)
    }

    @Test func whatDoesNotKeepTheGoalWithAllVectorsGivesWayToTheNext() throws {
        var source = ClusterSource(dimension: 64, seed: 45)
        let vectors = source.matrix(3000)
        let coarse = IndexConfiguration.flat(VectorStorage(walk: .rabitq1))
        var tuner = IndexTuner(
            metric: .squaredL2, goal: TuningGoal(recall: 0.05), queryCount: 100, candidates: [coarse])
        let lenient = try tuner.tune(vectors)
        #expect(lenient.chosen?.configuration == coarse)
        tuner.goal.recall = 0.99
        let error = #expect(throws: VectorIndexError.self) {
            try tuner.makeIndex(by: lenient, of: vectors, ids: ids(vectors))
        }
        #expect(error?.code == .goalNotReached && error?.description.contains("\(coarse) of all") == true)
        tuner.goal.recall = 0.05
        tuner.candidates = [coarse, .flat(.float32)]
        let both = try tuner.tune(vectors)
        tuner.goal.recall = 0.99
        let tuned = try tuner.makeIndex(by: both, of: vectors, ids: ids(vectors))
        #expect(tuned.configuration == .flat(.float32) && tuned.recall == 1)
        // So does what takes more than it may.
        tuner.goal = TuningGoal(recall: 0.05, bytesPerVector: 100)
        #expect(try tuner.makeIndex(by: both, of: vectors, ids: ids(vectors)).configuration == coarse)
    }

    @Test func queriesThatAreGivenAreWhatItIsTunedFor() throws {
        var source = ClusterSource(dimension: 64, seed: 47)
        var random = SeededGenerator(seed: 48)
        let vectors = source.matrix(9000)
        // Far from all clusters, where neighbours are hard to find.
        let (queries, others) = (random.matrix(400, 64), random.matrix(400, 64))
        let tuner = IndexTuner(
            metric: .squaredL2, goal: TuningGoal(recall: 0.9), candidates: [.ivfFlat(IVFParameters())])
        let (near, far) = (
            try tuner.makeIndex(of: vectors, ids: ids(vectors), threads: 2),
            try tuner.makeIndex(of: vectors, ids: ids(vectors), queries: queries, threads: 2)
        )
        let truth = try truth(vectors)
        #expect(try near.index.recall(others, k: 10, truth: truth) < 0.85)
        #expect(try far.index.recall(others, k: 10, truth: truth) >= 0.88)
    }

    @Test func vectorsThatCannotBeAddedAreRefusedBeforeTheTrials() throws {
        let vectors = Matrix(rows: 3, columns: 1, values: [1, 2, 3])
        let tuner = IndexTuner(metric: .squaredL2)
        let report = try tuner.tune(vectors)
        for (ids, code) in [
            ([1, 2], .idCountMismatch), ([1, 2, 1], .duplicateID),
        ] as [([Int64], VectorIndexError.Code)] {
            for attempt in [
                { _ = try tuner.makeIndex(of: vectors, ids: ids) },
                { _ = try tuner.makeIndex(by: report, of: vectors, ids: ids) },
            ] {
                let error = #expect(throws: VectorIndexError.self) { try attempt() }
                #expect(error?.code == code)
            }
        }
        let wide = Matrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
        let error = #expect(throws: VectorIndexError.self) {
            try tuner.makeIndex(by: report, of: wide, ids: [1, 2, 3])
        }
        #expect(error?.code == .dimensionMismatch)
        #expect(try tuner.makeIndex(of: vectors, ids: [1, 2, 3]).index.count == 3)
    }
}
