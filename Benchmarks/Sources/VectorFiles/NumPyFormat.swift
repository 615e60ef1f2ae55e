import VectorCore

/// `.npy`: a magic string, a version, a header that describes the array, and its values.
enum NumPyFormat {
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// NumPy's own headers are some hundred bytes.
    static let longestHeader = 1 << 20

    static func matrix(_ file: InputFile) throws(VectorFileError) -> Matrix {
        let (header, start) = try self.header(file)
        let (count, overflow) = header.rows.multipliedReportingOverflow(by: header.columns)
        let (size, sizeOverflow) = count.multipliedReportingOverflow(by: header.element.bytes)
        guard !overflow, !sizeOverflow, size == file.size - start else {
            throw file.refuse(
                "its header says \(header.rows) × \(header.columns) values of \(header.element.bytes) bytes, "
                    + "but \(file.size - start) bytes follow")
        }
        guard count > 0 else { throw file.refuse("it holds no vectors") }
        try file.checkFits(values: count, bytesEach: 4)

        var values: [Float] = []
        values.reserveCapacity(count)
        let block = 4 << 20  // a multiple of every element's size
        for offset in stride(from: 0, to: size, by: block) {
            let bytes = try file.bytes(at: start + offset, count: min(block, size - offset))
            bytes.withUnsafeBytes { append($0, header.element, to: &values) }
        }
        return Matrix(rows: header.rows, columns: header.columns, values: values)
    }

    /// The header and where the values start.
    static func header(_ file: InputFile) throws(VectorFileError) -> (NumPyHeader, Int) {
        guard file.size >= 10, try file.bytes(at: 0, count: 6) == magic else {
            throw file.refuse("it is not a .npy file")
        }
        let version = try file.bytes(at: 6, count: 2)
        let lengthBytes: Int
        switch version[0] {
        case 1: lengthBytes = 2
        case 2, 3: lengthBytes = 4
        default: throw file.refuse("it is of .npy version \(version[0]).\(version[1]); 1 to 3 can be read")
        }
        let length = try file.bytes(at: 8, count: lengthBytes).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= longestHeader else { throw file.refuse("its header claims \(length) bytes") }
        let start = 8 + lengthBytes + length
        let text = String(decoding: try file.bytes(at: 8 + lengthBytes, count: length), as: UTF8.self)
        do {
            return (try NumPyHeader(text), start)
        } catch {
            throw file.refuse(error.reason)
        }
    }

    private static func append(
        _ bytes: UnsafeRawBufferPointer, _ element: NumPyHeader.Element, to values: inout [Float]
    ) {
        switch element {
        case .uint8:
            for byte in bytes { values.append(Float(byte)) }
        case .float16:
            for at in stride(from: 0, to: bytes.count, by: 2) {
                values.append(
                    single(half: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self))))
            }
        case .float32:
            for at in stride(from: 0, to: bytes.count, by: 4) {
                values.append(
                    Float(
                        bitPattern: UInt32(
                            littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))))
            }
        }
    }

    /// The value of a 16-bit float's bits, exactly. By hand, since `Float16` is not there on every Mac.
    static func single(half bits: UInt16) -> Float {
        let magnitude = UInt32(bits & 0x7FFF)
        let sign: Float = bits & 0x8000 == 0 ? 1 : -1
        switch magnitude >> 10 {
        case 0: return sign * Float(magnitude) * 0x1p-24
        case 31: return magnitude & 0x3FF == 0 ? sign * .infinity : .nan
        // The same fraction, the exponent's bias raised from 15 to 127.
        default: return sign * Float(bitPattern: (magnitude << 13) + (112 << 23))
        }
    }
}
