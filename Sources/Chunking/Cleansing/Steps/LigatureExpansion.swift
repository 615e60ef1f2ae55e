/// The letters of typographic ligatures (`ﬁ`, `ﬄ`, `ĳ`) as letters, so that words with them are found.
///
/// Letters of an alphabet that only look joined (`æ`, `œ`, `ß`) stay.
public struct LigatureExpansion: TextCleansingStep {
    public init() {}

    public var identity: String { "ligatures/1" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        text.forEachWideScalar { value, range in
            guard value >= 0xFB00 && value < 0xFB18 || value >= 0x132 && value < 0x134,
                let letters = Self.letters[value]
            else { return }
            edits.replace(range, with: letters.unicodeScalars)
        }
    }

    private static let letters: [UInt32: String] = [
        0x132: "IJ", 0x133: "ij", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
        0xFB05: "ſt", 0xFB06: "st", 0xFB13: "մն", 0xFB14: "մե", 0xFB15: "մի", 0xFB16: "վն", 0xFB17: "մխ",
    ]
}
