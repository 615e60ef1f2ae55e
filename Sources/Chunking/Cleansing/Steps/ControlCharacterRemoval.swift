import UnicodeForms

/// Takes away what nobody sees and no reader needs: control characters other than white space, zero-width spaces, byte
/// order marks inside the text, direction marks and overrides, annotation marks, noncharacters.
///
/// Joiners stay, since scripts and emoji are made with them; so do variation selectors and private characters.
/// Vertical tab, form feed and next line, which part lines, become line feeds, in tables blanks.
public struct ControlCharacterRemoval: TextCleansingStep {
    public init() {}

    public var identity: String { "controls/1" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        let lineEnd: Unicode.Scalar = text.kind == .table ? " " : "\n"
        for i in text.range {
            let byte = text.bytes[i]
            if byte < 0x80 {
                if byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 || byte == 0x0D { continue }
                if byte == 0x0B || byte == 0x0C {
                    edits.replace(i..<i + 1, with: lineEnd)
                } else {
                    edits.remove(i..<i + 1)
                }
            } else if Self.mayLead(byte) {
                let (value, length) = UTF8Scalar.decode(text.bytes, at: i)
                if value == 0x85 {
                    edits.replace(i..<i + length, with: lineEnd)
                } else if Self.isRemoved(value) {
                    edits.remove(i..<i + length)
                }
            }
        }
    }

    /// Whether a scalar with this first byte can be one of those; most are not.
    @inline(__always)
    private static func mayLead(_ byte: UInt8) -> Bool {
        byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte >= 0xEF
    }

    private static func isRemoved(_ value: UInt32) -> Bool {
        switch value {
        case 0x80...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFDD0...0xFDEF, 0xFEFF,
            0xFFF9...0xFFFC, 0xE0001:
            true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
