/// Cuts source text into identifiers and their parts.
///
/// - A whole identifier is a word, with what joins it to others: `os.path.join`, `std::vector`, `kebab-case`, `__init__`, `.net`, `C++`, `C#`.
/// - So is each identifier of a longer one (`join`), and each word of an identifier (`parse`, `HTTP`, `Header` and `fields` of
///   `parseHTTPHeader_fields`), at the same place as the whole.
/// - Numbers and versions stay whole (`3.14`, `v1.2.3`; `1_000` is `1000`); a comma parts, since it parts arguments.
/// - Other text is cut as everywhere: words of comments, and pairs of characters of scripts without spaces.
struct CodeSegmenter {
    var unspaced = UnspacedWords()

    func forEachWord(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (_ word: inout [UInt8], _ kind: WordSegmenter.Kind, _ range: Range<Int>) -> Bool
    ) {
        let scanner = CodeScanner(reader: ScalarReader(text: text))
        var pass = unspaced.pass(over: text)
        var word: [UInt8] = []
        var position = 0
        while position < text.count {
            if let chain = scanner.chain(at: position) {
                guard Self.emit(chain, of: text, into: &word, body) else { return }
                position = chain.range.upperBound
                continue
            }
            let (scalar, length) = scanner.reader.scalar(at: position)
            guard CharacterClass(scalar) == .unspaced else {
                position += length
                continue
            }
            let end = scanner.endOfUnspaced(from: position + length)
            let run = UnsafeBufferPointer(rebasing: text[position..<end])
            guard pass.emit(run, range: position..<end, into: &word, body) else { return }
            position = end
        }
    }

    private static func emit(
        _ chain: CodeScanner.Chain, of text: UnsafeBufferPointer<UInt8>, into word: inout [UInt8],
        _ body: (inout [UInt8], WordSegmenter.Kind, Range<Int>) -> Bool
    ) -> Bool {
        let isJoined = chain.names.count > 1 || chain.range != chain.names[0]
        let parts = chain.names.map { words(of: $0, in: text) }
        let isPlain = !isJoined && parts[0].count <= 1 && parts[0].first == chain.names[0]
        fill(&word, chain, text)
        if !isJoined, isNumber(word) {
            word.removeAll { $0 == underscore }
            return body(&word, .word, chain.range)
        }
        guard word.isEmpty || body(&word, isPlain ? .word : .compound, chain.range) else { return false }
        if isPlain { return true }
        for (name, parts) in zip(chain.names, parts) {
            // The numbers of a version are nothing by themselves.
            if chain.joinsByPoints, text[name].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { continue }
            let isCompound = parts.count > 1 || parts.first != name
            if isJoined, isCompound {
                fill(&word, name, text)
                guard word.isEmpty || body(&word, .name, name) else { return false }
            }
            for part in parts {
                fill(&word, part, text)
                guard word.isEmpty || body(&word, .part, part) else { return false }
            }
        }
        return true
    }

    private static let underscore = UInt8(ascii: "_")

    private static func isNumber(_ word: [UInt8]) -> Bool {
        guard let first = word.first, first != underscore else { return false }
        return word.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == underscore }
    }

    /// Where a name has its words: at underscores, before a capital behind a small letter or a digit, and before the last of several
    /// capitals.
    private static func words(of name: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
        func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A || byte >= 0x80 }
        var parts: [Range<Int>] = []
        var start = name.lowerBound
        for index in name {
            let before = index > start ? text[index - 1] : 0
            let isEnd: Bool
            if text[index] == underscore {
                isEnd = true
            } else if isUpper(text[index]), before != 0 {
                isEnd = !isUpper(before) || (index + 1 < name.upperBound && isLower(text[index + 1]))
            } else {
                isEnd = false
            }
            guard isEnd else { continue }
            if index > start { parts.append(start..<index) }
            start = text[index] == underscore ? index + 1 : index
        }
        if start < name.upperBound { parts.append(start..<name.upperBound) }
        return parts
    }

    // MARK: - Folding

    /// A whole: its names folded, what joins them as it is.
    private static func fill(_ word: inout [UInt8], _ chain: CodeScanner.Chain, _ text: UnsafeBufferPointer<UInt8>) {
        word.removeAll(keepingCapacity: true)
        var end = chain.range.lowerBound
        var name: [UInt8] = []
        for range in chain.names {
            word.append(contentsOf: text[end..<range.lowerBound])
            fill(&name, range, text)
            word += name
            end = range.upperBound
            if word.count >= WordSegmenter.longestWord { break }
        }
        if word.count < WordSegmenter.longestWord { word.append(contentsOf: text[end..<chain.range.upperBound]) }
        guard word.count > WordSegmenter.longestWord else { return }
        let kept = word.withUnsafeBufferPointer { $0.prefix(scalars: WordSegmenter.longestWord).count }
        word.removeLast(word.count - kept)
    }

    private static func fill(_ word: inout [UInt8], _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) {
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        word.removeAll(keepingCapacity: true)
        for byte in bytes.prefix(WordSegmenter.longestWord) {
            if byte >= 0x80 { return Folding.fold(bytes, limit: WordSegmenter.longestWord, into: &word) }
            word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
    }
}

/// Finds identifiers, and what joins them to longer ones.
struct CodeScanner {
    /// Names with joints between them, and perhaps a point before or a sign behind them.
    struct Chain {
        var range: Range<Int>
        var names: [Range<Int>]
        var joinsByPoints = false
    }

    let reader: ScalarReader
    private var text: UnsafeBufferPointer<UInt8> { reader.text }

    init(reader: ScalarReader) { self.reader = reader }

    /// Longer chains are data, and go on as another one.
    private static let mostNames = 32

    /// The chain that begins at a position; nil where none does.
    func chain(at start: Int) -> Chain? {
        var position = start
        // ".net", but not the ".map" of "a.map", nor the ".5" of a number.
        if text[start] == UInt8(ascii: "."), opensName(before: start), reader.characterClass(at: start + 1) == .letter {
            position += 1
        }
        // A row of underscores has been looked at from its first on.
        if start > 0, text[start] == UInt8(ascii: "_"), text[start - 1] == UInt8(ascii: "_") { return nil }
        guard let first = name(at: position) else { return nil }
        var chain = Chain(range: start..<first.upperBound, names: [first])
        while chain.names.count < Self.mostNames, let joint = joint(at: chain.range.upperBound),
            let name = name(at: joint.end)
        {
            chain.names.append(name)
            chain.joinsByPoints = chain.joinsByPoints || joint.isPoint
            chain.range = start..<name.upperBound
        }
        chain.range = start..<endOfSign(at: chain.range.upperBound, behind: chain.names[chain.names.count - 1])
        return chain
    }

    /// Letters, digits and underscores, at least one of them no underscore; apostrophes between letters.
    private func name(at start: Int) -> Range<Int>? {
        var position = start
        var hasLetter = false
        while position < text.count {
            let (scalar, length) = reader.scalar(at: position)
            switch CharacterClass(scalar) {
            case .letter, .digit: hasLetter = true
            case .mark where hasLetter: break
            case .joiner where scalar == "_": break
            case .joiner where scalar == "'" || scalar == "’":
                let isBetween =
                    hasLetter && text[position - 1] > 0x39 && text[position - 1] != 0x5F
                    && reader.characterClass(at: position + length) == .letter
                guard isBetween else { return hasLetter ? start..<position : nil }
            case .mark, .joiner, .unspaced, .other: return hasLetter ? start..<position : nil
            }
            position += length
        }
        return hasLetter ? start..<position : nil
    }

    private func joint(at position: Int) -> (end: Int, isPoint: Bool)? {
        guard position + 1 < text.count else { return nil }
        switch (text[position], text[position + 1]) {
        case (UInt8(ascii: "."), _): return (position + 1, true)
        case (UInt8(ascii: "-"), _): return (position + 1, false)
        case (UInt8(ascii: ":"), UInt8(ascii: ":")): return (position + 2, false)
        default: return nil
        }
    }

    /// "C++", "C++17", "C#".
    private func endOfSign(at position: Int, behind name: Range<Int>) -> Int {
        let (plus, hash) = (UInt8(ascii: "+"), UInt8(ascii: "#"))
        if position + 1 < text.count, text[position] == plus, text[position + 1] == plus {
            var end = position + 2
            while end < text.count, text[end] >= 0x30, text[end] <= 0x39 { end += 1 }
            let next = reader.characterClass(at: end)
            return next == .letter || next == .mark ? position : end
        }
        if position < text.count, text[position] == hash {
            switch reader.characterClass(at: position + 1) {
            case .letter, .digit, .mark: return position
            case .joiner, .unspaced, .other: return position + 1
            }
        }
        return position
    }

    private func opensName(before position: Int) -> Bool {
        guard position > 0 else { return true }
        switch text[position - 1] {
        case ..<0x21, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"), UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "/"):
            return true
        default: return false
        }
    }

    func endOfUnspaced(from start: Int) -> Int {
        var position = start
        while position < text.count {
            let (scalar, length) = reader.scalar(at: position)
            switch CharacterClass(scalar) {
            case .unspaced, .mark: position += length
            case .letter, .digit, .joiner, .other: return position
            }
        }
        return position
    }
}
