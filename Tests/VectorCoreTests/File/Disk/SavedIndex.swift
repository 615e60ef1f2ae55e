import Foundation
import TestSupport
import VectorCore

/// An index with a version in it, and all that it must give when it is opened again.
struct SavedIndex {
    /// Everything that an index says, as far as tests ask.
    struct Content: Hashable {
        var metadata: [String: String]
        var ids: [Int64]
        var vectors: [[Float]?]
        var found: [[Neighbor]]

        init(_ index: any VectorIndex, metadata: [String: String]? = nil) throws {
            var random = SeededGenerator(seed: 17)
            self.metadata = metadata ?? index.metadata
            ids = index.ids
            vectors = index.ids.map { index.vector(for: $0) }
            found = try (0..<3).map { _ in try index.search(random.vector(index.dimension), k: 5) }
        }
    }

    static let path = "/disk/index"

    let version: Int
    let index: any VectorIndex
    let content: Content

    /// Vectors under 1 to the count and one under the version's negative, some removed.
    init(_ kind: IndexUnderTest, version: Int, count: Int = 24, dimension: Int = 3) throws {
        self.version = version
        var random = SeededGenerator(seed: UInt64(version))
        index = try kind.make(dimension, .squaredL2)
        try index.add(random.matrix(count, dimension), ids: (1...Int64(count)).map { $0 })
        try index.add(random.matrix(1, dimension), ids: [-Int64(version)])
        index.remove([2, 3, 5])
        // What is opened again: a graph may answer otherwise than before it was saved, if little.
        let disk = MemoryDisk()
        try index.save(to: Self.path, version: version, on: disk)
        content = try Content(IndexFile.open(URL(fileURLWithPath: Self.path), fileSystem: disk))
    }

    /// A disk that holds nothing but this, durably.
    func file() throws -> [UInt8] {
        let disk = MemoryDisk()
        try index.save(to: Self.path, version: version, on: disk)
        return disk.files[Self.path] ?? []
    }
}
