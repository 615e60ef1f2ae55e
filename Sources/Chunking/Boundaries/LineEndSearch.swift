/// Searches for the ends of lines.
enum LineEndSearch {
    /// Where the first LF or CR is in a range; its end if there is none.
    static func first(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        let raw = bytes.bytes
        var i = start
        while i &+ ByteWord.size <= end {
            let mask = mask(raw, at: i)
            if mask != 0 { return i &+ ByteWord.first(mask) }
            i &+= ByteWord.size
        }
        while i < end, !Whitespace.isLineEnd(bytes[i]) { i &+= 1 }
        return i
    }

    /// Behind the last LF or CR in a range; its beginning if there is none.
    static func end(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        let raw = bytes.bytes
        var i = end
        while i &- ByteWord.size >= start {
            let mask = mask(raw, at: i &- ByteWord.size)
            if mask != 0 { return i &- ByteWord.size &+ ByteWord.last(mask) &+ 1 }
            i &-= ByteWord.size
        }
        while i > start, !Whitespace.isLineEnd(bytes[i &- 1]) { i &-= 1 }
        return i
    }

    @inline(__always)
    private static func mask(_ bytes: RawSpan, at position: Int) -> UInt64 {
        let word = ByteWord(bytes, at: position)
        return word.equal(to: 0x0A) | word.equal(to: 0x0D)
    }
}
