import Foundation
import TestSupport
import Testing
import VectorCore

/// Files that hnswlib 0.8.0 itself has made (`Scripts/make-hnswlib-fixtures.py`), whole and damaged.
struct HNSWLibTests {
    /// What the script computed.
    private static func vector(_ row: Int) -> [Float] {
        (0..<8).map { column in Float((31 * row * row + 17 * column + 7 * row * column) % 211 - 105) / 8 }
    }

    private static let deleted: Set<Int64> = [1003, 1300]

    private func fixture(_ metric: Metric) throws -> URL {
        try #require(
            Bundle.module.url(forResource: "Fixtures/hnswlib-\(metric.rawValue).bin", withExtension: nil))
    }

    @Test(arguments: Metric.allCases)
    func vectorsComeUnderTheirLabelsWithoutTheDeletedOnes(metric: Metric) throws {
        let index = try HNSWIndex.importing(hnswlib: fixture(metric), dimension: 8, metric: metric, threads: 2)
        let ids = (0..<200).map { Int64($0) * 3 + 1000 }.filter { !Self.deleted.contains($0) }
        #expect(index.ids == ids && index.metric == metric && index.dimension == 8)
        #expect(index.parameters == HNSWParameters(m: 4, efConstruction: 40))
        #expect(index.brokenInvariant == nil)
        var oracle = OracleIndex(metric: metric)
        for id in ids {
            var expected = Self.vector(Int(id - 1000) / 3)
            oracle.vectors[id] = expected
            if metric == .cosine {
                let length = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
                expected = expected.map { $0 / length }
            }
            let stored = try #require(index.vector(for: id))
            #expect(zip(stored, expected).allSatisfy { abs($0 - $1) <= (metric == .cosine ? 1e-6 : 0) })
        }
        for row in stride(from: 0, to: 200, by: 7) {
            let found = try index.search(Self.vector(row), k: 5, options: SearchOptions(efSearch: 200))
            #expect(oracle.recall(found, oracle.nearest(Self.vector(row), k: 5)) == 1)
        }
    }

    @Test func otherParametersAndStorageAreTaken() throws {
        let index = try HNSWIndex.importing(
            hnswlib: fixture(.squaredL2), dimension: 8, metric: .squaredL2, parameters: HNSWParameters(m: 9),
            storage: VectorStorage(walk: .rabitq8, keep: .bfloat16))
        #expect(index.parameters.m == 9 && index.storage.keep == .bfloat16 && index.count == 198)
    }

    private func importing(_ content: Data, _ file: URL, dimension: Int = 8) throws -> HNSWIndex {
        try content.write(to: file)
        return try HNSWIndex.importing(hnswlib: file, dimension: dimension, metric: .squaredL2)
    }

    @Test func everyTruncationAddedByteAndWrongDimensionIsATypedError() throws {
        let whole = try Data(contentsOf: fixture(.squaredL2))
        let file = try TestData.temporaryFolder().appendingPathComponent("index.bin")
        func code(_ body: () throws -> Void) -> VectorIndexError.Code? {
            do { try body() } catch { return (error as? VectorIndexError)?.code }
            return nil
        }
        for length in 0..<whole.count {
            #expect(code { _ = try importing(whole.prefix(length), file) } == .fileMalformed, "\(length)")
        }
        #expect(code { _ = try importing(whole + [0], file) } == .fileMalformed)
        for dimension in [1, 7, 9, 65_536] {
            #expect(code { _ = try importing(whole, file, dimension: dimension) } == .dimensionMismatch)
        }
        #expect(code { _ = try importing(whole, file, dimension: 0) } == .invalidParameter)
        #expect(code { _ = try importing(Data(repeating: 0, count: 4096), file) } == .fileMalformed)
        try FileManager.default.removeItem(at: file)
        #expect(
            code { _ = try HNSWIndex.importing(hnswlib: file, dimension: 8, metric: .cosine) } == .fileNotFound)
    }

    @Test func everyChangedByteOfTheHeaderIsReadOrRefused() throws {
        let whole = try Data(contentsOf: fixture(.squaredL2))
        let file = try TestData.temporaryFolder().appendingPathComponent("index.bin")
        var refused = 0
        for position in 0..<96 {
            for change: UInt8 in [1, 0x10, 0x80, 0xFF] {
                var bytes = whole
                bytes[position] ^= change
                do {
                    #expect(try importing(bytes, file).count == 198)
                } catch {
                    #expect(error is VectorIndexError)
                    refused += 1
                }
            }
        }
        // Of 12 fields few may be anything: room, entry, distribution.
        #expect(refused > 200, "\(refused)")
    }

    @Test func linksThatCannotBeAreTypedErrors() throws {
        let whole = try Data(contentsOf: fixture(.squaredL2))
        let file = try TestData.temporaryFolder().appendingPathComponent("index.bin")
        // More links than there can be; bytes of upper links that are no whole layers, or more layers than there are.
        for (position, value) in [(96, UInt8(9)), (96 + 200 * 76, 3), (96 + 200 * 76, 20 * 5)] {
            var bytes = whole
            bytes[position] = value
            #expect { try importing(bytes, file) } throws: { ($0 as? VectorIndexError)?.code == .fileMalformed }
        }
        // The same label twice.
        var bytes = whole
        bytes.replaceSubrange(96 + 76 + 68..<96 + 76 + 76, with: bytes[96 + 68..<96 + 76])
        bytes[96 + 76 + 2] = 0
        #expect { try importing(bytes, file) } throws: { ($0 as? VectorIndexError)?.code == .duplicateID }
    }
}
