import Chunking
import Foundation
import RetrievalMetrics
import Retriever
import VectorCore

/// The corpora in one chunker's chunks, under an index of their vectors.
struct ChunkRetrieval {
    /// What is given back for each chunk: its context where it has one. In Unicode scalars.
    let passages: [Span]
    /// The chunks themselves.
    let chunks: [Span]
    private let index: FlatIndex

    init(
        _ corpora: [ParsedDocument], of questions: ChunkQuestions, by named: QualityChunker, size: ChunkSize,
        overlap: Int, encoder: CachedEncoder, tokens: CachedTokens
    ) async throws {
        let chunker = try named.chunker(size: size, overlap: overlap, embedder: encoder)
        let late =
            try named.isLate
            ? LateChunking(embedder: tokens, blending: named.isBlended ? encoder : nil) : nil
        var chunks: [Span] = [], passages: [Span] = [], texts: [String] = []
        var vectors = Matrix(columns: encoder.dimension)
        for document in corpora {
            var found = try await chunker.chunks(of: document)
            if let late {
                let own = try await late.vectors(for: found, of: document)
                // A chunk without a token says nothing.
                found = zip(found, own).filter { $1 != nil }.map(\.0)
                for vector in own.compactMap(\.self) { try vectors.append(vector) }
            }
            let name = document.source.path
            for chunk in found {
                chunks.append(questions.span(chunk.range, of: name))
                passages.append(questions.span(chunk.context?.range ?? chunk.range, of: name))
                texts.append(chunk.embeddingText)
            }
        }
        if late == nil { vectors = try encoder.embed(texts) }
        self.chunks = chunks
        self.passages = passages
        index = try FlatIndex(dimension: encoder.dimension, metric: .cosine)
        try index.add(vectors, ids: chunks.indices.map(Int64.init))
    }

    /// For each question the best passages, best first, each once.
    func retrieve(_ asked: Matrix, most: Int, threads: Int) throws -> [[Span]] {
        // Several chunks can lead to one passage.
        let depth = chunks == passages ? most : most * 8
        return try index.search(asked, k: depth, options: SearchOptions(), threads: threads).map { hits in
            var seen: Set<Span> = []
            return Array(hits.map { passages[Int($0.id)] }.filter { seen.insert($0).inserted }.prefix(most))
        }
    }
}
