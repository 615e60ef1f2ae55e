/// The encodings that a document's bytes can be in.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    /// With Microsoft's extensions (code page 932), as the web means it.
    case shiftJIS = "Shift_JIS"
    case eucJP = "EUC-JP"
    case latin1 = "ISO-8859-1"
    case windows1252 = "windows-1252"

    /// The encoding of a name as documents declare it, in any case; nil for all others.
    ///
    /// What calls itself Latin-1 on the web is windows-1252, and is read so where it can be.
    public init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
        case "utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "csshiftjis", "windows-31j", "cp932", "ms932":
            self = .shiftJIS
        case "euc-jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese": self = .eucJP
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "cp819": self = .latin1
        case "windows-1252", "cp1252", "x-cp1252", "us-ascii", "ascii", "ansi_x3.4-1968": self = .windows1252
        default: return nil
        }
    }

    /// The names that the C library's converter knows it by, the best first.
    var converterNames: [String] {
        switch self {
        case .utf8: ["UTF-8"]
        case .utf16LittleEndian: ["UTF-16LE"]
        case .utf16BigEndian: ["UTF-16BE"]
        case .shiftJIS: ["CP932"]
        case .eucJP: ["EUC-JP-MS", "EUC-JP"]
        case .latin1: ["WINDOWS-1252", "ISO-8859-1"]
        case .windows1252: ["WINDOWS-1252"]
        }
    }
}
