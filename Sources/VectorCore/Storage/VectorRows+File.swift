extension VectorRows {
    static var fileSection: String { "vectors" }

    /// Writes the first rows as they lie in memory, padding included.
    func write(_ count: Int, to writer: inout IndexFileWriter) throws(VectorIndexError) {
        writer.begin(Self.fileSection)
        var slot = 0
        while slot < count {
            let rows = run(from: slot, to: count)
            // SAFETY: a run lies within one segment.
            let run = unsafe UnsafeRawBufferPointer(start: address(slot), count: bytes(rows: rows))
            try writer.append(unsafe RawSpan(_unsafeBytes: run))
            slot += rows
        }
        try writer.end()
    }

    /// Reads rows and makes sure that each component is finite and the padding zero.
    mutating func read(_ count: Int, from reader: IndexFileReader) throws(VectorIndexError) {
        let (needed, overflow) = count.multipliedReportingOverflow(by: stride * MemoryLayout<Float>.stride)
        guard !overflow, try reader.length(of: Self.fileSection) == needed else {
            throw .damaged(reader.path, "its vectors are not \(count) rows of dimension \(dimension)")
        }
        try reserve(count)
        var stream = try reader.stream(Self.fileSection)
        var slot = 0
        while slot < count {
            let rows = run(from: slot, to: count)
            // SAFETY: a run lies within one segment.
            let run = unsafe UnsafeMutableRawBufferPointer(start: mutableAddress(slot), count: bytes(rows: rows))
            var target = unsafe MutableRawSpan(_unsafeBytes: run)
            try stream.read(into: &target)
            slot += rows
        }
        try stream.finish()
        for slot in 0..<count where !isSound(slot) {
            throw .damaged(reader.path, "the vector in slot \(slot) is not finite, or not padded with zeros")
        }
    }

    private func isSound(_ slot: Int) -> Bool {
        // SAFETY: reads the row's `stride` floats.
        let row = unsafe UnsafeBufferPointer(start: address(slot), count: stride)
        var magnitude: UInt32 = 0
        for index in 0..<dimension { magnitude = unsafe max(magnitude, row[index].bitPattern & 0x7FFF_FFFF) }
        var padding: UInt32 = 0
        for index in dimension..<stride { padding |= unsafe row[index].bitPattern }
        return magnitude < Float.infinity.bitPattern && padding == 0
    }
}
