extension VectorRows {
    static var fileSection: String { "vectors" }

    func write(_ count: Int, to writer: inout IndexFileWriter) throws(VectorIndexError) {
        try rows.write(count, section: Self.fileSection, to: &writer)
    }

    /// Opens rows whose components must be finite and their padding zero.
    func open(_ count: Int, from reader: IndexFileReader) throws(VectorIndexError) {
        // Not these rows themselves, whose memory goes with them and not with what checks it.
        let (addresses, dimension) = (rows.addresses, dimension)
        try rows.open(count, section: Self.fileSection, from: reader) { slots in
            let broken = slots.first { unsafe !Self.isSound(addresses[$0], dimension, stride: addresses.width) }
            return broken.map { "the vector in slot \($0) is not finite, or not padded with zeros" }
        }
    }

    /// Whether each component is finite and the padding zero.
    func isSound(_ slot: Int) -> Bool { unsafe Self.isSound(address(slot), dimension, stride: stride) }

    @unsafe
    private static func isSound(_ row: UnsafePointer<Float>, _ dimension: Int, stride: Int) -> Bool {
        // SAFETY: reads the row's `stride` floats. What is not finite has all bits of the exponent.
        let exponent = Float.infinity.bitPattern
        var infinite: UInt32 = 0
        for index in 0..<dimension { unsafe infinite |= row[index].bitPattern & exponent == exponent ? 1 : 0 }
        var padding: UInt32 = 0
        for index in dimension..<stride { padding |= unsafe row[index].bitPattern }
        return infinite | padding == 0
    }
}
