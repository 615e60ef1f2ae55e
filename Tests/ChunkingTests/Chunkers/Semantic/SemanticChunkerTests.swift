import Chunking
import Testing

private let sea = [
    "The ship sails the sea.", "Waves roll on the sea.", "A sea gull sees the ship.", "The sea is deep.",
]
private let bread = [
    "Knead flour in a bowl.", "Flour and yeast make dough.", "Bake dough for an hour.", "Dough will double.",
]

/// Sea or bread: two directions, with a little of each sentence's own.
private struct SubjectEmbedder: SentenceEmbedder {
    var identity: String { "subjects" }

    func vectors(for texts: [String]) async throws -> [[Float]] {
        texts.map { text in
            let words = text.lowercased().split { !$0.isLetter }
            let wet = words.filter { ["sea", "ship", "waves", "gull"].contains($0) }.count
            let dry = words.filter { ["flour", "dough", "bake", "bowl", "yeast"].contains($0) }.count
            return [Float(wet), Float(dry), 0.01 * Float(text.utf8.count % 7)]
        }
    }
}

@Test(arguments: [SemanticBreakpoints.percentile(80), .standardDeviations(1), .threshold(0.5)])
func theTextPartsWhereTheSubjectChanges(breakpoints: SemanticBreakpoints) async throws {
    let document = try parsed((sea + bread).joined(separator: " "), "a.txt")
    let chunker = try SemanticChunker(
        embedder: SubjectEmbedder(), size: .characters(400), breakpoints: breakpoints, radius: 0)
    let chunks = try await chunker.chunks(of: document)
    #expect(chunks.contains { $0.text.hasPrefix(bread[0]) }, "\(chunks.map(\.text))")
    #expect(chunks.contains { $0.text.hasSuffix(sea[3]) })
}

@Test func aSubjectOverTheSizeIsCutAtItsFarthestDistance() async throws {
    let document = try parsed((sea + bread).joined(separator: " "), "a.txt")
    let chunker = try SemanticChunker(
        embedder: SubjectEmbedder(), size: .characters(130), breakpoints: .threshold(2), radius: 0)
    let chunks = try await chunker.chunks(of: document)
    #expect(chunks.map(\.text) == [sea.joined(separator: " "), bread.joined(separator: " ")])
}

@Test func alikePiecesShareAChunk() async throws {
    let document = try parsed((sea + bread + sea).joined(separator: " "), "a.txt")
    let chunker = try ClusterSemanticChunker(embedder: SubjectEmbedder(), size: .characters(200), pieceLimit: 30)
    let chunks = try await chunker.chunks(of: document)
    #expect(chunks.map(\.text) == [sea, bread, sea].map { $0.joined(separator: " ") })
}

@Test func noDivisionIsWorthMoreThanTheOneFound() async throws {
    // Against all divisions, with the average over all pairs taken one by one.
    for seed in UInt64(1)...30 {
        let text = TestTexts.random(seed: seed, parts: 12)
        let document = try parsed(text, "a.txt")
        let size = ChunkSize.characters(60)
        let pieces = try RecursiveChunker(size: .characters(15)).chunks(of: document)
        guard (2...13).contains(pieces.count) else { continue }
        let vectors = pieces.map { unit(LetterEmbedder.vector($0.content)) }
        func likeness(_ a: Int, _ b: Int) -> Double { zip(vectors[a], vectors[b]).reduce(0) { $0 + $1.0 * $1.1 } }
        var pairs: [Double] = []
        for a in pieces.indices { for b in 0..<a { pairs.append(likeness(a, b)) } }
        let average = pairs.reduce(0, +) / Double(pairs.count)
        func worth(_ starts: [Int]) -> Double? {
            var sum = 0.0
            for (start, end) in zip(starts, starts.dropFirst() + [pieces.count]) {
                let range = pieces[start].range.lowerBound..<pieces[end - 1].range.upperBound
                if document.source.text(in: range).unicodeScalars.count > 60 { return nil }
                for a in start..<end { for b in start..<a { sum += likeness(a, b) - average } }
            }
            return sum
        }
        let best = (0..<1 << (pieces.count - 1)).compactMap { mask in
            worth([0] + (1..<pieces.count).filter { mask >> ($0 - 1) & 1 == 1 })
        }.max()

        let chunker = try ClusterSemanticChunker(embedder: LetterEmbedder(), size: size, pieceLimit: 15)
        let found = try await chunker.chunks(of: document)
        let starts = found.compactMap { chunk in
            pieces.firstIndex { $0.range.lowerBound == chunk.range.lowerBound }
        }
        #expect(starts.count == found.count, "seed \(seed): a chunk begins with no piece")
        let own = try #require(worth(starts), "seed \(seed): a chunk is over the size")
        #expect(abs(own - (best ?? 0)) < 1e-4, "seed \(seed): \(own), not \(best ?? 0)")
    }
}

private func unit(_ vector: [Float]) -> [Double] {
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    return vector.map { length > 0 ? Double($0) / length : 0 }
}

// MARK: Embedders

private actor Batches {
    private(set) var sizes: [Int] = []
    func add(_ size: Int) { sizes.append(size) }
}

private struct CountingEmbedder: SentenceEmbedder {
    let batches: Batches
    var identity: String { "counting" }
    func vectors(for texts: [String]) async throws -> [[Float]] {
        await batches.add(texts.count)
        return try await LetterEmbedder().vectors(for: texts)
    }
}

@Test func sentencesAreEmbeddedABatchAtATime() async throws {
    let document = try parsed(String(repeating: "One more sentence. ", count: 100), "a.txt")
    let batches = Batches()
    let chunker = try SemanticChunker(
        embedder: CountingEmbedder(batches: batches), size: .characters(200), batchSize: 16)
    _ = try await chunker.chunks(of: document)
    #expect(await batches.sizes == [16, 16, 16, 16, 16, 16, 4])
}

private struct EndlessEmbedder: SentenceEmbedder {
    var identity: String { "endless" }
    func vectors(for texts: [String]) async throws -> [[Float]] {
        withUnsafeCurrentTask { $0?.cancel() }
        return texts.map { _ in [1] }
    }
}

@Test func aCancelledTaskEmbedsNoFurtherBatch() async throws {
    let document = try parsed(String(repeating: "One more sentence. ", count: 100), "a.txt")
    let chunkers: [any AsyncChunker] = [
        try SemanticChunker(embedder: EndlessEmbedder(), size: .characters(200), batchSize: 16),
        try ClusterSemanticChunker(embedder: EndlessEmbedder(), size: .characters(200), batchSize: 16),
    ]
    for chunker in chunkers {
        let task = Task { try await chunker.chunks(of: document) }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}

private struct MisshapenEmbedder: SentenceEmbedder {
    var losesOne = false
    var identity: String { "misshapen" }
    func vectors(for texts: [String]) async throws -> [[Float]] {
        losesOne ? texts.dropFirst().map { _ in [1] } : texts.indices.map { Array(repeating: 1, count: $0 + 1) }
    }
}

@Test func vectorsThatCannotBeAreTypedErrors() async throws {
    let document = try parsed("One. Two. Three.", "a.txt")
    await #expect(throws: ChunkingError.misshapenVectors(expected: 3, actual: 2)) {
        try await SemanticChunker(embedder: MisshapenEmbedder(losesOne: true), size: .characters(9))
            .chunks(of: document)
    }
    await #expect(throws: ChunkingError.misshapenVectors(expected: 1, actual: 2)) {
        try await SemanticChunker(embedder: MisshapenEmbedder(), size: .characters(9)).chunks(of: document)
    }
    #expect(throws: ChunkingError.invalidBreakpoints(101)) {
        try SemanticChunker(embedder: LetterEmbedder(), size: .characters(9), breakpoints: .percentile(101))
    }
}
