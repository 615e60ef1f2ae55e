#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Vectors, or ids, that another program has written: an `.npy`, `.fvecs`, `.bvecs` or `.ivecs` file, told apart by the name's
/// ending.
///
/// The file is mapped and not read: rows are converted as they are asked for, so that a file may be larger than memory. It must
/// not be shortened meanwhile.
///
///     let file = try VectorFile(URL(fileURLWithPath: "base.fvecs"))
///     let index = try HNSWIndex(dimension: file.columns, metric: .squaredL2)
///     try index.add(contentsOf: file, ids: 0..., threads: 4)
///
/// Of `.npy` (versions 1 to 3) little-endian arrays of one or two dimensions in row-major order are read, one of one dimension
/// as a column. The rows of the others are their length as a 32-bit integer and then that many floats, bytes or 32-bit
/// integers.
public struct VectorFile: Sendable {
    /// The type of a file's numbers, by NumPy's name.
    public enum Element: String, Sendable, Hashable, CaseIterable {
        case float16 = "f2"
        case float32 = "f4"
        /// Rounded to 32 bits where it is read as a float.
        case float64 = "f8"
        case uint8 = "u1"
        case int8 = "i1"
        case int32 = "i4"
        case int64 = "i8"
    }

    /// How many there are; 0 or more.
    public var rows: Int { content.rows }
    /// Numbers in each row; 1 to 65,536.
    public var columns: Int { content.columns }
    public var element: Element { content.element }

    private let content: ImportedRows
    /// Whether each row begins with its length.
    private let hasLengths: Bool

    /// Maps a file and checks that its length is what its header, or its first row, says.
    ///
    /// - Throws: ``VectorIndexError`` for a file that is missing, of a kind that is not read, or malformed.
    public init(_ file: URL) throws(VectorIndexError) {
        switch file.pathExtension.lowercased() {
        case "npy": content = try NumPyFormat.rows(ImportedFile(file.path))
        case "fvecs": content = try TexmexFormat.rows(ImportedFile(file.path), of: .float32)
        case "bvecs": content = try TexmexFormat.rows(ImportedFile(file.path), of: .uint8)
        case "ivecs": content = try TexmexFormat.rows(ImportedFile(file.path), of: .int32)
        default: throw .unsupported(file.path, "its name must end in .npy, .fvecs, .bvecs or .ivecs to say what it is")
        }
        hasLengths = file.pathExtension.lowercased() != "npy"
    }

    /// Some of the rows as vectors of 32-bit floats.
    ///
    /// Shape: (range.count, columns).
    /// - Parameter range: Rows, within 0 ..< ``rows``.
    /// - Throws: ``VectorIndexError`` for rows of differing length. Components may be any number, finite or not.
    public func matrix(_ range: Range<Int>) throws(VectorIndexError) -> Matrix {
        try check(range)
        return Matrix(rows: range.count, columns: columns, values: content.floats(range))
    }

    /// Some of the rows as ids, one row after the other.
    ///
    /// Shape: (range.count, columns), row-major.
    /// - Parameter range: Rows, within 0 ..< ``rows``.
    /// - Throws: ``VectorIndexError`` for a file of floats, and for rows of differing length.
    public func ids(_ range: Range<Int>) throws(VectorIndexError) -> [Int64] {
        guard ![.float16, .float32, .float64].contains(element) else {
            throw .unsupported(content.file.path, "it holds floats (\(element.rawValue)), which are no ids")
        }
        try check(range)
        return content.integers(range)
    }

    /// Gives the memory of rows back that have been read.
    func forget(_ range: Range<Int>) { content.file.forget(content.bytes(of: range)) }

    private func check(_ range: Range<Int>) throws(VectorIndexError) {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        if hasLengths { try TexmexFormat.check(range, of: content) }
    }
}

extension VectorFile.Element {
    var bytes: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .float16: 2
        default: 1
        }
    }
}
