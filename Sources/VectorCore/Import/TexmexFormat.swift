/// `.fvecs`, `.bvecs` and `.ivecs`: every row is its length as a little-endian Int32, then its components.
///
/// - Source: corpus-texmex.irisa.fr, "File formats".
enum TexmexFormat {
    private static let lengthBytes = 4

    static func rows(_ file: ImportedFile, of element: VectorFile.Element) throws(VectorIndexError) -> ImportedRows {
        guard file.length >= lengthBytes else { throw .malformed(file.path, "it has only \(file.length) bytes") }
        let columns = Int(file.number(Int32.self, at: 0))
        guard (1...InputChecks.largestDimension).contains(columns) else {
            throw .malformed(
                file.path,
                "its first row says it has \(columns) components; 1 to \(InputChecks.largestDimension) are possible")
        }
        let stride = lengthBytes + columns * element.bytes
        guard file.length % stride == 0 else {
            throw .malformed(
                file.path,
                "its \(file.length) bytes are no multiple of a row's \(stride); it is cut short or of another kind"
            )
        }
        return ImportedRows(
            file: file, element: element, rows: file.length / stride, columns: columns, start: lengthBytes,
            stride: stride)
    }

    /// Makes sure that rows have the length of the first.
    static func check(_ range: Range<Int>, of content: ImportedRows) throws(VectorIndexError) {
        for row in range {
            let columns = content.file.number(Int32.self, at: row * content.stride)
            guard columns == content.columns else {
                throw .malformed(
                    content.file.path, "row \(row) says it has \(columns) components, the first row \(content.columns)")
            }
        }
    }
}
