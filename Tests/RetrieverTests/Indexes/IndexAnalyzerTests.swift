import Foundation
import KeywordSearch
import Retriever
import TestSupport
import Testing

/// An index's texts and questions pass the analysis that its definition chooses.
@Suite struct IndexAnalyzerTests {
    private static let texts: [Int64: String] = [
        1: "Die Häuser der Stadt sind alt", 2: "Das Haus am Meer", 3: "Ein Boot auf dem Wasser", 4: "東京都の寿司屋",
    ]

    private func makeIndex(
        _ store: Store, _ analyzer: KeywordAnalyzer = .standard, scoring: BM25 = BM25()
    ) async throws -> DeltaSyncIndex {
        let table = try store.createTable(
            "notes", schema: TableSchema(columns: [.integer("id"), .text("text")], primaryKey: "id"))
        try table.merge(Self.texts.map { ["id": .integer($0), "text": .text($1)] })
        let index = try store.createIndex(
            "notes_index", over: "notes",
            definition: IndexDefinition(embeddedColumn: "text", analyzer: analyzer, scoring: scoring),
            model: HashingEmbeddingModel())
        try await index.sync()
        return index
    }

    private func found(_ index: DeltaSyncIndex, _ text: String) throws -> Set<Int64> {
        Set(try index.search(text: text, vector: nil).compactMap { $0.key.integerValue })
    }

    @Test func germanTextsAreFoundByTheirStemsAfterReopening() async throws {
        let folder = try VectorStore()
        let index = try await makeIndex(folder.store, .german)
        #expect(try found(index, "Haus") == [1, 2])
        // "der" and "die" ask for nothing beside another word.
        #expect(try found(index, "die Boote der") == [3])
        #expect(try found(index, "die der") == [1])
        try index.checkpoint()
        try folder.reopen()
        let again = try folder.store.index("notes_index", model: HashingEmbeddingModel())
        #expect(again.definition.analyzer == .german)
        #expect(try found(again, "Haus") == [1, 2])
    }

    @Test func charactersAreFoundUnlessAnotherAnalyzerIsChosen() async throws {
        let folder = try VectorStore()
        let index = try await makeIndex(folder.store, .standard)
        #expect(try found(index, "京") == [4])
        #expect(try found(index, "Haus") == [2])
        try await index.rebuild(definition: IndexDefinition(embeddedColumn: "text", analyzer: .german))
        #expect(try found(index, "Haus") == [1, 2])
        #expect(index.definition.analyzer == .german)
    }

    /// The file has the words of all rows, by another analysis.
    @Test func aFileOfAnotherAnalyzerIsNotBelieved() async throws {
        let folder = try VectorStore()
        let index = try await makeIndex(folder.store, .german)
        try index.checkpoint()
        let file = try #require(folder.indexFiles.first { $0.pathExtension == "keywords" })
        for analyzer in [KeywordAnalyzer.english, .standard, KeywordAnalyzer(language: .german, stopWords: .standard)] {
            let saved = try KeywordIndex.open(file, analyzer: .german)
            let other = try KeywordIndex(columns: saved.columns, analyzer: analyzer)
            try other.add(saved.ids.map { KeywordDocument(id: $0, "Boot") })
            try other.save(to: file, metadata: saved.metadata)
            try folder.reopen()
            let again = try folder.store.index("notes_index", model: HashingEmbeddingModel())
            #expect(try found(again, "Boote") == [3], "\(analyzer)")
            #expect(try found(again, "Haus") == [1, 2], "\(analyzer)")
            try saved.save(to: file, metadata: saved.metadata)
        }
    }

    /// With a k1 of 0 all that counts is which words a text has; with a b of 0 its length does not.
    @Test func wordsCountAsTheDefinitionSays() async throws {
        let folder = try VectorStore()
        let index = try await makeIndex(folder.store)
        let words: [Int64: String] = [5: "Fuchs Fuchs Fuchs", 6: "Fuchs Wal", 7: "Fuchs Wal Moos Fluss Stein"]
        try folder.store.table("notes").merge(words.map { ["id": .integer($0), "text": .text($1)] })
        try await index.sync()
        func scores() throws -> [Int64: Double] {
            let hits = try index.search(text: "Fuchs", vector: nil)
            return Dictionary(hits.map { ($0.key.integerValue ?? 0, $0.score) }) { first, _ in first }
        }
        var (often, short, long) = try (scores()[5] ?? 0, scores()[6] ?? 0, scores()[7] ?? 0)
        #expect(often > short && short > long && long > 0)
        for scoring in [BM25(k1: 1.2, b: 0), BM25(k1: 0)] {
            try await index.rebuild(definition: IndexDefinition(embeddedColumn: "text", scoring: scoring))
            (often, short, long) = try (scores()[5] ?? 0, scores()[6] ?? 0, scores()[7] ?? 0)
            #expect(short == long && short > 0)
            #expect(scoring.k1 == 0 ? often == short : often > short)
        }
    }

    @Test(arguments: [BM25(k1: -1), BM25(k1: 11), BM25(k1: .nan), BM25(b: -0.1), BM25(b: 1.1)])
    func aScoringOutOfRangeIsRefused(scoring: BM25) async throws {
        let folder = try VectorStore()
        await #expect {
            _ = try await makeIndex(folder.store, scoring: scoring)
        } throws: { ($0 as? IndexError)?.code == .invalidDefinition }
    }

    // MARK: - The definition in the store

    private func coded(_ definition: IndexDefinition) throws -> IndexDefinition {
        try JSONDecoder().decode(IndexDefinition.self, from: JSONEncoder().encode(definition))
    }

    @Test func definitionsAreReadBackWithTheirAnalyzer() throws {
        let analyzers = [
            KeywordAnalyzer.english, .standard, .german, .code, .whitespace,
            KeywordAnalyzer(
                language: .french, stopWords: .standard, dictionary: ["Paris"], synonyms: [["auto", "voiture"]]),
            KeywordAnalyzer(wordBreaker: SystemWordBreaker.installed, characters: .kept),
        ]
        for analyzer in analyzers {
            let definition = IndexDefinition(embeddedColumn: "text", analyzer: analyzer)
            #expect(try coded(definition) == definition, "\(analyzer)")
        }
        let definition = IndexDefinition(vectorColumn: "vector", scoring: BM25(k1: 0.9, b: 0.4))
        #expect(try coded(definition) == definition)
    }

    /// What the first versions stored has no analyzer, and its files are stamped with that very text.
    @Test func definitionsOfEarlierVersionsAreEnglish() throws {
        let json = #"{"embeddedColumn":"text","keywordColumns":[{"name":"text","weight":1}],"metric":"cosine"}"#
        let definition = try JSONDecoder().decode(IndexDefinition.self, from: Data(json.utf8))
        #expect(definition.analyzer == .english)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(definition), as: UTF8.self) == json)
    }

    @Test(.enabled(if: SystemWordBreaker.installed != nil))
    func theSystemsWordsAreStoredWithoutTheirVersion() throws {
        let analyzer = KeywordAnalyzer(language: .german, wordBreaker: SystemWordBreaker.installed)
        let json = try JSONEncoder().encode(IndexDefinition(embeddedColumn: "text", analyzer: analyzer))
        #expect(String(decoding: json, as: UTF8.self).contains(#""german words=system""#))
    }

    @Test func anAnalyzerThatCannotBeStoredIsRefused() async throws {
        struct Nothing: KeywordWordBreaker {
            let identity = "nothing"
            func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] { [] }
        }
        let folder = try VectorStore()
        await #expect {
            _ = try await makeIndex(folder.store, KeywordAnalyzer(wordBreaker: Nothing()))
        } throws: { ($0 as? IndexError)?.code == .invalidDefinition }
        let json = #"{"keywordColumns":[],"metric":"cosine","analyzer":"klingon"}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(IndexDefinition.self, from: Data(json.utf8))
        }
    }

    @Test func aCollectionKeepsTheAnalyzerItWasMadeWith() async throws {
        let folder = try VectorStore()
        let model = HashingEmbeddingModel()
        let source = MemorySource(
            identity: "memory", documents: [.init(path: "a.txt", text: "Die Häuser der Stadt")])
        let collection = try DocumentCollection(in: folder.store, name: "docs", model: model, analyzer: .german)
        _ = try await collection.ingest(source)
        let options = RetrievalOptions(mode: .keyword, k: 3)
        #expect(try await collection.search("Haus", options: options).count == 1)
        let again = try DocumentCollection(in: folder.store, name: "docs", model: model)
        #expect(again.index.definition.analyzer == .german)
    }
}
