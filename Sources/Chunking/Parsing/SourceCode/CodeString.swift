/// How a string that has begun goes on and ends.
struct CodeString {
    var quote: UInt8
    /// Three for strings over several lines in Swift, Python and Java.
    var quotes = 1
    /// The number signs around a raw string of Swift or Rust.
    var hashes = 0
    var spansLines = false
    var hasEscapes = true
    /// The bracket behind the mark (`\(`, `${`) that begins code inside the string.
    var interpolation: UInt8?
    /// Where the marks before the text end.
    var textStart: Int

    /// The end of the string, behind its closing marks; of one that nothing closes the end of its line or of the text.
    ///
    /// Code inside strings inside code is followed on a stack of its own.
    func end(in bytes: [UInt8], to end: Int) -> Int {
        var open: [(string: CodeString, depth: Int)] = [(self, -1)]
        var i = textStart
        while i < end, let (string, depth) = open.last {
            let byte = bytes[i]
            if depth >= 0 {
                // A line's end in code inside a string of one line: the string was never closed.
                if !string.spansLines, Whitespace.isLineEnd(byte) { return i }
                i = string.stepInCode(bytes, at: i, end: end, &open)
            } else if byte == string.quote, let close = string.closes(bytes, at: i, end: end) {
                open.removeLast()
                i = close
                if open.isEmpty { return i }
            } else if !string.spansLines, Whitespace.isLineEnd(byte) {
                return i
            } else if let code = string.codeStart(bytes, at: i, end: end) {
                open[open.count - 1].depth = 0
                i = code
            } else if string.hasEscapes, byte == UInt8(ascii: "\\"), string.hashes == 0 {
                i = min(i + 2, end)
            } else {
                i += 1
            }
        }
        return end
    }

    private func stepInCode(
        _ bytes: [UInt8], at i: Int, end: Int, _ open: inout [(string: CodeString, depth: Int)]
    ) -> Int {
        switch bytes[i] {
        case UInt8(ascii: "("), UInt8(ascii: "{"): open[open.count - 1].depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "}"): open[open.count - 1].depth -= 1
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"):
            // Swift has no strings in other quotes.
            guard quote != UInt8(ascii: "\"") || bytes[i] == quote else { break }
            var inner = self
            inner.quote = bytes[i]
            inner.hashes = 0
            let isTriple = quote == UInt8(ascii: "\"") && i + 2 < end && bytes[i + 1] == quote && bytes[i + 2] == quote
            inner.quotes = isTriple ? 3 : 1
            inner.spansLines = isTriple || bytes[i] == UInt8(ascii: "`")
            if bytes[i] != quote { inner.interpolation = bytes[i] == UInt8(ascii: "`") ? UInt8(ascii: "{") : nil }
            open.append((inner, -1))
            return i + inner.quotes
        default: break
        }
        return i + 1
    }

    private func closes(_ bytes: [UInt8], at i: Int, end: Int) -> Int? {
        guard i + quotes + hashes <= end, bytes[i..<i + quotes].allSatisfy({ $0 == quote }),
            bytes[i + quotes..<i + quotes + hashes].allSatisfy({ $0 == UInt8(ascii: "#") })
        else { return nil }
        return i + quotes + hashes
    }

    private func codeStart(_ bytes: [UInt8], at i: Int, end: Int) -> Int? {
        guard let interpolation else { return nil }
        let mark = interpolation == UInt8(ascii: "(") ? UInt8(ascii: "\\") : UInt8(ascii: "$")
        guard bytes[i] == mark, i + 1 + hashes < end, bytes[i + 1 + hashes] == interpolation,
            bytes[i + 1..<i + 1 + hashes].allSatisfy({ $0 == UInt8(ascii: "#") })
        else { return nil }
        return i + 2 + hashes
    }
}
