import VectorCore

/// `.fvecs`, `.bvecs` and `.ivecs`: every row is its length as a little-endian Int32, then its components.
///
/// - Source: corpus-texmex.irisa.fr, "File formats".
enum TexmexFormat {
    static func floats(_ file: InputFile) throws(VectorFileError) -> Matrix {
        let shape = try Shape(file, componentBytes: 4)
        let bits: [UInt32] = try rows(file, shape) { bytes, at in
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        }
        return Matrix(rows: shape.rows, columns: shape.columns, values: bits.map(Float.init(bitPattern:)))
    }

    static func bytes(_ file: InputFile) throws(VectorFileError) -> Matrix {
        let shape = try Shape(file, componentBytes: 1)
        let values: [Float] = try rows(file, shape) { bytes, at in Float(bytes[at]) }
        return Matrix(rows: shape.rows, columns: shape.columns, values: values)
    }

    static func ids(_ file: InputFile) throws(VectorFileError) -> IDTable {
        let shape = try Shape(file, componentBytes: 4)
        let values: [Int32] = try rows(file, shape) { bytes, at in
            Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int32.self))
        }
        return IDTable(rows: shape.rows, columns: shape.columns, values: values)
    }

    /// What the first row's length and the file's size say together.
    private struct Shape {
        let rows: Int
        let columns: Int
        let componentBytes: Int
        var rowBytes: Int { 4 + columns * componentBytes }

        init(_ file: InputFile, componentBytes: Int) throws(VectorFileError) {
            guard file.size > 0 else { throw file.refuse("it is empty") }
            let header = try file.bytes(at: 0, count: 4)
            let columns = Int(header.withUnsafeBytes { Int32(littleEndian: $0.loadUnaligned(as: Int32.self)) })
            guard (1...StoredVectors.largestDimension).contains(columns) else {
                throw file.refuse(
                    "its first row says it has \(columns) components; 1 to \(StoredVectors.largestDimension) are possible"
                )
            }
            self.columns = columns
            self.componentBytes = componentBytes
            let rowBytes = 4 + columns * componentBytes
            guard file.size % rowBytes == 0 else {
                throw file.refuse(
                    "its \(file.size) bytes are no multiple of a row's \(rowBytes); it is truncated or of another kind")
            }
            rows = file.size / rowBytes
        }
    }

    /// All components, each row's length checked, read some megabytes at a time.
    private static func rows<Component>(
        _ file: InputFile, _ shape: Shape, _ component: (UnsafeRawBufferPointer, Int) -> Component
    ) throws(VectorFileError) -> [Component] {
        try file.checkFits(values: shape.rows * shape.columns, bytesEach: MemoryLayout<Component>.stride)
        var values: [Component] = []
        values.reserveCapacity(shape.rows * shape.columns)
        let rowsPerBlock = max(1, (4 << 20) / shape.rowBytes)
        for first in stride(from: 0, to: shape.rows, by: rowsPerBlock) {
            let many = min(rowsPerBlock, shape.rows - first)
            let block = try file.bytes(at: first * shape.rowBytes, count: many * shape.rowBytes)
            var liar: (row: Int, columns: Int)?
            block.withUnsafeBytes { bytes in
                for row in 0..<many {
                    let start = row * shape.rowBytes
                    let columns = Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self))
                    guard columns == shape.columns else {
                        liar = (first + row, Int(columns))
                        return
                    }
                    for column in 0..<shape.columns {
                        values.append(component(bytes, start + 4 + column * shape.componentBytes))
                    }
                }
            }
            if let liar {
                throw file.refuse(
                    "row \(liar.row) says it has \(liar.columns) components, the first row \(shape.columns)")
            }
        }
        return values
    }
}
