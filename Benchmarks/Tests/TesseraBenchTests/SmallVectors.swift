import Foundation
import TestFolder
import VectorCore
import VectorFiles

/// Vectors without pattern in files of a new folder, and the arguments that name them.
enum SmallVectors {
    static func arguments(_ command: String, rows: Int, queries: Int, seed: UInt32) throws -> [String] {
        var state = seed
        func matrix(_ rows: Int) -> Matrix {
            let values = (0..<rows * 8).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return Float(state >> 8) / Float(1 << 24) - 0.5
            }
            return Matrix(rows: rows, columns: 8, values: values)
        }
        let folder = try TestFolder.make()
        try StoredVectors.write(matrix(rows), to: folder.path + "/base.npy")
        try StoredVectors.write(matrix(queries), to: folder.path + "/queries.npy")
        return [command, "--base", folder.path + "/base.npy", "--queries", folder.path + "/queries.npy"]
    }
}
