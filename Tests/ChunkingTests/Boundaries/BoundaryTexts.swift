import TestSupport

/// Random texts of the scalars that the rules of UAX #29 and their tailoring turn on.
enum BoundaryTexts {
    private static let parts: [String] = [
        "a", "b", "Z", "I", "word", "Mr", "The", "e.g", "No", "z", "12", "3", "٣", "½", ".", ".", ".", "!", "?", "…",
        "‥",
        "。", "！", "？", "．", "।", "؟", ",", ";", ":", "'", "\"", "’", "‘", "“", "”", "„", "«", "»", "‹", "›", "(", ")",
        "[", "]", "[12]", "{", "}", "「", "」", "（", "）", "『", "』", " ", " ", " ", "  ", "\u{A0}", "\u{202F}", "\u{2003}",
        "\u{3000}", "\n", "\r", "\r\n", "\n\n", "\t", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "-", "–", "—", "_",
        "*",
        "`", "#", "•", "\u{301}", "\u{308}", "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{2060}",
        "\u{FEFF}", "\u{FE0F}", "\u{20E3}", "\u{E0061}", "\u{E007F}", "日", "本", "語", "か", "と", "で", "も", "は", "の",
        "カ", "ー", "ナ", "ﾊ", "ﾟ", "\u{3099}", "א", "ב", "״", "ا", "ل", "\u{600}", "\u{6DD}", "ก", "ำ", "เ", "ะ", "ກ",
        "ໄ",
        "क", "ख", "\u{94D}", "\u{93F}", "\u{93C}", "র", "\u{9CD}", "ക", "\u{D4D}", "\u{D4E}", "ᄀ", "ᅡ", "ᆨ", "가", "각",
        "🇯", "🇵", "🇩", "🇪", "👩", "👦", "👍", "🏽", "❤", "☕", "©", "Ⓜ", "1\u{FE0F}\u{20E3}", "é", "ß", "Ж", "ж", "Ω",
        "ა", "𝐀", "𝟏", "𠀀", "\u{1F}", "\u{7F}", "\u{FFFD}", "\u{10FFFF}", "\u{E000}",
    ]

    static func random(seed: UInt64, parts count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        // Few different parts at a time, so that rules of several scalars come about.
        let some = (0..<Int.random(in: 2...12, using: &generator)).compactMap { _ in
            parts.randomElement(using: &generator)
        }
        var text: [UInt8] = []
        for _ in 0..<count {
            let part = Bool.random(using: &generator) ? some.randomElement(using: &generator) : nil
            text.append(contentsOf: (part ?? parts.randomElement(using: &generator) ?? "").utf8)
        }
        return text
    }
}
