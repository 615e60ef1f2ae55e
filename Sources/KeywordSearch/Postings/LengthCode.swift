/// A document's length in a byte, rounded down: exact below 64, and else within a thirty-third.
///
/// Bounds of scores are made of these. A length that is taken for a smaller one gives a higher score, so that a bound stays one.
enum LengthCode {
    static func code(of length: UInt32) -> UInt8 {
        if length < 64 { return UInt8(length) }
        let exponent = 31 - length.leadingZeroBitCount - 5
        return UInt8(min(exponent * 32 + Int(length >> UInt32(exponent)), 255))
    }

    static func length(of code: UInt8) -> UInt32 {
        if code < 64 { return UInt32(code) }
        let exponent = UInt32(code) / 32 - 1
        return (UInt32(code) - exponent * 32) << exponent
    }
}
