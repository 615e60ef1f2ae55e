extension SegmentedRows {
    /// Writes the first rows as one section, as they lie in memory.
    func write(_ count: Int, section: String, to writer: inout IndexFileWriter) throws(VectorIndexError) {
        writer.begin(section)
        var row = 0
        while row < count {
            let rows = run(from: row, to: count)
            // SAFETY: a run lies within one segment.
            let bytes = unsafe UnsafeRawBufferPointer(start: self[row], count: bytes(rows: rows))
            try writer.append(unsafe RawSpan(_unsafeBytes: bytes))
            row += rows
        }
        try writer.end()
    }

    /// Fills the first rows from a section, which must hold exactly these.
    func read(_ count: Int, section: String, from reader: IndexFileReader) throws(VectorIndexError) {
        let (needed, overflow) = count.multipliedReportingOverflow(by: width * MemoryLayout<Element>.stride)
        guard !overflow, try reader.length(of: section) == needed else {
            throw .damaged(reader.path, "its section \(section) does not hold \(count) rows of \(width)")
        }
        try reserve(count)
        var stream = try reader.stream(section)
        var row = 0
        while row < count {
            let rows = run(from: row, to: count)
            // SAFETY: a run lies within one segment, and any bits are an element.
            let bytes = unsafe UnsafeMutableRawBufferPointer(start: self[row], count: bytes(rows: rows))
            var target = unsafe MutableRawSpan(_unsafeBytes: bytes)
            try stream.read(into: &target)
            row += rows
        }
        try stream.finish()
    }
}
