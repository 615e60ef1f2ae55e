import ModelServing
import TestSupport
import Testing
import VectorCore

struct CustomEmbeddingModelTests {
    private static let identity = EmbeddingModelIdentity(
        name: "custom", version: "1", dimension: 2, isNormalized: false)

    @Test func theClosureGetsTextsAndRole() async throws {
        let model = CustomEmbeddingModel(identity: Self.identity) { texts, role in
            try Matrix(texts.map { [Float($0.utf8.count), role == .query ? 1 : 0] })
        }
        #expect(try await model.embed(["a", "bc"], as: .query).values == [1, 1, 2, 1])
        #expect(try await model.embed(["a"], as: .passage).values == [1, 0])
        #expect(try await model.embed([], as: .passage).isEmpty)
    }

    @Test func aMatrixOfAnotherShapeIsRefused() async throws {
        let short = CustomEmbeddingModel(identity: Self.identity) { _, _ in Matrix(rows: 1, columns: 2, values: [1, 2])
        }
        await #expect(throws: ModelError.self) { try await short.embed(["a", "b"], as: .query) }
        let narrow = CustomEmbeddingModel(identity: Self.identity) { _, _ in Matrix(rows: 1, columns: 1, values: [1]) }
        await #expect(throws: ModelError.self) { try await narrow.embed(["a"], as: .query) }
    }

    @Test func theHashingModelPutsTextsWithCommonWordsNear() async throws {
        let model = HashingEmbeddingModel(dimension: 128)
        let vectors = try await model.embed(
            ["The red fox sleeps.", "a red fox", "quantum field theory", "", "赤い狐"], as: .passage)
        func product(_ a: Int, _ b: Int) -> Float {
            zip(vectors[row: a], vectors[row: b]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        #expect(product(0, 1) > product(0, 2) + 0.2)
        for row in 0..<5 { #expect(abs(product(row, row) - 1) < 1e-5) }
        #expect(model.callCount == 1 && model.embeddedTexts.count == 5)
        model.fail(with: ModelError(.unreachable, "down"), after: 1)
        _ = try await model.embed(["a"], as: .query)
        await #expect(throws: ModelError.self) { try await model.embed(["b"], as: .query) }
        #expect(model.callCount == 3 && model.embeddedTexts.count == 6)
    }
}
