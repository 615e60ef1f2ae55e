// A square root is linked from the C library's mathematics on Linux.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Gives texts vectors whose directions lie the nearer the more alike the texts are.
///
/// Any embedding model can keep it; chunking knows none.
public protocol SentenceEmbedder: Sendable {
    /// Names the model, for ``AsyncChunker/identity``.
    var identity: String { get }

    /// One vector a text, in the texts' order and all of one dimension; their lengths do not matter.
    func vectors(for texts: [String]) async throws -> [[Float]]
}

/// The vectors of many texts, embedded a batch at a time: no more than a batch is ever held.
struct SentenceVectors {
    private let embedder: any SentenceEmbedder
    private let batchSize: Int
    private let count: Int
    private let text: (Int) -> String
    private var batch: ArraySlice<[Float]> = []
    private var position = 0
    private var dimension: Int?

    /// - Parameter text: The text at a place, made only when its batch is due.
    init(embedder: any SentenceEmbedder, batchSize: Int, count: Int, text: @escaping (Int) -> String) {
        self.embedder = embedder
        self.batchSize = batchSize
        self.count = count
        self.text = text
    }

    /// The next vector, of length 1 (or 0); nil behind the last.
    mutating func next() async throws -> [Float]? {
        if batch.isEmpty {
            if position == count { return nil }
            try Task.checkCancellation()
            let texts = (position..<min(position + batchSize, count)).map(text)
            let vectors = try await embedder.vectors(for: texts)
            guard vectors.count == texts.count else {
                throw ChunkingError.misshapenVectors(expected: texts.count, actual: vectors.count)
            }
            position += texts.count
            batch = vectors[...]
        }
        guard let vector = batch.popFirst() else { return nil }
        guard vector.count == dimension ?? vector.count else {
            throw ChunkingError.misshapenVectors(expected: dimension ?? 0, actual: vector.count)
        }
        dimension = vector.count
        return vector.normalized
    }
}

extension [Float] {
    /// Of length 1; of length 0 if it has no direction.
    var normalized: [Float] {
        let length = dot(self).squareRoot()
        return length > 0 && length.isFinite ? map { $0 / length } : [Float](repeating: 0, count: count)
    }

    func dot(_ other: [Float]) -> Float {
        var sum: Float = 0
        for i in 0..<Swift.min(count, other.count) { sum += self[i] * other[i] }
        return sum
    }
}
