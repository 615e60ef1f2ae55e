extension SegmentedRows {
    /// Writes the first rows as one section, as they lie in memory.
    func write(_ count: Int, section: String, to writer: inout IndexFileWriter) throws(VectorIndexError) {
        try writer.begin(section, bytes: bytes(rows: count))
        var row = 0
        while row < count {
            let rows = run(from: row, to: count)
            // SAFETY: a run lies within one segment.
            let bytes = unsafe UnsafeRawBufferPointer(start: self[row], count: bytes(rows: rows))
            try writer.append(unsafe RawSpan(_unsafeBytes: bytes))
            row += rows
        }
        writer.end()
    }

    /// Takes the first rows from a section, which must hold exactly these: mapped where that can be done, else read.
    ///
    /// - Parameters:
    ///   - isRead: Whether rows that could be mapped are read into memory that lies on huge pages, where a walk over them is
    ///     faster. They are checked as mapped ones are.
    ///   - meaning: Says what is wrong with rows, if anything is.
    /// - Returns: The checks of mapped rows, which have not been made but are registered with the reader's; nil for rows that
    ///   were read, for these have been checked.
    @discardableResult
    func open(
        _ count: Int, section name: String, from reader: IndexFileReader, isRead: Bool = false,
        meaning: @escaping SectionChecks.Meaning
    ) throws(VectorIndexError) -> SectionChecks? {
        let (needed, overflow) = count.multipliedReportingOverflow(by: width * MemoryLayout<Element>.stride)
        guard !overflow, try reader.length(of: name) == needed else {
            throw .damaged(reader.path, "its section \(name) does not hold \(count) rows of \(width)")
        }
        let base = try unsafe map(count, isRead: isRead) { (base) throws(VectorIndexError) in
            try unsafe isRead ? reader.read(name, to: base) : reader.map(name, over: base)
        }
        if let base = unsafe base {
            // SAFETY: the rows live as long as the index, and so longer than whoever asks the checks.
            let checks = unsafe SectionChecks(
                try reader.section(name), at: base, rowBytes: bytes(rows: 1), of: reader.checks, meaning: meaning)
            reader.checks.add(checks)
            return checks
        }
        try read(count, section: name, from: reader)
        if let broken = meaning(0..<count) { throw .damaged(reader.path, broken) }
        return nil
    }

    private func read(_ count: Int, section: String, from reader: IndexFileReader) throws(VectorIndexError) {
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
