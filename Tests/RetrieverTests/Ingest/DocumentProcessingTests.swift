import Chunking
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing
import VectorCore

/// A folder of documents and a collection beside it, with any processing.
private final class Shelf {
    let place: URL
    let docs: URL
    let model = HashingEmbeddingModel()
    let store: Store

    init() throws {
        place = try TestData.temporaryFolder()
        docs = place.appendingPathComponent("docs")
        try FileManager.default.createDirectory(at: docs, withIntermediateDirectories: true)
        store = try Store(at: place.appendingPathComponent("store"))
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        let file = docs.appendingPathComponent(path)
        try Data(bytes).write(to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3_600)], ofItemAtPath: file.path)
    }

    func collection(_ processing: DocumentProcessing) throws -> DocumentCollection {
        try DocumentCollection(in: store, name: "docs", model: model, processing: processing)
    }

    func ingest(_ processing: DocumentProcessing) async throws -> IngestReport {
        try await collection(processing).ingest(FolderSource(docs))
    }
}

/// Pages as a PDF's text has them; it counts how often it is asked.
private struct PageParser: BinaryDocumentParser {
    var failure: DocumentError?

    func parse(path: String, data: [UInt8]) async throws(DocumentError) -> ParsedDocument {
        if let failure { throw failure }
        return try PagedTextParser().parse(SourceDocument(path: path, utf8: Array(data.dropFirst())))
    }
}

@Suite struct DocumentProcessingTests {
    private let fixed = { try DocumentProcessing(chunker: FixedSizeChunker(size: .characters(60))) }

    @Test func textsInOtherEncodingsAreTakenIn() async throws {
        let shelf = try Shelf()
        let text = "The naïve café has no fox."
        let utf16: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        try shelf.write(utf16, to: "utf16.txt")
        // 「日本語の文書です。」 in Shift_JIS, as the page declares.
        let japanese: [UInt8] = [
            0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x95, 0xB6, 0x8F, 0x91, 0x82, 0xC5, 0x82, 0xB7, 0x81, 0x42,
        ]
        try shelf.write(Array("<meta charset=shift_jis><p>".utf8) + japanese, to: "sjis.html")
        let processing = try fixed()
        let report = try await shelf.ingest(processing)
        #expect(report.added == 2 && report.problems.isEmpty, "\(report)")
        let hits = try await shelf.collection(processing).search("café", options: .init(mode: .keyword))
        let hit = try #require(hits.first)
        // Places are those of the text in UTF-8.
        #expect(hit.path == "utf16.txt" && Array(text.utf8)[hit.range].elementsEqual(hit.text.utf8))
        let found = try await shelf.collection(processing).search("文書", options: .init(mode: .keyword))
        #expect(found.first?.text == "日本語の文書です。")
    }

    @Test func binaryFilesGoToTheParserThatIsRegistered() async throws {
        let shelf = try Shelf()
        try shelf.write([0] + Array("First page.\u{0C}A fox on the second.\u{0C}".utf8), to: "a.pages")
        var processing = try fixed()
        processing.features = FeatureExtractor()
        #expect(try await shelf.ingest(processing).problems.map(\.path) == ["a.pages"])

        processing.parsers.register(PageParser(), forExtensions: ["pages"])
        let report = try await shelf.ingest(processing)
        #expect(report.added == 1 && report.problems.isEmpty, "\(report)")
        let second = RetrievalOptions(filter: Column("last_page") == 2)
        let hits = try await shelf.collection(processing).search("fox", options: second)
        #expect(hits.first?.text.contains("fox") == true)
    }

    @Test func whatMayPassIsTriedAgainAndKeepsWhatIsThere() async throws {
        let shelf = try Shelf()
        try shelf.write([0] + Array("A fox.\u{0C}".utf8), to: "a.pages")
        var processing = try fixed()
        processing.parsers.register(PageParser(), forExtensions: ["pages"])
        #expect(try await shelf.ingest(processing).chunks == 1)
        // The file changes, and the tool is gone.
        try shelf.write([0] + Array("A whale.\u{0C}".utf8), to: "a.pages")
        var broken = processing
        broken.parsers.register(
            PageParser(failure: .missingTool(path: "a.pages", tool: "pdftotext")), forExtensions: ["pages"])
        var report = try await shelf.ingest(broken)
        #expect(report.problems.count == 1 && report.chunks == 1)
        report = try await shelf.ingest(processing)
        #expect(report.changed == 1 && report.problems.isEmpty)
        #expect(try await shelf.collection(processing).search("whale", options: .init(mode: .keyword)).count == 1)
    }

    @Test func aHitHasTheContextToReadAndTheLeadThatWasEmbedded() async throws {
        let shelf = try Shelf()
        let text = "# Zoo\n\nThe fox is red. The whale is blue. The bee is small. The owl is awake.\n"
        try shelf.write(text.utf8, to: "zoo.md")
        var processing = DocumentProcessing(
            chunker: try ParentChildChunker(
                parents: StructureChunker(size: .characters(400)), childSize: .characters(24)))
        _ = try await shelf.ingest(processing)
        var hit = try #require(
            try await shelf.collection(processing).search("whale", options: .init(mode: .keyword)).first)
        let context = try #require(hit.context)
        #expect(hit.text.utf8.count <= 24 && context.text.contains("owl") && hit.lead == nil)
        #expect(Array(text.utf8)[context.range].elementsEqual(context.text.utf8))
        #expect(context.range.lowerBound <= hit.range.lowerBound && hit.range.upperBound <= context.range.upperBound)

        processing.chunker = AwaitedChunker(
            try ContextualChunker(
                size: .characters(80), prefixLimit: 40, prefix: .template("Of the menagerie: "),
                chunker: { size throws(ChunkingError) in try StructureChunker(size: size) }))
        processing.content = .asChunked
        shelf.model.resetCounts()
        let report = try await shelf.ingest(processing)
        #expect(report.changed == 1)
        #expect(shelf.model.embeddedTexts.allSatisfy { $0.hasPrefix("Of the menagerie: ") })
        #expect(!shelf.model.embeddedTexts.isEmpty)
        hit = try #require(
            try await shelf.collection(processing).search("menagerie", options: .init(mode: .keyword)).first)
        #expect(hit.lead == "Of the menagerie: " && hit.context == nil && !hit.text.contains("menagerie"))
    }

    @Test func aMovedFileKeepsContextsAndFeatures() async throws {
        let shelf = try Shelf()
        try shelf.write("The fox is red. The whale is blue. The bee is small.".utf8, to: "a.txt")
        let processing = DocumentProcessing(
            chunker: try SentenceWindowChunker(size: .characters(100), window: 1), features: FeatureExtractor())
        _ = try await shelf.ingest(processing)
        let collection = try shelf.collection(processing)
        func rows() throws -> [[String: Value]] {
            try collection.chunks.rows(orderedBy: [.ascending("ordinal")]).map { row in
                row.values.filter { !["id", "document", "path"].contains($0.key) }
            }
        }
        let before = try rows()
        #expect(before.count == 3 && before[0]["context"]?.textValue == "The fox is red. The whale is blue.")
        try FileManager.default.moveItem(
            at: shelf.docs.appendingPathComponent("a.txt"), to: shelf.docs.appendingPathComponent("b.txt"))
        #expect(try await shelf.ingest(processing).moved == 1)
        #expect(try rows() == before)
    }

    @Test func featuresAreColumnsToFilterBy() async throws {
        let shelf = try Shelf()
        try shelf.write(
            "The quick brown fox jumps over the lazy dog and then it goes home to its family.".utf8, to: "en.txt")
        try shelf.write("吾輩は猫である。名前はまだ無い。どこで生れたか頓と見当がつかぬ。".utf8, to: "ja.txt")
        let words = WordCounter()
        let processing = DocumentProcessing(
            chunker: try FixedSizeChunker(size: .characters(200)),
            features: FeatureExtractor(tokenizer: words, keyPhrases: 3))
        _ = try await shelf.ingest(processing)
        let collection = try shelf.collection(processing)
        let japanese = try await collection.search("fox 猫", options: .init(filter: Column("language") == "ja"))
        #expect(japanese.map(\.path) == ["ja.txt"])
        let row = try #require(try collection.chunks.rows(where: Column("path") == "en.txt").first)
        #expect(row["language"]?.textValue == "en" && row["tokens"]?.integerValue == 17)
        #expect(row["position"]?.realValue == 0 && row["content_hash"]?.textValue?.count == 64)
        #expect(row["key_phrases"]?.textValue?.contains("quick brown fox jumps") == true)
        #expect(row["first_page"] == .null)
    }

    @Test func cleansedContentIsEmbeddedAndTheTextIsTheFiles() async throws {
        let shelf = try Shelf()
        let text = "The o\u{FB03}ce has a fox."
        try shelf.write(text.utf8, to: "a.txt")
        var processing = try fixed()
        processing.cleanser = Cleanser([LigatureExpansion()])
        _ = try await shelf.ingest(processing)
        #expect(shelf.model.embeddedTexts == ["The office has a fox."])
        let hit = try await shelf.collection(processing).search("office", options: .init(mode: .keyword)).first
        #expect(hit?.text == text)
    }

    @Test func anotherPipelineProcessesTheDocumentsAgainAndTheSameDoesNot() async throws {
        let shelf = try Shelf()
        try shelf.write("The fox is red.".utf8, to: "a.txt")
        let plain = try fixed()
        var cleansed = plain
        cleansed.cleanser = Cleanser([LigatureExpansion()])
        var featured = cleansed
        featured.features = FeatureExtractor()
        var phrases = featured
        phrases.features = FeatureExtractor(keyPhrases: 1)
        #expect(try await shelf.ingest(plain).parseCalls == 1)
        for processing in [cleansed, featured, phrases, plain] {
            var report = try await shelf.ingest(processing)
            #expect(report.changed == 1 && report.parseCalls == 1)
            // The text to embed is the same.
            #expect(report.embeddingCalls == 0)
            report = try await shelf.ingest(processing)
            #expect(report.unchanged == 1 && report.parseCalls == 0)
        }
    }

    @Test func aChunkerThatAsksAModelIsWaitedForAndItsErrorsEndTheIngest() async throws {
        let shelf = try Shelf()
        try shelf.write(
            "The fox is red. The fox is quick. Bread needs yeast. Bread needs flour.".utf8, to: "a.txt")
        let chunker = try SemanticChunker(
            embedder: ModelSentenceEmbedder(shelf.model), size: .characters(50), radius: 0)
        let processing = DocumentProcessing(chunker: chunker)
        shelf.model.fail(with: ModelError(.unreachable, "gone"))
        await #expect(throws: ModelError.self) { try await shelf.ingest(processing) }
        shelf.model.fail(with: nil)
        let report = try await shelf.ingest(processing)
        #expect(report.added == 1 && report.chunks == 2, "\(report)")
        #expect(try await shelf.ingest(processing).parseCalls == 0)
    }

    @Test func lateVectorsStandInThePlaceOfEmbeddings() async throws {
        let shelf = try Shelf()
        try shelf.write("The fox is red. It hunts at night.".utf8, to: "a.txt")
        var processing = DocumentProcessing(chunker: try SentenceChunker(size: .characters(20)))
        processing.late = try LateChunking(embedder: WordVectors())
        var report = try await shelf.ingest(processing)
        #expect(report.added == 1 && report.embeddingCalls == 0 && shelf.model.embeddedTexts.isEmpty)
        let collection = try shelf.collection(processing)
        let rows = try collection.chunks.rows(orderedBy: [.ascending("ordinal")])
        #expect(rows.count == 2)
        for row in rows {
            // Here a token knows nothing of the others, so the mean of a chunk's is its own text's vector.
            let expected = try await WordVectors().model.embed([row["text"]?.textValue ?? ""], as: .passage)
            let vector = try #require(row["vector"]?.vectorValue)
            #expect(zip(vector, expected[row: 0]).allSatisfy { abs($0 - $1) < 1e-5 }, "\(row)")
        }
        let hits = try await collection.search("hunts at night", options: .init(mode: .vector))
        #expect(hits.first?.text == "It hunts at night." && hits.count == 2)
        #expect(try await shelf.ingest(processing).parseCalls == 0)

        // Other windows may make other vectors.
        processing.late = try LateChunking(embedder: WordVectors(), overlap: 3)
        #expect(try await shelf.ingest(processing).changed == 1)

        shelf.model.resetCounts()
        processing.late = nil
        report = try await shelf.ingest(processing)
        #expect(report.changed == 1 && shelf.model.embeddedTexts.sorted() == ["It hunts at night.", "The fox is red."])
        #expect(try collection.chunks.rows().allSatisfy { $0["vector"] == .null })
    }

    @Test func theRecommendedProcessingFindsTheSentenceThatAnswers() async throws {
        guard let folder = TestData.miniLM() else { return }
        let shelf = try Shelf()
        let filler = "The committee met again to discuss the budget of the coming year and its many appendices."
        let text = (0..<40).map { number in
            number == 17 ? "It hibernates in a burrow from October until April." : "\(filler) That was item \(number)."
        }
        try shelf.write(("All of this is about the marmot. " + text.joined(separator: " ")).utf8, to: "a.txt")
        let encoder = try SentenceEncoder(contentsOf: folder, threads: 1)
        let collection = try DocumentCollection(
            in: shelf.store, name: "docs", model: encoder, processing: .recommended(for: encoder))
        let report = try await collection.ingest(FolderSource(shelf.docs))
        #expect(report.added == 1 && report.embeddingCalls == 0 && report.chunks > 10, "\(report)")
        let hits = try await collection.search("where does it sleep in winter?", options: .init(mode: .vector, k: 1))
        #expect(hits.first?.text.contains("hibernates") == true && (hits.first?.text.count ?? 999) <= 300)
    }

    /// Tables as they were before leads, contexts and features.
    @Test func aCollectionOfAnEarlierVersionOpensAndIsBroughtUpToDate() async throws {
        let shelf = try Shelf()
        try shelf.write("The fox is red. The whale is blue. The bee is small.".utf8, to: "a.txt")
        try shelf.store.createTable(
            "docs_documents",
            schema: TableSchema(
                columns: [
                    .text("id"), .text("source"), .text("path"), .text("type"), .integer("size"), .real("modified"),
                    .text("hash"), .text("title", isNullable: true), .integer("chunks"), .text("processing"),
                    .real("checked"), .text("problem", isNullable: true),
                ], primaryKey: "id"))
        let chunks = try shelf.store.createTable(
            "docs_chunks",
            schema: TableSchema(
                columns: [
                    .text("id"), .text("document"), .text("path"), .text("title", isNullable: true), .text("headings"),
                    .integer("start"), .integer("end"), .integer("ordinal"), .text("text"), .text("content"),
                ], primaryKey: "id"))
        let old: Row = [
            "id": "old", "document": "other/b.txt", "path": "b.txt", "headings": "[]", "start": 0, "end": 12,
            "ordinal": 0, "text": "An old fox.", "content": "An old fox.",
        ]
        try chunks.insert([old])
        try chunks.merge([old.changing("text", to: "An elder fox.")])
        let index = try shelf.store.createIndex(
            "docs_index", over: "docs_chunks", definition: IndexDefinition(embeddedColumn: "content"),
            model: shelf.model)
        try await index.sync()

        // Another model changes nothing.
        #expect(throws: IndexError.self) {
            try DocumentCollection(in: shelf.store, name: "docs", model: HashingEmbeddingModel(dimension: 32))
        }
        #expect(try shelf.store.table("docs_chunks").schema.column("context") == nil)

        let processing = DocumentProcessing(
            chunker: try SentenceWindowChunker(size: .characters(100), window: 1), features: FeatureExtractor())
        let collection = try shelf.collection(processing)
        var hits = try await collection.search("fox", options: .init(mode: .keyword))
        #expect(hits.map(\.id) == ["old"] && hits[0].context == nil && hits[0].lead == nil)
        #expect(try await collection.ingest(FolderSource(shelf.docs)).added == 1)
        hits = try await collection.search("whale", options: .init(mode: .keyword))
        #expect(hits.first?.context?.text.contains("bee") == true)
        // The feed still tells the change that was made before the columns were added.
        #expect(collection.index.definition.vectorColumn == "vector")
        let feed = try collection.chunks.changes(since: 1)
        #expect(feed.contains { $0.row["text"]?.textValue == "An old fox." && $0.row["context"] == .null })
        #expect(try shelf.store.check().isEmpty)
        // Opening again adds nothing.
        #expect(try shelf.collection(processing).chunks.schema == collection.chunks.schema)
    }
}

/// Words between blanks.
private struct WordCounter: TextTokenizer {
    func tokenRanges(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !word.isEmpty { ranges.append(start..<start + word.utf8.count) }
            start += word.utf8.count + 1
        }
        return ranges
    }
}

/// Each word's vector is what the model says of it.
private struct WordVectors: TokenEmbedder {
    let model = HashingEmbeddingModel()
    let maximumTokens = 100
    var identity: String { "words" }

    func tokenRanges(in text: String) -> [Range<Int>] { WordCounter().tokenRanges(in: text) }

    func tokenVectors(in text: String) async throws -> TokenVectors {
        let ranges = tokenRanges(in: text)
        let bytes = Array(text.utf8)
        let vectors = try await model.embed(ranges.map { String(decoding: bytes[$0], as: UTF8.self) }, as: .passage)
        return TokenVectors(ranges: ranges, dimension: vectors.columns, values: vectors.values)
    }
}

extension Row {
    fileprivate func changing(_ column: String, to value: Value) -> Row {
        var row = self
        row[column] = value
        return row
    }
}
