/// Where rows of numbers lie in a file: each at the same distance from the one before.
struct ImportedRows: Sendable {
    let file: ImportedFile
    let element: VectorFile.Element
    let rows: Int
    let columns: Int
    /// Bytes before the first row's numbers.
    let start: Int
    /// Bytes from one row's numbers to the next row's.
    let stride: Int

    var rowBytes: Int { columns * element.bytes }

    /// The bytes that a range of rows lies in.
    func bytes(of range: Range<Int>) -> Range<Int> {
        range.isEmpty
            ? start..<start : start + range.lowerBound * stride..<start + (range.upperBound - 1) * stride + rowBytes
    }

    /// Rows as floats.
    ///
    /// Shape: (range.count, columns), row-major.
    func floats(_ range: Range<Int>) -> [Float] {
        switch element {
        case .float32: values(range, of: UInt32.self) { Float(bitPattern: $0) }
        case .float64: values(range, of: UInt64.self) { Float(Double(bitPattern: $0)) }
        case .float16: values(range, of: UInt16.self) { Self.single(half: $0) }
        case .uint8: values(range, of: UInt8.self) { Float($0) }
        case .int8: values(range, of: Int8.self) { Float($0) }
        case .int32: values(range, of: Int32.self) { Float($0) }
        case .int64: values(range, of: Int64.self) { Float($0) }
        }
    }

    /// Rows as integers; of floats, none.
    func integers(_ range: Range<Int>) -> [Int64] {
        switch element {
        case .uint8: values(range, of: UInt8.self) { Int64($0) }
        case .int8: values(range, of: Int8.self) { Int64($0) }
        case .int32: values(range, of: Int32.self) { Int64($0) }
        case .int64: values(range, of: Int64.self) { $0 }
        case .float16, .float32, .float64: []
        }
    }

    /// One value for each number of the rows.
    @inline(__always)
    private func values<Number: FixedWidthInteger & BitwiseCopyable, Value: BitwiseCopyable>(
        _ range: Range<Int>, of _: Number.Type, _ value: (Number) -> Value
    ) -> [Value] {
        file.withBytes(bytes(of: range)) { span in
            // SAFETY: the bytes reach from the first of the rows to the end of the last, any bits are a number, and the array
            // has a place for each.
            unsafe span.withUnsafeBytes { bytes in
                unsafe [Value](unsafeUninitializedCapacity: range.count * columns) { target, count in
                    for row in 0..<range.count {
                        for column in 0..<columns {
                            let offset = row * stride + column * MemoryLayout<Number>.size
                            let number = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
                            unsafe target.initializeElement(
                                at: row * columns + column, to: value(Number(littleEndian: number)))
                        }
                    }
                    count = range.count * columns
                }
            }
        }
    }

    /// The value of a 16-bit float's bits, exactly. By hand, since `Float16` is not there on every Mac.
    private static func single(half bits: UInt16) -> Float {
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
