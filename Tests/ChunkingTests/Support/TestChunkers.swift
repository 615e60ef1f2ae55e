import Chunking

/// Every chunker of the module in one setting.
enum TestChunkers {
    /// Those that wait for nothing.
    static func plain(size: ChunkSize, overlap: Int) throws -> [any Chunker] {
        var chunkers: [any Chunker] = try Chunkers.names.map {
            try Chunkers.named($0, size: size, overlap: overlap)
        }
        chunkers.append(try SentenceWindowChunker(size: size, window: 2))
        let parents = try SentenceChunker(size: .characters(size.characterLimit.doubled), overlap: overlap / 2)
        chunkers.append(try ParentChildChunker(parents: parents, childSize: size, childOverlap: overlap))
        if size.limit > 2 {
            let prefix = ChunkPrefix.template("{path}: ")
            chunkers.append(
                try ContextualChunker(size: size, prefixLimit: size.limit / 3, prefix: prefix) {
                    size throws(ChunkingError) in
                    try StructureChunker(size: size, overlap: min(overlap, size.limit - 1))
                })
        }
        return chunkers
    }

    /// Those that embed.
    static func semantic(size: ChunkSize) throws -> [any AsyncChunker] {
        let embedder = LetterEmbedder()
        return [
            try SemanticChunker(embedder: embedder, size: size, batchSize: 7),
            try SemanticChunker(embedder: embedder, size: size, breakpoints: .standardDeviations(1), radius: 0),
            try SemanticChunker(embedder: embedder, size: size, breakpoints: .threshold(0.2), radius: 3),
            try ClusterSemanticChunker(embedder: embedder, size: size, batchSize: 5),
        ]
    }
}

extension Int {
    fileprivate var doubled: Int { self > Int.max / 2 ? Int.max : self * 2 }
}

/// How often each letter stands in a text.
struct LetterEmbedder: SentenceEmbedder {
    var identity: String { "letters" }

    func vectors(for texts: [String]) async throws -> [[Float]] {
        texts.map(Self.vector)
    }

    static func vector(_ text: String) -> [Float] {
        var vector = [Float](repeating: 0, count: 32)
        for byte in text.utf8 where byte > 0x20 { vector[Int(byte) % 32] += 1 }
        return vector
    }
}
