/// Finds the runs of characters that belong together.
struct WordScanner {
    enum Script {
        /// Letters and digits of ASCII alone: no folding beyond case.
        case ascii
        case spaced
        case unspaced
    }

    private let reader: ScalarReader
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { reader = ScalarReader(text: text) }

    mutating func nextRun() -> (range: Range<Int>, script: Script)? {
        var start: Int?
        var script = Script.ascii
        while position < reader.text.count {
            let (scalar, length) = reader.scalar(at: position)
            let kind = CharacterClass(scalar)
            guard let runStart = start else {
                switch kind {
                case .letter, .digit:
                    start = position
                    script = scalar.isASCII ? .ascii : .spaced
                case .unspaced:
                    start = position
                    script = .unspaced
                case .mark, .joiner, .other: break
                }
                position += length
                continue
            }
            let belongs =
                switch (script, kind) {
                case (.unspaced, .unspaced), (.unspaced, .mark): true
                case (.unspaced, _), (_, .unspaced): false
                case (_, .letter), (_, .digit), (_, .mark): true
                case (_, .joiner): joins(scalar, at: position, length: length)
                case (_, .other): false
                }
            guard belongs else { return (runStart..<position, script) }
            if script == .ascii, !scalar.isASCII { script = .spaced }
            position += length
        }
        return start.map { ($0..<position, script) }
    }

    /// Whether an apostrophe stands between letters, a point or comma between digits, an underscore between either.
    private func joins(_ joiner: Unicode.Scalar, at position: Int, length: Int) -> Bool {
        guard position > 0, position + length < reader.text.count else { return false }
        let after = reader.characterClass(at: position + length)
        let before = reader.text[position - 1]
        switch joiner {
        case "_": return after == .letter || after == .digit
        case ".", ",": return after == .digit && before >= 0x30 && before <= 0x39
        default: return after == .letter && !(before >= 0x30 && before <= 0x39)
        }
    }
}
