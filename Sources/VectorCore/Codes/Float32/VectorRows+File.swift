extension VectorRows {
    static var fileSection: String { "vectors" }

    func write(_ count: Int, to writer: inout IndexFileWriter) throws(VectorIndexError) {
        try rows.write(count, section: Self.fileSection, to: &writer)
    }

    /// Reads rows and makes sure that each component is finite and the padding zero.
    func read(_ count: Int, from reader: IndexFileReader) throws(VectorIndexError) {
        try rows.read(count, section: Self.fileSection, from: reader)
        for slot in 0..<count where !isSound(slot) {
            throw .damaged(reader.path, "the vector in slot \(slot) is not finite, or not padded with zeros")
        }
    }

    func isSound(_ slot: Int) -> Bool {
        // SAFETY: reads the row's `stride` floats.
        let row = unsafe UnsafeBufferPointer(start: address(slot), count: stride)
        var magnitude: UInt32 = 0
        for index in 0..<dimension { magnitude = unsafe max(magnitude, row[index].bitPattern & 0x7FFF_FFFF) }
        var padding: UInt32 = 0
        for index in dimension..<stride { padding |= unsafe row[index].bitPattern }
        return magnitude < Float.infinity.bitPattern && padding == 0
    }
}
