/// Typographic quotation marks and apostrophes as the two of a typewriter: `“it’s”` becomes `"it's"`.
///
/// Guillemets and the corner brackets of East Asia stay: where they are used they are the plain ones. Accents and
/// primes stay too.
public struct PlainQuotes: TextCleansingStep {
    public init() {}

    public var identity: String { "quotes/1" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        text.forEachWideScalar { value, range in
            switch value {
            case 0x2018...0x201B: edits.replace(range, with: "'")
            case 0x201C...0x201F, 0x301D...0x301F: edits.replace(range, with: "\"")
            default: return
            }
        }
    }
}

/// Hyphens, dashes and the minus sign as `-`.
///
/// The prolonged sound mark and the wave dash of Japanese are no dashes and stay.
public struct PlainDashes: TextCleansingStep {
    public init() {}

    public var identity: String { "dashes/1" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        text.forEachWideScalar { value, range in
            switch value {
            case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: edits.replace(range, with: "-")
            default: return
            }
        }
    }
}
