/// `.npy`: a magic string, a version, a header that describes the array, and its values.
///
/// - Source: numpy.lib.format, versions 1.0 to 3.0.
enum NumPyFormat {
    /// Why a header is refused.
    struct Refusal: Error {
        let reason: String
        init(_ reason: String) { self.reason = reason }
    }

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// NumPy's own headers are some hundred bytes.
    private static let longestHeader = 1 << 20

    static func rows(_ file: ImportedFile) throws(VectorIndexError) -> ImportedRows {
        let (text, start) = try header(file)
        let (element, rows, columns) = try shape(text, of: file)
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        let (size, sizeOverflow) = count.multipliedReportingOverflow(by: element.bytes)
        guard !overflow, !sizeOverflow, size == file.length - start else {
            throw .malformed(
                file.path,
                "its header says \(rows) × \(columns) values of \(element.bytes) bytes, but \(file.length - start) bytes follow"
            )
        }
        return ImportedRows(
            file: file, element: element, rows: rows, columns: columns, start: start, stride: columns * element.bytes)
    }

    /// The header's text and where the values start.
    private static func header(_ file: ImportedFile) throws(VectorIndexError) -> (String, start: Int) {
        let versionAt = magic.count
        guard file.length >= versionAt + 6, magic.indices.allSatisfy({ file.number(UInt8.self, at: $0) == magic[$0] })
        else { throw .malformed(file.path, "it is not an .npy file") }
        let version = file.number(UInt8.self, at: versionAt)
        let length: Int
        let textAt: Int
        switch version {
        case 1: (length, textAt) = (Int(file.number(UInt16.self, at: versionAt + 2)), versionAt + 4)
        case 2, 3: (length, textAt) = (Int(file.number(UInt32.self, at: versionAt + 2)), versionAt + 6)
        default: throw .unsupported(file.path, "it is of .npy version \(version); 1 to 3 are read")
        }
        guard length <= longestHeader, length <= file.length - textAt else {
            throw .malformed(file.path, "its header claims \(length) bytes")
        }
        let bytes = (textAt..<textAt + length).map { file.number(UInt8.self, at: $0) }
        return (String(decoding: bytes, as: UTF8.self), textAt + length)
    }

    private static func shape(
        _ text: String, of file: ImportedFile
    ) throws(VectorIndexError) -> (VectorFile.Element, rows: Int, columns: Int) {
        let fields: [String: NumPyLiteral.Value]
        do {
            var parser = NumPyLiteral(text)
            fields = try parser.dictionary()
        } catch {
            throw .malformed(file.path, error.reason)
        }
        guard case .text(let type)? = fields["descr"], case .flag(let fortran)? = fields["fortran_order"],
            case .numbers(let shape)? = fields["shape"]
        else { throw .malformed(file.path, "its header does not say type, order and shape") }
        guard let element = VectorFile.Element(rawValue: String(type.drop { $0 == "<" || $0 == "|" || $0 == "=" }))
        else {
            let known = VectorFile.Element.allCases.map(\.rawValue).joined(separator: ", ")
            throw .unsupported(file.path, "its values are of type \(type); \(known) are read, little-endian")
        }
        guard !fortran else {
            throw .unsupported(file.path, "it is in Fortran order; save it with numpy.ascontiguousarray")
        }
        guard shape.count == 1 || shape.count == 2 else {
            throw .unsupported(
                file.path, "it has \(shape.count) dimensions; vectors are the rows of a two-dimensional array")
        }
        let columns = shape.count == 2 ? shape[1] : 1
        guard (1...InputChecks.largestDimension).contains(columns) else {
            throw .unsupported(
                file.path, "its rows have \(columns) components; 1 to \(InputChecks.largestDimension) are possible")
        }
        return (element, shape[0], columns)
    }
}
