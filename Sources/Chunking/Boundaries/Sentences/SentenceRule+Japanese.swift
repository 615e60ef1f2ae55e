extension SentenceRule {
    /// Whether hiragana behind an ending bind a quotation to its sentence: 「行く。」と言った, 本当？と聞いた.
    func continuesQuotation(behind ending: SentenceEnding) -> Bool {
        let first = cursor.scalar(at: ending.end, end: textEnd)
        let second = first.end < textEnd ? cursor.scalar(at: first.end, end: textEnd).value : 0
        let pair = (Unicode.Scalar(first.value) ?? " ", Unicode.Scalar(second) ?? " ")
        if ending.hasClosing { return Self.isParticle(pair) }
        // Without brackets only what reports speech does, and only behind a mark.
        guard ending.kind == .mark || isMark(at: ending.terminator) else { return false }
        return (pair.0 == "と" || pair.0 == "っ") && Self.isParticle(pair)
    }

    private func isMark(at position: Int) -> Bool {
        let value = cursor.scalar(at: position, end: textEnd).value
        return value == 0xFF01 || value == 0xFF1F
    }

    /// Whether two kana are a particle, and no word that begins like one: と but not ところ, で but not でも.
    private static func isParticle(_ pair: (Unicode.Scalar, Unicode.Scalar)) -> Bool {
        switch pair {
        case ("と", "こ"), ("と", "き"), ("と", "て"), ("と", "に"), ("と", "も"): false
        case ("で", "も"), ("も", "し"), ("も", "う"), ("も", "っ"), ("も", "ち"), ("に", "も"), ("や", "が"), ("や", "は"),
            ("か", "つ"), ("か", "れ"), ("か", "の"), ("は", "じ"), ("は", "い"):
            false
        case ("な", "ど"), ("な", "の"), ("な", "ら"): true
        case ("と", _), ("っ", _), ("で", _), ("も", _), ("に", _), ("や", _), ("か", _), ("の", _), ("を", _), ("は", _),
            ("が", _), ("へ", _), ("よ", _):
            true
        default: false
        }
    }
}
