/// The many signs that begin a list's items as `- `, or as nothing.
///
/// A sign counts only at a line's beginning and before a blank or, for those that serve for nothing else, before
/// anything. Dashes, asterisks and numbers stay as they are.
public struct BulletUnification: TextCleansingStep {
    public enum Style: String, Sendable {
        case hyphen, removed
    }

    public let style: Style

    public init(_ style: Style = .hyphen) {
        self.style = style
    }

    public var identity: String { "bullets/1 \(style.rawValue)" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        if text.keepsLines { return }
        var isLineStart = true
        var i = text.range.lowerBound
        while let (value, end) = text.scalar(at: i) {
            if isLineStart, value >= 0x80, let bullets = bullets(at: i, in: text) {
                if style == .removed {
                    edits.remove(i..<bullets.end)
                } else {
                    edits.replace(i..<bullets.end, with: "- ".unicodeScalars)
                }
                isLineStart = false
                i = bullets.end
                continue
            }
            isLineStart = ContentScalar.endsLine(value) || isLineStart && ContentScalar.isSpace(value)
            i = end
        }
    }

    /// One sign or more and the blanks behind; nil if something else begins the line.
    private func bullets(at start: Int, in text: CleansingText) -> (end: Int, count: Int)? {
        var i = start
        var count = 0
        while let (value, end) = text.scalar(at: i), let kind = Self.kind(of: value) {
            var behind = end
            while let next = text.scalar(at: behind), ContentScalar.isSpace(next.value) { behind = next.end }
            // A sign that nothing follows on its line stands for itself.
            guard let next = text.scalar(at: behind), !ContentScalar.endsLine(next.value) else { break }
            if behind == end, kind == .perhaps { break }
            count += 1
            i = behind
        }
        return count > 0 ? (i, count) : nil
    }

    private enum Kind {
        /// Used for hardly anything else.
        case surely
        /// Used in text too, so a blank must follow.
        case perhaps
    }

    private static func kind(of value: UInt32) -> Kind? {
        switch value {
        case 0x2022, 0x2023, 0x2043, 0x204C, 0x204D, 0x30FB, 0xFF65, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC: .surely
        case 0xB7, 0x2219, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B6, 0x25B8, 0x25BA, 0x25C6, 0x25C7, 0x25CB, 0x25CF,
            0x25E6, 0x2666, 0x27A2, 0x27A4, 0x29BF, 0x2756, 0x2714, 0x2713, 0x2610...0x2612:
            .perhaps
        default: nil
        }
    }
}
