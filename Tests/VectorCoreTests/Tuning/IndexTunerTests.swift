import Foundation
import TestSupport
import Testing
import VectorCore

/// What the tuner chooses keeps what was asked for, or it says that nothing does.
struct IndexTunerTests {
    private let lists = IVFParameters(nlist: 64, trainingThreshold: 1000)
    private let codes = VectorStorage(walk: .rabitq4, keep: .float32)

    /// Some of each kind, for tests that need not have all.
    private var some: [IndexConfiguration] {
        [
            .flat(.float32), .hnsw(HNSWParameters(), codes), .ivfFlat(lists),
            .ivfPQ(lists, PQParameters(), keep: .bfloat16),
        ]
    }

    private func ids(_ vectors: Matrix) -> [Int64] { (0..<Int64(vectors.rows)).map { $0 * 3 - 7 } }

    private func truth(_ vectors: Matrix, _ metric: Metric) throws -> FlatIndex {
        let truth = try FlatIndex(dimension: vectors.columns, metric: metric)
        try truth.add(vectors, ids: ids(vectors))
        return truth
    }

    @Test(arguments: Metric.allCases)
    func whatIsChosenReachesTheGoalOnQueriesThatTheTunerHasNotSeen(metric: Metric) throws {
        var source = ClusterSource(dimension: 64, seed: 3)
        let (vectors, queries, others) = (source.matrix(3000), source.matrix(400), source.matrix(400))
        let tuner = IndexTuner(metric: metric, goal: TuningGoal(recall: 0.9), candidates: some)
        let report = try tuner.tune(vectors, queries: queries, threads: 2)
        print(report.explanation)
        let truth = try truth(vectors, metric)
        #expect(report.trials.count == some.count && report.sampled == 3000)
        // All that may be chosen keep it, not the fastest only.
        for trial in report.trials where trial.refusal == nil {
            #expect(trial.recall >= 0.9 && trial.heldOutRecall >= 0.9)
            let index = try trial.configuration.makeIndex(dimension: 64, metric: metric)
            index.searchDefaults = trial.searchDefaults
            try index.add(vectors, ids: ids(vectors))
            let recall = try index.recall(others, k: 10, truth: truth)
            // 400 other queries have a standard error of about 0.005.
            #expect(recall >= 0.89, "\(metric), \(trial.configuration): \(recall)")
        }
        #expect(report.trials.contains { $0.refusal == nil && $0.searchDefaults != SearchDefaults() })
        let chosen = try #require(report.chosen)
        let index = try report.makeIndex()
        #expect(index.count == 0 && index.searchDefaults == chosen.searchDefaults && index.metric == metric)
        #expect(report.explanation.contains("Chosen: \(chosen.configuration)"))
        // The fastest of those that may be chosen.
        #expect(
            report.trials.allSatisfy {
                $0.refusal != nil || $0.expectedSecondsPerQuery >= chosen.expectedSecondsPerQuery
            })
    }

    /// Vectors that a graph has are found by looking at less than others need, so that they must not be what it is tuned by.
    @Test(arguments: [700, 4130, 4500, 9000])
    func aGraphTunedByItsOwnVectorsKeepsTheGoalForOthers(count: Int) throws {
        var random = SeededGenerator(seed: 21)
        let (vectors, others) = (random.matrix(count, 64), random.matrix(400, 64))
        let graph = IndexConfiguration.hnsw(HNSWParameters(m: 8, efConstruction: 60), codes)
        let tuner = IndexTuner(metric: .squaredL2, goal: TuningGoal(recall: 0.9), candidates: [graph])
        let report = try tuner.tune(vectors)
        let heldOut = count - report.sampled
        #expect(heldOut >= 30 && heldOut <= count / 8)
        let index = try report.makeIndex()
        try index.add(vectors, ids: ids(vectors))
        let recall = try index.recall(others, k: 10, truth: truth(vectors, .squaredL2))
        print("\(count): \(index.searchDefaults), recall \(recall)")
        // As many other queries have a standard error of about 0.006, and the few of 700 vectors one of 0.02.
        #expect(recall >= (count < 1000 ? 0.86 : 0.885))
    }

    @Test func aBudgetOfBytesIsKept() throws {
        var source = ClusterSource(dimension: 96, seed: 5)
        let vectors = source.matrix(4500)
        let tuner = IndexTuner(
            metric: .cosine, goal: TuningGoal(recall: 0.8, bytesPerVector: 330), queryCount: 200)
        let report = try tuner.tune(vectors, threads: 2)
        print(report.explanation)
        let index = try report.makeIndex()
        try index.add(vectors, ids: ids(vectors))
        #expect(index.memoryBytes <= 330 * 4500)
        #expect(report.trials.count >= 3)
        for trial in report.trials where trial.bytesPerVector > 330 {
            #expect(trial.refusal?.contains("330 bytes") == true, "\(trial.configuration)")
        }
        // What takes twice as much is not even built.
        #expect(report.trials.allSatisfy { $0.bytesPerVector < 660 })
        // And nothing that fits is passed over.
        var free = tuner
        free.goal.bytesPerVector = 100_000
        let all = try free.tune(vectors, threads: 2)
        for trial in all.trials where trial.bytesPerVector <= 330 {
            #expect(report.trials.contains { $0.configuration == trial.configuration }, "\(trial.configuration)")
        }
    }

    @Test func aGoalOutOfReachGivesAReportWithoutAChoice() throws {
        var source = ClusterSource(dimension: 64, seed: 7)
        let vectors = source.matrix(1500)
        for candidates in [nil, [IndexConfiguration.flat(VectorStorage(walk: .rabitq1))]] {
            let goal = TuningGoal(recall: 1, bytesPerVector: 20)
            let tuner = IndexTuner(metric: .squaredL2, goal: goal, queryCount: 50, candidates: candidates)
            let report = try tuner.tune(vectors)
            #expect(report.chosen == nil && report.trials.count == candidates?.count ?? 0)
            #expect(report.explanation.contains("one reaches the goal"))
            #expect(report.explanation.contains("20 bytes"))
            let error = #expect(throws: VectorIndexError.self) { try report.makeIndex() }
            #expect(error?.code == .goalNotReached)
        }
    }

    @Test func aBudgetOfTimeExcludesWhatTakesLongerToBuild() throws {
        var source = ClusterSource(dimension: 64, seed: 9)
        let vectors = source.matrix(2000)
        var tuner = IndexTuner(metric: .squaredL2, queryCount: 100, candidates: some)
        tuner.goal = TuningGoal(recall: 0.5, buildSeconds: 1e-9)
        let none = try tuner.tune(vectors)
        #expect(none.chosen == nil && none.trials.allSatisfy { $0.refusal == "takes longer to build" })
        tuner.goal.buildSeconds = 1e9
        #expect(try tuner.tune(vectors).chosen != nil)
    }

    @Test func recallsAreTheSameForTheSameSeedAndAReportSurvivesCoding() throws {
        var source = ClusterSource(dimension: 64, seed: 11)
        let vectors = source.matrix(2000)
        let tuner = IndexTuner(metric: .cosine, queryCount: 100, candidates: some, seed: 5)
        let (one, other) = (try tuner.tune(vectors), try tuner.tune(vectors))
        for trial in one.trials {
            let same = try #require(other.trials.first { $0.configuration == trial.configuration })
            #expect(same.recall == trial.recall && same.heldOutRecall == trial.heldOutRecall)
            #expect(same.searchDefaults == trial.searchDefaults)
        }
        let copy = try JSONDecoder().decode(TuningReport.self, from: JSONEncoder().encode(one))
        #expect(copy.explanation == one.explanation)
        #expect(copy.trials.map(\.configuration) == one.trials.map(\.configuration))
        #expect(try copy.makeIndex().searchDefaults == one.makeIndex().searchDefaults)
    }

    /// Times of all are computed from those of some; lists are made from the number from which on there are some.
    @Test func trialsAreMadeOnASample() throws {
        var source = ClusterSource(dimension: 16, seed: 13)
        let vectors = source.matrix(9000)
        let report = try IndexTuner(
            metric: .squaredL2, sample: 100, queryCount: 60, candidates: [.flat(.float32), .ivfFlat(IVFParameters())]
        ).tune(vectors)
        #expect(report.sampled == 4096 && report.count == 9000)
        for trial in report.trials {
            let isFlat = trial.configuration == .flat(.float32)
            let growth = isFlat ? 9000.0 / 4096 : (9000.0 / 4096).squareRoot()
            #expect(abs(trial.expectedSecondsPerQuery / trial.secondsPerQuery - growth) < 1e-9)
            #expect((trial.searchDefaults.nprobe == nil) == isFlat)
        }
    }

    /// The lists that an index will have once it is large must not be searched by what it did without any.
    @Test func anInvertedFileWithoutListsGetsNoDefault() throws {
        var source = ClusterSource(dimension: 16, seed: 15)
        let report = try IndexTuner(metric: .squaredL2, queryCount: 50, candidates: [.ivfFlat(IVFParameters())])
            .tune(source.matrix(1000))
        #expect(report.chosen?.recall == 1 && report.chosen?.searchDefaults == SearchDefaults())
    }

    @Test(arguments: [0.001, 1.0, 1000.0] as [Float])
    func whatCountsAsFoundDoesNotDependOnTheScale(scale: Float) throws {
        var source = ClusterSource(dimension: 64, seed: 17)
        let plain = source.matrix(2000)
        let vectors = Matrix(rows: 2000, columns: 64, values: plain.values.map { $0 * scale })
        let report = try IndexTuner(
            metric: .squaredL2, queryCount: 100, candidates: [.flat(VectorStorage(walk: .rabitq2))]
        ).tune(vectors)
        let recall = try #require(report.trials.first).recall
        #expect(recall > 0.3 && recall < 0.9, "\(scale): \(recall)")
        #expect(report.chosen == nil)
    }

    @Test func goalsThatMakeNoSenseAreRefused() throws {
        let vectors = Matrix(rows: 3, columns: 1, values: [1, 2, 3])
        let goals = [
            TuningGoal(recall: 0), TuningGoal(recall: 1.01), TuningGoal(recall: .nan), TuningGoal(k: 0),
            TuningGoal(bytesPerVector: 0), TuningGoal(buildSeconds: 0), TuningGoal(buildSeconds: .infinity),
        ]
        let index = try FlatIndex(dimension: 1, metric: .squaredL2)
        try index.add(vectors, ids: [1, 2, 3])
        for goal in goals {
            let tuner = IndexTuner(metric: .squaredL2, goal: goal)
            for attempt in [
                { _ = try tuner.tune(vectors) },
                { _ = try tuner.tuneSearch(of: index, vectors: vectors, ids: [1, 2, 3], queries: vectors) },
            ] {
                let error = #expect(throws: VectorIndexError.self, "\(goal)") { try attempt() }
                #expect(error?.code == .invalidParameter)
            }
        }
        let tuner = IndexTuner(metric: .squaredL2)
        let one = Matrix(rows: 1, columns: 1, values: [1])
        for attempt in [
            { _ = try tuner.tune(one) }, { _ = try tuner.tune(Matrix(columns: 1)) },
            { _ = try tuner.tune(vectors, queries: one) },
            { _ = try IndexTuner(metric: .squaredL2, queryCount: 1).tune(vectors) },
            { _ = try tuner.tuneSearch(of: index, vectors: vectors, ids: [1, 2, 3], queries: one) },
        ] {
            let error = #expect(throws: VectorIndexError.self) { try attempt() }
            #expect(error?.code == .invalidParameter)
        }
    }

    @Test(arguments: Metric.allCases)
    func fewAndEqualVectorsAndALargeKAreNoTrap(metric: Metric) throws {
        var source = ClusterSource(dimension: 64, seed: 19)
        let (two, few) = (source.matrix(2), source.matrix(30))
        let equal = Matrix(rows: 1500, columns: 64, values: [Float](repeating: 0.5, count: 1500 * 64))
        for (vectors, k) in [(two, 1), (two, 10), (few, 100), (few, .max), (equal, 10)] {
            let goal = TuningGoal(recall: 0.9, k: k, bytesPerVector: .max, buildSeconds: 1e300)
            let report = try IndexTuner(metric: metric, goal: goal, queryCount: 40).tune(vectors)
            let exact = try #require(report.trials.first { $0.configuration == .flat(.float32) })
            #expect(exact.recall == 1 && exact.refusal == nil)
            #expect(report.trials.allSatisfy { (0...1).contains($0.recall) && (0...1).contains($0.heldOutRecall) })
        }
    }
}
