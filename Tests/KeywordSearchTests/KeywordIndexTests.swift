import CKeywordKernels
import KeywordSearch
import TestSupport
import Testing
import VectorCore

@Suite struct KeywordIndexTests {
    /// Collections from a handful of documents to more than one window holds.
    static let sizes: [(seed: UInt64, count: Int, vocabulary: Int, length: ClosedRange<Int>)] = [
        (1, 7, 10, 0...4), (2, 200, 30, 0...30), (3, 900, 2_000, 1...300), (4, 6_000, 300, 1...12),
    ]

    @Test(arguments: sizes)
    func scoresAreThoseOfTheOracle(seed: UInt64, count: Int, vocabulary: Int, length: ClosedRange<Int>) throws {
        var texts = RandomTexts(seed: seed, vocabulary: vocabulary)
        let columns = [KeywordColumn("title", weight: 2.5), KeywordColumn("text", storesPositions: true)]
        let documents = texts.documents(0..<Int64(count), columns: 2, length: length)
        var oracle = KeywordOracle(columns: 2)
        oracle.upsert(documents)
        let queries = (0..<6).map { _ in texts.text(1...12) }
        let scorings = [BM25(), BM25(k1: 0.9, b: 0.4), BM25(k1: 0, b: 1), BM25(k1: 2, b: 1)]
        for kernels in KeywordKernels.supported {
            let index = try KeywordIndex(columns: columns, analyzer: .whitespace, kernels: kernels)
            try index.add(documents)
            for (number, query) in queries.enumerated() {
                let scoring = scorings[number % scorings.count]
                let ranking = oracle.ranking(query, weights: [2.5, 1], scoring: scoring)
                for k in [1, 10, 100, 10_000] {
                    let hits = try index.search(query, k: k, options: KeywordSearchOptions(scoring: scoring))
                    let problem = problem(hits, ranking, k: k)
                    #expect(problem == nil, "seed \(seed), \(kernels.name), k \(k), \(query)")
                }
            }
        }
    }

    /// Words of documents that are gone would weigh most beside one that all have.
    @Test func wordsThatNoDocumentHasAnyMoreCountForNothing() throws {
        var texts = RandomTexts(seed: 9, vocabulary: 40)
        let common = (0..<300 as Range<Int64>).map {
            KeywordDocument(id: $0, texts: ["all \($0 % 7) \(texts.text(1...3))"])
        }
        let gone = (300..<340 as Range<Int64>).map { KeywordDocument(id: $0, texts: ["gone\($0) all gone\($0)"]) }
        let query = "all 3 " + gone.map { "gone\($0.id)" }.joined(separator: " ")
        for kernels in KeywordKernels.supported {
            let index = try KeywordIndex(
                columns: [KeywordColumn("text")], analyzer: .whitespace, kernels: kernels)
            try index.add(common + gone)
            try index.remove(gone.map(\.id))
            var oracle = KeywordOracle(columns: 1)
            oracle.upsert(common)
            for k in [1, 10, 300] {
                let problem = problem(try index.search(query, k: k), oracle.ranking(query, weights: [1]), k: k)
                #expect(problem == nil, "\(kernels.name), k \(k)")
            }
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func changesKeepStatisticsExact(seed: UInt64) throws {
        var texts = RandomTexts(seed: seed, vocabulary: 60)
        let index = try KeywordIndex(columns: [KeywordColumn("text", storesPositions: true)], analyzer: .whitespace)
        var oracle = KeywordOracle(columns: 1)
        for step in 0..<60 {
            if step % 7 == 6 {
                let ids = (0..<texts.number(1...80)).map { _ in Int64(texts.number(0...700) * 3) }
                try index.remove(ids)
                for id in ids { oracle.documents[id] = nil }
            } else {
                let ids = Set((0..<texts.number(1...60)).map { _ in Int64(texts.number(0...700) * 3) })
                let documents = texts.documents(ids.sorted(), columns: 1, length: 0...20)
                try index.upsert(documents)
                oracle.upsert(documents)
            }
            if step == 40 { try index.compact() }
            #expect(index.ids == oracle.documents.keys.sorted())
            let query = texts.text(1...6)
            let problem = problem(
                try index.search(query, k: 10), oracle.ranking(query, weights: [1]), k: 10)
            #expect(problem == nil, "seed \(seed), step \(step), \(query)")
        }
        #expect(index.segmentCount < 24)
        try index.remove(index.ids)
        #expect(index.count == 0 && index.segmentCount == 0)
        #expect(try index.search("w0", k: 3).isEmpty)
    }

    @Test func filtersAllowExactlyTheirIDs() throws {
        var texts = RandomTexts(seed: 21, vocabulary: 200)
        let documents = texts.documents((0..<9_000).map { $0 * 5 - 20_000 }, columns: 1, length: 1...15)
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        var oracle = KeywordOracle(columns: 1)
        for part in 0..<3 { try index.add(documents.enumerated().filter { $0.offset % 3 == part }.map(\.element)) }
        oracle.upsert(documents)
        let gone = documents.map(\.id).filter { $0 % 7 == 0 }
        try index.remove(gone)
        for id in gone { oracle.documents[id] = nil }
        let filters = [
            VectorFilter(), .all, VectorFilter(allowing: -20_000...(-19_000)),
            VectorFilter(allowing: [-19_995, 5, 17]),
            VectorFilter(allowing: documents.map(\.id).filter { $0 % 2 == 0 }),
            VectorFilter(excluding: documents.prefix(8_990).map(\.id)),
        ]
        for filter in filters {
            for _ in 0..<3 {
                let query = texts.text(1...6)
                let hits = try index.search(query, k: 20, options: KeywordSearchOptions(filter: filter))
                let problem = problem(
                    hits, oracle.ranking(query, weights: [1], allows: filter.contains), k: 20)
                #expect(problem == nil, "\(filter.count) ids, \(query)")
            }
        }
    }

    @Test func equalScoresAreOrderedByIDAcrossSegments() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        for id in [9, 4, 7, 1, 8, 3] as [Int64] { try index.add([KeywordDocument(id: id, "same words")]) }
        #expect(try index.search("words", k: 4).map(\.id) == [1, 3, 4, 7])
        #expect(try index.search("same words", k: 1).map(\.id) == [1])
    }

    /// Many stripes, which are not looked at in their order, in two segments whose ids alternate; most scores are those of many documents.
    @Test func theOrderOfStripesChangesNothing() throws {
        var texts = RandomTexts(seed: 31, vocabulary: 400)
        let documents = texts.documents(0..<90_000, columns: 1, length: 1...4)
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        for part in 0..<2 { try index.add(documents.filter { $0.id % 2 == part }) }
        #expect(index.segmentCount == 2)
        var oracle = KeywordOracle(columns: 1)
        oracle.upsert(documents)
        for length in [1, 1, 3, 9] {
            let query = texts.text(length...length)
            let ranking = oracle.ranking(query, weights: [1])
            for k in [1, 10, 100, 30_000] {
                let hits = try index.search(query, k: k)
                let problem = problem(hits, ranking, k: k)
                #expect(problem == nil, "k \(k), \(query)")
                if length == 1 { #expect(hits.map(\.id) == ranking.prefix(k).map(\.id), "k \(k), \(query)") }
            }
        }
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        #expect(throws: VectorIndexError.self) { try KeywordIndex(columns: []) }
        #expect(throws: VectorIndexError.self) { try KeywordIndex(columns: [KeywordColumn("a"), KeywordColumn("a")]) }
        #expect(throws: VectorIndexError.self) { try KeywordIndex(columns: [KeywordColumn("a", weight: .nan)]) }
        let index = try KeywordIndex(columns: [KeywordColumn("a")])
        try index.add([KeywordDocument(id: 1, "one")])
        #expect(throws: VectorIndexError.self) { try index.add([KeywordDocument(id: 1, "again")]) }
        #expect(throws: VectorIndexError.self) { try index.add([KeywordDocument(id: 2, texts: [])]) }
        #expect(throws: VectorIndexError.self) {
            try index.upsert([KeywordDocument(id: 2, "x"), KeywordDocument(id: 2, "y")])
        }
        #expect(throws: VectorIndexError.self) { try index.search("one", k: -1) }
        #expect(throws: VectorIndexError.self) {
            try index.search("one", k: 1, options: KeywordSearchOptions(scoring: BM25(k1: -1)))
        }
        #expect(throws: VectorIndexError.self) {
            try index.search("one", k: 1, options: KeywordSearchOptions(weights: ["b": 1]))
        }
        #expect(index.ids == [1])
        #expect(try index.search("one", k: 0).isEmpty)
        #expect(try index.search("one", k: 1, options: KeywordSearchOptions(weights: ["a": 0])).isEmpty)
    }

    @Test func idsMayBeAnywhere() throws {
        let ids: [Int64] = [.min, -1, 0, 1, .max - 1, .max]
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        try index.add(ids.map { KeywordDocument(id: $0, "word") })
        #expect(try index.search("word", k: 9).map(\.id) == ids)
        #expect(ids.allSatisfy(index.contains) && !index.contains(2))
        try index.remove([.min, .max])
        #expect(index.ids == [-1, 0, 1, .max - 1])
    }
}
