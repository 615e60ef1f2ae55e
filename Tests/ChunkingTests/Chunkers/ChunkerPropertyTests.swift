import Chunking
import Testing

private let settings: [(size: ChunkSize, overlap: Int)] = [
    (.characters(1), 0), (.characters(2), 1), (.characters(7), 3), (.characters(40), 0), (.characters(40), 39),
    (.characters(200), 40), (.characters(1000), 900), (.characters(100_000), 10),
    (.tokens(1, WordTokenizer()), 0), (.tokens(8, WordTokenizer()), 5), (.tokens(64, WordTokenizer()), 16),
    (.tokens(16, UncasedTokenizer()), 8), (.tokens(16, TruncatingTokenizer()), 4), (.tokens(12, ByteTokenizer()), 6),
    (.tokens(32, WordTokenizer(), characterCap: 50), 30), (.words(1), 0), (.words(9), 4), (.words(50), 10),
    (.words(20, characterCap: 60), 19),
]

private func check(_ document: ParsedDocument, _ label: String, settings: [(size: ChunkSize, overlap: Int)]) throws {
    for (size, overlap) in settings {
        for chunker in try TestChunkers.plain(size: size, overlap: overlap) {
            let chunks = try chunker.chunks(of: document)
            ChunkChecker(document: document, size: size, label: "\(label), \(chunker.identity)").check(chunks)
            #expect(try chunker.chunks(of: document) == chunks, "\(label), \(chunker.identity): not the same again")
        }
    }
}

@Test(arguments: ["txt", "md", "html"])
func generatedDocumentsKeepEveryPromise(type: String) throws {
    for seed in UInt64(1)...60 {
        let text = TestTexts.random(seed: seed, parts: Int(seed) * 3)
        try check(parsed(text, "seed-\(seed).\(type)"), "\(type), seed \(seed)", settings: settings)
    }
}

@Test(arguments: ["txt", "md", "html"])
func chunkersThatEmbedKeepEveryPromiseToo(type: String) async throws {
    for seed in UInt64(200)...230 {
        let document = try parsed(TestTexts.random(seed: seed, parts: Int(seed - 199) * 5), "seed-\(seed).\(type)")
        for size in [ChunkSize.characters(3), .characters(80), .characters(1000), .tokens(20, WordTokenizer())] {
            for chunker in try TestChunkers.semantic(size: size) {
                let label = "\(type), seed \(seed), \(chunker.identity)"
                let chunks = try await chunker.chunks(of: document)
                ChunkChecker(document: document, size: size, label: label).check(chunks)
                #expect(try await chunker.chunks(of: document) == chunks, "\(label): not the same again")
            }
        }
    }
}

@Test func noGraphemeClusterIsCutInPlainText() throws {
    for seed in UInt64(100)...160 {
        let document = try parsed(TestTexts.random(seed: seed, parts: 80), "seed.txt")
        for (size, overlap) in settings {
            for chunker in try TestChunkers.plain(size: size, overlap: overlap) {
                if case .words(1, _, _) = size { continue }
                if chunker is ContextualChunker { continue }  // the prefix leaves some clusters no room
                if case .tokens(_, is ByteTokenizer, _) = size { continue }  // a cluster alone may be over its tokens
                if case .tokens(1, _, _) = size { continue }
                if case .tokens(8, _, _) = size { continue }
                ChunkChecker(document: document, size: size, label: "seed \(seed), \(chunker.identity)")
                    .checkClusters(try chunker.chunks(of: document))
            }
        }
    }
}

@Test(arguments: [
    ("md-swift-book", ".md"), ("md-fastapi-en-ja", ".md"), ("html-misc", ".html"),
])
func realDocumentsKeepEveryPromise(dataSet: String, suffix: String) throws {
    let some: [(size: ChunkSize, overlap: Int)] = [
        (.characters(1000), 200), (.tokens(256, WordTokenizer()), 32), (.characters(120), 60),
    ]
    for file in TestTexts.files(dataSet, endingIn: suffix).prefix(120) where file.bytes.count < 300_000 {
        let source = try SourceDocument(path: file.path, utf8: file.bytes)
        try check(ParserRegistry.standard.parse(source), file.path, settings: some)
    }
}

@Test func japanesePassagesKeepEveryPromise() throws {
    let passages = TestTexts.passages("jaquad")
    guard !passages.isEmpty else { return }
    let document = try parsed(passages.prefix(300).joined(separator: "\n\n"), "jaquad.txt")
    try check(document, "jaquad", settings: [(.characters(300), 60), (.tokens(128, WordTokenizer()), 32)])
    let chunks = try RecursiveChunker(size: .characters(300)).chunks(of: document)
    let atSentences = chunks.filter { $0.text.hasSuffix("。") || $0.text.hasSuffix("」") }
    #expect(Double(atSentences.count) > 0.9 * Double(chunks.count), "\(atSentences.count) of \(chunks.count)")
}
