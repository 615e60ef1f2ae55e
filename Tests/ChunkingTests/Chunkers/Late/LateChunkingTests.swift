import Chunking
import Testing

/// Vectors that depend on the token alone, or also on how much of the text the encoder saw before it.
private struct WordEmbedder: TokenEmbedder {
    var maximumTokens = 1_000
    var knowsContext = false

    func tokenRanges(in text: String) -> [Range<Int>] { WordTokenizer().tokenRanges(in: text) }

    func tokenVectors(in text: String) async throws -> TokenVectors {
        let bytes = Array(text.utf8)
        let ranges = Array(tokenRanges(in: text).prefix(maximumTokens))
        let values = ranges.enumerated().flatMap { index, range in
            let own = LetterEmbedder.vector(String(decoding: bytes[range], as: UTF8.self))
            return knowsContext ? own.map { $0 + Float(min(index, 8)) } : own
        }
        return TokenVectors(ranges: ranges, dimension: 32, values: values)
    }
}

private func expectAlike(_ a: [[Float]?], _ b: [[Float]?], _ label: String) {
    #expect(a.count == b.count)
    for (index, (a, b)) in zip(a, b).enumerated() {
        let likeness = zip(a ?? [], b ?? []).reduce(0) { $0 + $1.0 * $1.1 }
        #expect((a == nil) == (b == nil) && (a == nil || abs(likeness - 1) < 1e-5), "\(label): chunk \(index)")
    }
}

@Test func aChunksVectorIsTheMeanOfItsTokens() async throws {
    let document = try parsed("# Title\n\nSome *words* here. More &amp; more.\n\nThe end", "a.md")
    let chunks = try SentenceWindowChunker(size: .characters(100)).chunks(of: document)
    #expect(chunks.map(\.content) == ["Title\n\nSome words here.", "More & more.", "The end"])
    let vectors = try await LateChunking(embedder: WordEmbedder()).vectors(for: chunks, of: document)
    // Without context the sum over a chunk's tokens is what its content alone gives.
    expectAlike(vectors, chunks.map { unit(LetterEmbedder.vector($0.content)) }, "content")
}

@Test func windowsOfALongDocumentGiveTheSameAsOneReading() async throws {
    for seed in UInt64(1)...20 {
        for type in ["txt", "md"] {
            let document = try parsed(TestTexts.random(seed: seed, parts: 150), "a.\(type)")
            let chunks = try RecursiveChunker(size: .characters(60), overlap: 20).chunks(of: document)
            let whole = try await LateChunking(embedder: WordEmbedder(maximumTokens: 100_000))
                .vectors(for: chunks, of: document)
            for (tokens, overlap) in [(40, 10), (41, 0), (7, 6), (1, 0)] {
                let embedder = WordEmbedder(maximumTokens: tokens)
                let vectors = try await LateChunking(embedder: embedder, overlap: overlap)
                    .vectors(for: chunks, of: document)
                expectAlike(vectors, whole, "seed \(seed), \(type), \(tokens) tokens, overlap \(overlap)")
            }
        }
    }
}

@Test func tokensNearAWindowsEdgeAreTakenFromTheOther() async throws {
    // Every token but the document's first eight has seen eight before it if no window's first tokens count.
    let document = try parsed(String(repeating: "word ", count: 400), "a.txt")
    let chunks = try RecursiveChunker(size: .characters(50)).chunks(of: document)
    let embedder = WordEmbedder(maximumTokens: 60, knowsContext: true)
    let vectors = try await LateChunking(embedder: embedder, overlap: 20).vectors(for: chunks, of: document)
    expectAlike(Array(vectors[1...]), Array(repeating: vectors[1], count: chunks.count - 1), "edges")
}

@Test func aChunkWithoutTokensHasNoVector() async throws {
    struct Blind: TokenEmbedder {
        var maximumTokens: Int { 8 }
        func tokenRanges(in text: String) -> [Range<Int>] { UncasedTokenizer().tokenRanges(in: text) }
        func tokenVectors(in text: String) async throws -> TokenVectors {
            let ranges = tokenRanges(in: text)
            return TokenVectors(ranges: ranges, dimension: 1, values: ranges.map { _ in 1 })
        }
    }
    let document = try parsed("small letters\n\nLOUD\n\nsmall again", "a.txt")
    let chunks = try SentenceWindowChunker(size: .characters(13)).chunks(of: document)
    #expect(try await LateChunking(embedder: Blind()).vectors(for: chunks, of: document) == [[1], nil, [1]])
    #expect(throws: ChunkingError.invalidOverlap(8, size: 8)) { try LateChunking(embedder: Blind(), overlap: 8) }
}

@Test func aBlendIsTheMeanOfBothVectors() async throws {
    let document = try parsed("Some words here. More of them there. The end of it.", "a.txt")
    let chunks = try SentenceChunker(size: .characters(22)).chunks(of: document)
    let late = try LateChunking(embedder: WordEmbedder(knowsContext: true))
    let blend = try LateChunking(embedder: WordEmbedder(knowsContext: true), blending: LetterEmbedder())
    #expect(blend.identity != late.identity)
    let alone = try await late.vectors(for: chunks, of: document)
    func expected(_ texts: [String]) -> [[Float]?] {
        zip(alone, texts).map { vector, text in
            zip(vector ?? [], unit(LetterEmbedder.vector(text)) ?? []).map { $0 + $1 }
        }.map { unit($0) }
    }
    #expect(chunks.count == 3)
    expectAlike(try await blend.vectors(for: chunks, of: document), expected(chunks.map(\.embeddingText)), "own")
    let texts = ["red", "green", "blue"]
    expectAlike(try await blend.vectors(for: chunks, of: document, texts: texts), expected(texts), "texts")
    await #expect(throws: ChunkingError.misshapenVectors(expected: 3, actual: 1)) {
        try await blend.vectors(for: chunks, of: document, texts: ["red"])
    }
    #expect(try await blend.vectors(for: [], of: document).isEmpty)
}

private func unit(_ vector: [Float]) -> [Float]? {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : nil
}
