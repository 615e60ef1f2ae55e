import UnicodeForms

extension CleansingText {
    /// Visits the scalars that are not ASCII, with their places.
    @inline(__always)
    func forEachWideScalar(_ visit: (UInt32, Range<Int>) -> Void) {
        var i = range.lowerBound
        while i < range.upperBound {
            if bytes[i] < 0x80 {
                i += 1
                continue
            }
            let (value, length) = UTF8Scalar.decode(bytes, at: i)
            visit(value, i..<i + length)
            i += length
        }
    }

    /// The scalar at a position and where the next begins; nil at the end.
    @inline(__always)
    func scalar(at position: Int) -> (value: UInt32, end: Int)? {
        guard position < range.upperBound else { return nil }
        let (value, length) = UTF8Scalar.decode(bytes, at: position)
        return (value, position + length)
    }

    /// The scalar before a position and where it begins; nil at the beginning.
    @inline(__always)
    func scalar(before position: Int) -> (value: UInt32, start: Int)? {
        guard position > range.lowerBound else { return nil }
        var i = position - 1
        while i > range.lowerBound, bytes[i] & 0xC0 == 0x80 { i -= 1 }
        return (UTF8Scalar.decode(bytes, at: i).value, i)
    }
}

/// Classes of scalars that cleansing steps share.
enum ContentScalar {
    /// A line's end of one scalar: LF, CR, the next-line control, the line and paragraph separators, and VT and FF.
    @inline(__always)
    static func endsLine(_ value: UInt32) -> Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// A blank within a line, of whatever width.
    @inline(__always)
    static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// A hyphen that may break a word over two lines.
    static func isHyphen(_ value: UInt32) -> Bool {
        value == 0x2D || value == 0x2010 || value == 0xAD
    }
}
