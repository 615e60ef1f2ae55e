/// Lines end with LF, CR LF or CR.
enum SourceLine {
    /// Where the line that holds `lower` ends, its line end left out.
    static func end(in bytes: [UInt8], from lower: Int) -> Int {
        LineEndSearch.first(in: bytes.span, from: lower, to: bytes.count)
    }

    /// Where the next line begins, given where this one ends.
    static func next(in bytes: [UInt8], after end: Int) -> Int {
        if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { return end + 2 }
        return min(end + 1, bytes.count)
    }
}
