import Foundation
package import VectorCore

/// Vectors and ids in the file formats of the field, told apart by the name's ending.
package enum StoredVectors {
    /// Components per vector that are taken; an index takes no more.
    static let largestDimension = 65_536

    /// The vectors of a `.fvecs`, `.bvecs` or `.npy` file (float16, float32 or uint8), as 32-bit floats.
    ///
    /// - Throws: ``VectorFileError`` for a file that is missing, of another kind, of a length that its header does not
    ///   say, empty, or with a NaN or infinite component.
    package static func vectors(_ path: String) throws(VectorFileError) -> Matrix {
        let matrix =
            switch (path as NSString).pathExtension.lowercased() {
            case "fvecs": try TexmexFormat.floats(InputFile(path))
            case "bvecs": try TexmexFormat.bytes(InputFile(path))
            case "npy": try NumPyFormat.matrix(InputFile(path))
            case "ivecs": throw VectorFileError(path: path, reason: "an .ivecs file holds ids, not vectors")
            default:
                throw VectorFileError(
                    path: path, reason: "its name must end in .fvecs, .bvecs or .npy to say what it is")
            }
        // A sum is finite unless a component is not, or thousands of huge ones overflow, which the second look tells.
        for row in 0..<matrix.rows where !matrix[row: row].reduce(0, +).isFinite {
            if let column = matrix[row: row].firstIndex(where: { !$0.isFinite }) {
                throw VectorFileError(
                    path: path,
                    reason: "component \(column - row * matrix.columns) of vector \(row) is not a finite number")
            }
        }
        return matrix
    }

    /// The ids of an `.ivecs` file.
    package static func ids(_ path: String) throws(VectorFileError) -> IDTable {
        guard (path as NSString).pathExtension.lowercased() == "ivecs" else {
            throw VectorFileError(path: path, reason: "its name must end in .ivecs to say what it is")
        }
        return try TexmexFormat.ids(InputFile(path))
    }
}

/// Ids as rows of equal length.
///
/// Shape: (rows, columns), row-major.
package struct IDTable: Equatable {
    package let rows: Int
    package let columns: Int
    package let values: [Int32]

    package init(rows: Int, columns: Int, values: [Int32]) {
        precondition(values.count == rows * columns, "\(values.count) values do not fill \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    package subscript(row row: Int) -> ArraySlice<Int32> { values[row * columns..<(row + 1) * columns] }
}
