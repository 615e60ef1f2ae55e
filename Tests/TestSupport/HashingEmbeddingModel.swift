import Foundation
public import ModelServing
public import VectorCore

/// An embedding model for tests: a bag of hashed words, normalised, so that texts with words in common are near.
///
/// Deterministic, needs no weights, and counts what it is asked for. It can be told to fail.
///
///     let model = HashingEmbeddingModel()
///     _ = try await model.embed(["a red fox", "the red fox"], as: .passage)
///     #expect(model.callCount == 1 && model.embeddedTexts.count == 2)
public final class HashingEmbeddingModel: EmbeddingModel, @unchecked Sendable {
    public let identity: EmbeddingModelIdentity

    private let lock = NSLock()
    private var calls = 0
    private var texts: [String] = []
    private var failure: (any Error)?
    private var callsUntilFailure = 0

    public init(
        name: String = "hashing-words", version: String = "1", dimension: Int = 64, isNormalized: Bool = true
    ) {
        identity = EmbeddingModelIdentity(
            name: name, version: version, dimension: dimension, isNormalized: isNormalized)
    }

    /// How often `embed` was called, failures included.
    public var callCount: Int { lock.withLock { calls } }

    /// Every text that was embedded, in order, with repetitions.
    public var embeddedTexts: [String] { lock.withLock { texts } }

    /// Forgets the counts.
    public func resetCounts() {
        lock.withLock {
            calls = 0
            texts = []
        }
    }

    /// Every call after the next `successes` throws `error`; nil ends that.
    public func fail(with error: (any Error)?, after successes: Int = 0) {
        lock.withLock {
            failure = error
            callsUntilFailure = successes
        }
    }

    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try Task.checkCancellation()
        try lock.withLock {
            calls += 1
            if let failure {
                if callsUntilFailure == 0 { throw failure }
                callsUntilFailure -= 1
            }
            self.texts += texts
        }
        var vectors = Matrix(columns: identity.dimension)
        for text in texts { try vectors.append(vector(of: text)) }
        return vectors
    }

    /// The vector that `embed` gives for one text; not counted.
    ///
    /// Each run of letters and digits, lower-cased, adds ±1 at a hashed place; ideographs and kana count one by one.
    /// A text without words has the first unit vector.
    public func vector(of text: String) -> [Float] {
        var vector = [Float](repeating: 0, count: identity.dimension)
        for word in HashingEmbeddingModel.words(of: text) {
            let hash = HashingEmbeddingModel.hash(word)
            vector[Int(hash % UInt64(vector.count))] += hash >> 63 == 0 ? 1 : -1
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else {
            vector[0] = 1
            return vector
        }
        return identity.isNormalized ? vector.map { $0 / length } : vector
    }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.lowercased() {
            let isIdeographic = character.unicodeScalars.first.map { $0.value >= 0x3040 && $0.value < 0xA000 } ?? false
            if !isIdeographic, character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = ""
            if isIdeographic { words.append(String(character)) }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// FNV-1a with a final mix, since Swift's own hashes differ from run to run.
    private static func hash(_ word: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        return hash ^ (hash >> 33)
    }
}
