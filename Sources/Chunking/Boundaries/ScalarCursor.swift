/// Reads the scalars of well-formed UTF-8 with their break properties, forwards and backwards.
///
/// Ill-formed bytes are read as something, never beyond the bounds; where boundaries lie in them is not defined.
struct ScalarCursor {
    let bytes: [UInt8]

    /// The scalar that begins at `position`, and where it ends.
    @inline(__always)
    func scalar(at position: Int, end: Int) -> (value: UInt32, end: Int) {
        let lead = bytes[position]
        if lead < 0x80 { return (UInt32(lead), position &+ 1) }
        if lead < 0xE0 {
            guard position + 1 < end else { return (0, end) }
            return (UInt32(lead & 0x1F) << 6 | continuation(position + 1), position &+ 2)
        }
        if lead < 0xF0 {
            guard position + 2 < end else { return (0, end) }
            return (
                UInt32(lead & 0x0F) << 12 | continuation(position + 1) << 6 | continuation(position + 2), position &+ 3
            )
        }
        guard position + 3 < end else { return (0, end) }
        let high = UInt32(lead & 0x07) << 18 | continuation(position + 1) << 12
        return (high | continuation(position + 2) << 6 | continuation(position + 3), position &+ 4)
    }

    @inline(__always)
    private func continuation(_ position: Int) -> UInt32 { UInt32(bytes[position] & 0x3F) }

    /// The properties of the scalar that begins at `position`, and where it ends.
    @inline(__always)
    func properties(at position: Int, end: Int) -> (properties: BreakProperties, end: Int) {
        let (value, next) = scalar(at: position, end: end)
        return (BreakProperties(scalar: value), next)
    }

    /// The properties of the scalar that ends at `position`, and where it begins.
    @inline(__always)
    func properties(before position: Int, floor: Int) -> (properties: BreakProperties, start: Int) {
        let start = scalarStart(before: position, floor: floor)
        return (BreakProperties(scalar: scalar(at: start, end: position).value), start)
    }

    @inline(__always)
    func scalarStart(before position: Int, floor: Int) -> Int {
        var i = max(position - 1, floor)
        while i > floor, bytes[i] & 0xC0 == 0x80 { i &-= 1 }
        return i
    }

    /// Whether a scalar begins at a position inside the text.
    @inline(__always)
    func isScalarStart(_ position: Int) -> Bool { bytes[position] & 0xC0 != 0x80 }
}
