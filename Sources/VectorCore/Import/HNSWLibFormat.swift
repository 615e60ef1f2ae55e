/// What `saveIndex` of hnswlib 0.6.2 to 0.8 writes, as far as vectors and labels are concerned: a header of 96 bytes, for
/// each element a record (its links on the bottom layer, its vector and its label), and then for each element the links on its
/// upper layers, with their length in front.
///
/// Numbers are as a 64-bit little-endian machine has them in memory.
///
/// | Header, at | Bytes | |
/// |---|---|---|
/// | 0 | 8 | where links begin in a record: 0 |
/// | 8 | 8 | elements that there was room for |
/// | 16 | 8 | elements |
/// | 24 | 8 | bytes of a record |
/// | 32 | 8 | where its label is |
/// | 40 | 8 | where its vector is |
/// | 48 | 4 | highest layer; -1 for none |
/// | 52 | 4 | the element that a search begins at |
/// | 56 | 24 | links on an upper layer, on the bottom layer, and those that a new element makes |
/// | 80 | 8 | factor of the layers' distribution |
/// | 88 | 8 | efConstruction |
///
/// Links are a count of 2 bytes, two bytes of marks (the lowest bit: deleted), and places of 4 bytes for as many as there can be.
struct HNSWLibFormat {
    let vectors: ImportedRows
    /// Links that a new element makes, and candidates that are kept for it.
    let m: Int
    let efConstruction: Int
    private let labelOffset: Int

    private static let headerBytes = 96

    /// Checks each size against the others and against the file's length.
    ///
    /// - Parameter dimension: Components of its vectors, which the file does not say.
    init(_ file: ImportedFile, dimension: Int) throws(VectorIndexError) {
        guard file.length >= Self.headerBytes else {
            throw .malformed(file.path, "it has only \(file.length) bytes, less than a header's")
        }
        func size(at offset: Int) throws(VectorIndexError) -> Int {
            guard let size = Int(exactly: file.number(UInt64.self, at: offset)), size < 1 << 48 else {
                throw .malformed(file.path, "its header has a size at byte \(offset) that no file has")
            }
            return size
        }
        let (room, count, record) = (try size(at: 8), try size(at: 16), try size(at: 24))
        let (label, vector) = (try size(at: 32), try size(at: 40))
        let (upperLinks, bottomLinks) = (try size(at: 56), try size(at: 64))
        let links = Self.linkBytes(bottomLinks)
        guard try size(at: 0) == 0, bottomLinks < 1 << 16, upperLinks < 1 << 16, vector == links, label > vector,
            record == label + 8, count <= room
        else { throw .malformed(file.path, "the sizes in its header contradict one another; it is no file of hnswlib") }
        guard label - vector == dimension * VectorFile.Element.float32.bytes else {
            throw VectorIndexError(
                .dimensionMismatch,
                "\(file.path) holds vectors of \(label - vector) bytes, not \(dimension) floats")
        }
        guard count <= (file.length - Self.headerBytes) / record else {
            throw .malformed(file.path, "its header names \(count) elements of \(record) bytes, it has \(file.length)")
        }
        m = try size(at: 72)
        efConstruction = try size(at: 88)
        labelOffset = label - vector
        vectors = ImportedRows(
            file: file, element: .float32, rows: count, columns: dimension, start: Self.headerBytes + vector,
            stride: record)
        try checkLinks(bottomLinks: bottomLinks, upperLinks: upperLinks)
    }

    func isDeleted(_ row: Int) -> Bool { vectors.file.number(UInt8.self, at: record(row) + 2) & 1 != 0 }

    func label(_ row: Int) -> Int64 {
        vectors.file.number(Int64.self, at: vectors.start + row * vectors.stride + labelOffset)
    }

    /// Where a record begins.
    private func record(_ row: Int) -> Int { Self.headerBytes + row * vectors.stride }

    private static func linkBytes(_ count: Int) -> Int { 4 + 4 * count }

    /// Makes sure that there are no more links than there can be, and that those on upper layers end the file.
    private func checkLinks(bottomLinks: Int, upperLinks: Int) throws(VectorIndexError) {
        let file = vectors.file
        let topLayer = Int(file.number(Int32.self, at: 48))
        let entry = Int(file.number(UInt32.self, at: 52))
        guard vectors.rows == 0 ? topLayer == -1 : (0...1 << 10).contains(topLayer) && entry < vectors.rows else {
            throw .malformed(file.path, "a search would begin at element \(entry) on layer \(topLayer), which is none")
        }
        var position = record(vectors.rows)
        for row in 0..<vectors.rows {
            guard file.number(UInt16.self, at: record(row)) <= bottomLinks else {
                throw .malformed(file.path, "element \(row) has more links than \(bottomLinks)")
            }
            guard position <= file.length - 4 else { throw .malformed(file.path, "it ends within its links") }
            let length = Int(file.number(UInt32.self, at: position))
            let (layers, rest) = length.quotientAndRemainder(dividingBy: Self.linkBytes(upperLinks))
            guard rest == 0, layers <= topLayer, length <= file.length - position - 4 else {
                throw .malformed(file.path, "element \(row) has \(length) bytes of links on upper layers")
            }
            position += 4 + length
        }
        guard position == file.length else {
            throw .malformed(file.path, "\(file.length - position) bytes follow where it should end")
        }
    }
}
