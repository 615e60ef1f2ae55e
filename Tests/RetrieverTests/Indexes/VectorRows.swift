import Foundation
import Retriever
import TestSupport
import VectorCore

/// Vectors for tests: half of them uniform, half about a few centres, as real ones are.
enum VectorRows {
    static func vector(_ dimension: Int, using random: inout SeededGenerator) -> [Float] {
        var vector = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
        guard Bool.random(using: &random) else { return vector }
        var centre = SeededGenerator(seed: UInt64.random(in: 0..<12, using: &random))
        for place in vector.indices { vector[place] = vector[place] / 3 + Float.random(in: -1...1, using: &centre) }
        return vector
    }

    static func cosine(_ left: [Float], _ right: [Float]) -> Double {
        func product(_ x: [Float], _ y: [Float]) -> Double { zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        return product(left, right) / (product(left, left) * product(right, right)).squareRoot()
    }

    /// The keys of the `k` vectors of the largest cosines, best first.
    static func nearest<Key: Hashable>(_ query: [Float], k: Int, in vectors: [Key: [Float]]) -> [Key] {
        vectors.map { ($0.key, cosine(query, $0.value)) }.sorted { $0.1 > $1.1 }.prefix(k).map(\.0)
    }
}

/// A folder with a store that can be closed and opened again.
final class VectorStore {
    private let folder: URL
    private(set) var store: Store

    init() throws {
        folder = try TestData.temporaryFolder()
        store = try Store(at: folder)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func reopen() throws {
        try store.close()
        store = try Store(at: folder)
    }

    /// Another opening of the same folder, as another process would have.
    func another() throws -> Store { try Store(at: folder) }

    var indexFiles: [URL] {
        FileManager.default.enumerator(at: store.indexesFolder, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { !$0.pathExtension.isEmpty } ?? []
    }

    var indexFolders: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: store.indexesFolder.path).sorted()) ?? []
    }
}
