import Foundation
package import VectorCore

/// Vectors and ids in the file formats of the field, told apart by the name's ending.
///
/// Read by the library's ``VectorFile``; of what that takes, what makes no sense to measure is refused.
package enum StoredVectors {
    /// The vectors of a `.fvecs`, `.bvecs` or `.npy` file (float16, float32 or uint8), as 32-bit floats.
    ///
    /// - Throws: ``VectorFileError`` for a file that is missing, of another kind, of a length that its header does not
    ///   say, empty, or with a NaN or infinite component.
    package static func vectors(_ path: String) throws(VectorFileError) -> Matrix {
        let kind = (path as NSString).pathExtension.lowercased()
        guard kind != "ivecs" else {
            throw VectorFileError(path: path, reason: "an .ivecs file holds ids, not vectors")
        }
        let file = try open(path)
        guard [.float16, .float32, .uint8].contains(file.element) else {
            throw VectorFileError(
                path: path, reason: "its values are of type <\(file.element.rawValue); f2, f4 and u1 are measured")
        }
        // An array of one dimension is read as a column.
        guard kind != "npy" || file.columns > 1 else {
            throw VectorFileError(
                path: path,
                reason: "it has 1 dimensions, or one column; vectors are the rows of a two-dimensional array")
        }
        let matrix = try reading(path) { () throws(VectorIndexError) in try file.matrix(0..<file.rows) }
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
        let file = try open(path)
        let ids = try reading(path) { () throws(VectorIndexError) in try file.ids(0..<file.rows) }
        return IDTable(rows: file.rows, columns: file.columns, values: ids.map { Int32(truncatingIfNeeded: $0) })
    }

    /// Refuses a file of nothing, and what cannot fit before it is allocated.
    private static func open(_ path: String) throws(VectorFileError) -> VectorFile {
        let file = try reading(path) { () throws(VectorIndexError) in try VectorFile(URL(fileURLWithPath: path)) }
        guard file.rows > 0 else { throw VectorFileError(path: path, reason: "it holds no vectors") }
        let memory = ProcessInfo.processInfo.physicalMemory
        guard UInt64(file.rows) <= memory / 4 / UInt64(file.columns) else {
            throw VectorFileError(
                path: path,
                reason: "its \(file.rows) × \(file.columns) values take more than this machine's \(memory >> 20) MiB")
        }
        return file
    }

    private static func reading<Result>(
        _ path: String, _ read: () throws(VectorIndexError) -> Result
    ) throws(VectorFileError) -> Result {
        do {
            return try read()
        } catch {
            throw VectorFileError(path: path, reason: error.description)
        }
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
