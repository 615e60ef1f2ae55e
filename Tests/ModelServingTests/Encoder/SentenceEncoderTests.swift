import Foundation
import ModelServing
import TestSupport
import Testing
import VectorCore

/// The published weights against vectors recorded from sentence-transformers by Scripts/record-encoder-reference.py.
struct SentenceEncoderTests {
    /// Loaded once, since all tests only read it.
    private static let loaded = Result { try TestData.miniLM().map { try SentenceEncoder(contentsOf: $0, threads: 2) } }

    private static func texts() throws -> [String] {
        try JSONDecoder().decode([String].self, from: TestFixture.data("encoder-texts.json"))
    }

    /// The largest distances of an encoder's vectors to the recorded ones: by the cosine, and in one component.
    private static func worstDistance(_ encoder: SentenceEncoder) throws -> (cosine: Double, component: Double) {
        let texts = try texts()
        let recorded = try TestFixture.data("encoder-vectors.f32")
        #expect(texts.count >= 200 && recorded.count == texts.count * 384 * 4)
        let vectors = try encoder.embed(texts)
        #expect(vectors.rows == texts.count && vectors.columns == 384)
        var worst = (cosine: 0.0, component: 0.0)
        for row in texts.indices {
            let expected = (0..<384).map { j in
                Double(
                    Float(
                        bitPattern: UInt32(
                            littleEndian: recorded.withUnsafeBytes {
                                $0.loadUnaligned(fromByteOffset: (row * 384 + j) * 4, as: UInt32.self)
                            })))
            }
            let actual = vectors[row: row].map(Double.init)
            let cosine = zip(actual, expected).reduce(0) { $0 + $1.0 * $1.1 }
            let component = zip(actual, expected).map { abs($0 - $1) }.max() ?? 1
            worst = (max(worst.cosine, 1 - cosine), max(worst.component, component))
        }
        print("worst distance to the reference: \(worst.cosine) cosine, \(worst.component) in one component")
        return worst
    }

    @Test func vectorsEqualTheReference() throws {
        guard let encoder = try Self.loaded.get() else { return }
        let worst = try Self.worstDistance(encoder)
        #expect(worst.cosine < 1e-4 && worst.component < 1e-3)
    }

    /// The largest distances that rounding leaves, twice and more of what was measured.
    @Test(arguments: [(EncoderPrecision.bfloat16, 1e-3, 2e-2), (.int8, 4e-3, 3e-2)])
    func narrowVectorsAreNearTheReference(precision: EncoderPrecision, cosine: Double, component: Double) throws {
        guard let folder = TestData.miniLM() else { return }
        let encoder = try SentenceEncoder(contentsOf: folder, precision: precision, threads: 2)
        let worst = try Self.worstDistance(encoder)
        #expect(worst.cosine < cosine && worst.component < component)
        let one = try SentenceEncoder(contentsOf: folder, precision: precision, threads: 1)
        let texts = try Self.texts()
        #expect(try one.embed(texts) == encoder.embed(texts), "the number of threads changes no bit")
    }

    @Test func theIdentityNamesModelAndWeights() throws {
        guard let encoder = try Self.loaded.get() else { return }
        #expect(encoder.identity.name == "all-MiniLM-L6-v2" && encoder.identity.dimension == 384)
        #expect(encoder.identity.isNormalized && encoder.identity.version.count == 16)
        #expect(encoder.maximumTokens == 256)
    }

    @Test func aBatchEqualsItsTextsOneByOne() throws {
        guard let encoder = try Self.loaded.get() else { return }
        let texts = try Self.texts()
        let together = try encoder.embed(texts)
        for size in [1, 3, 64] {
            let apart = try encoder.embed(texts, batchSize: size)
            let difference = zip(together.values, apart.values).map { abs($0 - $1) }.max() ?? 1
            #expect(difference < 1e-6, "batches of \(size)")
        }
    }

    @Test func aTextsVectorIsTheMeanOfItsTokens() throws {
        guard let encoder = try Self.loaded.get() else { return }
        let long = String(repeating: "a red fox and a blue whale ", count: 60)
        for text in try Self.texts().prefix(20) + ["", long] {
            let (tokens, vectors) = encoder.tokenVectors(of: text)
            #expect(tokens == encoder.tokenizer.encode(text, maximumTokens: 256))
            #expect(vectors.rows == tokens.count && vectors.columns == 384)
            var sum = [Float](repeating: 0, count: 384)
            for row in 0..<vectors.rows { for (j, value) in vectors[row: row].enumerated() { sum[j] += value } }
            let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let difference = try zip(sum, encoder.embed([text])[row: 0]).map { abs($0 / length - $1) }.max() ?? 1
            #expect(difference < 1e-5, "\(text.prefix(40).debugDescription)")
        }
    }

    @Test func theNumberOfThreadsChangesNoBit() async throws {
        guard let encoder = try Self.loaded.get(), let folder = TestData.miniLM() else { return }
        let texts = try Self.texts()
        let expected = try encoder.embed(texts)
        for threads in [1, 3] {
            let other = try SentenceEncoder(contentsOf: folder, threads: threads)
            #expect(try other.embed(texts) == expected)
            #expect(try await other.embed(texts, as: .query) == expected)
            #expect(other.identity == encoder.identity)
        }
    }

    @Test func manyTasksAtOnceGetTheirOwnVectors() async throws {
        guard let encoder = try Self.loaded.get() else { return }
        let texts = Array(try Self.texts().prefix(24))
        let expected = try encoder.embed(texts, batchSize: 1)
        try await withThrowingTaskGroup(of: (Int, Matrix).self) { group in
            for (row, text) in texts.enumerated() {
                group.addTask { (row, try await encoder.embed([text], as: .query)) }
            }
            for try await (row, vector) in group { #expect(vector[row: 0].elementsEqual(expected[row: row])) }
        }
    }

    @Test func noTextsGiveNoRows() async throws {
        guard let encoder = try Self.loaded.get() else { return }
        let none = try await encoder.embed([], as: .passage)
        #expect(none.rows == 0 && none.columns == 384)
        #expect(try encoder.embed([]) == none)
        #expect(throws: ModelError.self) { try encoder.embed(["a"], batchSize: 0) }
    }

    @Test func cancellingEndsTheCallSoon() async throws {
        guard let encoder = try Self.loaded.get() else { return }
        let texts = [String](repeating: String(repeating: "a long text of many words ", count: 60), count: 2000)
        let task = Task { try await encoder.embed(texts, as: .passage) }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // Uncancelled it would take over a minute.
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
