/// Character references of HTML and Markdown: `&amp;`, `&#233;`, `&#xE9;`.
///
/// Numeric ones in full, with HTML's repairs; named ones are the 253 of HTML 4 and XML. A later parser on a
/// complete library may know more; an unknown name stays as it is written.
enum CharacterReferences {
    /// The character that a reference at `start` (its `&`) means, and where the reference ends.
    static func decode(_ bytes: [UInt8], at start: Int, end: Int) -> (scalar: Unicode.Scalar, end: Int)? {
        guard start + 2 < end else { return nil }
        return bytes[start + 1] == UInt8(ascii: "#")
            ? numeric(bytes, from: start + 2, end: end) : named(bytes, from: start + 1, end: end)
    }

    private static func numeric(_ bytes: [UInt8], from start: Int, end: Int) -> (Unicode.Scalar, Int)? {
        let isHex = bytes[start] | 0x20 == UInt8(ascii: "x")
        var i = isHex ? start + 1 : start
        let digits = i
        var value: UInt32 = 0
        // Sixteen digits: leading zeros are rare, and what is longer stays text, so that no reference grows unbounded.
        while i < end, i - digits < 16, let digit = ASCII.digit(bytes[i], hexadecimal: isHex) {
            value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
            i += 1
        }
        guard i > digits else { return nil }
        if i < end, bytes[i] == UInt8(ascii: ";") { i += 1 }
        if value >= 0x80, value < 0xA0 { value = UInt32(windows1252[Int(value - 0x80)]) }
        let replacement: Unicode.Scalar = "\u{FFFD}"
        return (value == 0 ? replacement : Unicode.Scalar(value) ?? replacement, i)
    }

    private static func named(_ bytes: [UInt8], from start: Int, end: Int) -> (Unicode.Scalar, Int)? {
        var key: UInt64 = 0
        var i = start
        while i < end, i - start < 8, ASCII.isAlphanumeric(bytes[i]) {
            key = key << 8 | UInt64(bytes[i])
            i += 1
        }
        guard i > start, let value = names[key], let scalar = Unicode.Scalar(value) else { return nil }
        if i < end, bytes[i] == UInt8(ascii: ";") { return (scalar, i + 1) }
        // Without the semicolon only the oldest names count, and only where the name surely ends.
        guard value < 0x100, i == end || !(ASCII.isAlphanumeric(bytes[i]) || bytes[i] == UInt8(ascii: "=")) else {
            return nil
        }
        return (scalar, i)
    }

    /// What browsers make of the control characters U+0080 to U+009F.
    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// By name, its up to eight bytes packed into an integer.
    private static let names: [UInt64: UInt32] = {
        var names: [UInt64: UInt32] = [:]
        func add(_ name: some StringProtocol, _ value: UInt32) {
            names[name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = value
        }
        for (first, list) in runs {
            for (offset, name) in list.split(separator: " ").enumerated() where name != "-" {
                add(name, first + UInt32(offset))
            }
        }
        for (name, value) in others { add(name, value) }
        return names
    }()

    /// Names of consecutive characters, `-` where one has none.
    private static let runs: [(first: UInt32, names: String)] = [
        (
            160,
            """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
            micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
            AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
            times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
            egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
            ugrave uacute ucirc uuml yacute thorn yuml
            """
        ),
        (
            0x391,
            """
            Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon \
            Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi \
            omicron pi rho sigmaf sigma tau upsilon phi chi psi omega
            """
        ),
        (0x2002, "ensp emsp - - - - - thinsp - - zwnj zwj lrm rlm"),
        (0x2018, "lsquo rsquo sbquo - ldquo rdquo bdquo - dagger Dagger bull"),
        (0x2190, "larr uarr rarr darr harr"), (0x21D0, "lArr uArr rArr dArr hArr"),
        (0x2227, "and or cap cup int"), (0x2282, "sub sup nsub - sube supe"),
        (0x2308, "lceil rceil lfloor rfloor"),
    ]

    private static let others: [(String, UInt32)] = [
        ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27), ("AMP", 0x26), ("LT", 0x3C),
        ("GT", 0x3E), ("QUOT", 0x22), ("OElig", 0x152), ("oelig", 0x153), ("Scaron", 0x160), ("scaron", 0x161),
        ("Yuml", 0x178), ("fnof", 0x192), ("circ", 0x2C6), ("tilde", 0x2DC), ("thetasym", 0x3D1), ("upsih", 0x3D2),
        ("piv", 0x3D6), ("ndash", 0x2013), ("mdash", 0x2014), ("hellip", 0x2026), ("permil", 0x2030),
        ("prime", 0x2032), ("Prime", 0x2033), ("lsaquo", 0x2039), ("rsaquo", 0x203A), ("oline", 0x203E),
        ("frasl", 0x2044), ("euro", 0x20AC), ("image", 0x2111), ("weierp", 0x2118), ("real", 0x211C),
        ("trade", 0x2122), ("alefsym", 0x2135), ("crarr", 0x21B5), ("forall", 0x2200), ("part", 0x2202),
        ("exist", 0x2203), ("empty", 0x2205), ("nabla", 0x2207), ("isin", 0x2208), ("notin", 0x2209), ("ni", 0x220B),
        ("prod", 0x220F), ("sum", 0x2211), ("minus", 0x2212), ("lowast", 0x2217), ("radic", 0x221A), ("prop", 0x221D),
        ("infin", 0x221E), ("ang", 0x2220), ("there4", 0x2234), ("sim", 0x223C), ("cong", 0x2245), ("asymp", 0x2248),
        ("ne", 0x2260), ("equiv", 0x2261), ("le", 0x2264), ("ge", 0x2265), ("oplus", 0x2295), ("otimes", 0x2297),
        ("perp", 0x22A5), ("sdot", 0x22C5), ("lang", 0x27E8), ("rang", 0x27E9), ("loz", 0x25CA), ("spades", 0x2660),
        ("clubs", 0x2663), ("hearts", 0x2665), ("diams", 0x2666), ("check", 0x2713), ("star", 0x2606),
    ]
}
