/// Divides source code into tokens, as far as strings, comments and brackets concern.
///
/// White space other than lines' ends is no token. Every byte is looked at a fixed number of times.
struct CodeLexer {
    private let bytes: [UInt8]
    private let language: SourceCodeParser.Language
    private var position: Int
    private var result: [CodeToken] = []
    /// Up to here no slash begins a regular expression: one was looked for in vain.
    private var withoutExpressions = 0

    init(bytes: [UInt8], start: Int, language: SourceCodeParser.Language) {
        self.bytes = bytes
        self.language = language
        position = start
    }

    mutating func tokens() -> [CodeToken] {
        if peek(0) == UInt8(ascii: "#"), peek(1) == UInt8(ascii: "!") {
            add(.comment, to: SourceLine.end(in: bytes, from: position))
        }
        while position < bytes.count { step() }
        return result
    }

    private func peek(_ offset: Int) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private mutating func add(_ kind: CodeToken.Kind, to end: Int) {
        result.append(CodeToken(kind: kind, lower: position, upper: end))
        position = end
    }

    private mutating func step() {
        let byte = bytes[position]
        if Whitespace.isLineEnd(byte) {
            add(.lineEnd, to: SourceLine.next(in: bytes, after: position))
        } else if Whitespace.isASCII(byte) {
            position += 1
        } else if let end = commentEnd() {
            add(.comment, to: end)
        } else if isDirective {
            add(.directive, to: directiveEnd())
        } else if let string = string() {
            add(.text, to: string.end(in: bytes, to: bytes.count))
        } else if let end = rawStringEnd() ?? regularExpressionEnd() {
            add(.text, to: end)
        } else if Self.isWord(byte) {
            add(.word, to: wordEnd(from: position))
        } else if byte == UInt8(ascii: "#"), language == .swift {
            var end = position + 1
            while end < bytes.count, bytes[end] == byte { end += 1 }
            add(.symbol, to: end)
        } else if byte == UInt8(ascii: "'"), language == .rust {
            add(.text, to: wordEnd(from: position + 1))  // a lifetime
        } else {
            add(.symbol, to: position + 1)
        }
    }

    static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    private func wordEnd(from start: Int) -> Int {
        var i = start
        let isNumber = start < bytes.count && ASCII.isDigit(bytes[start])
        while i < bytes.count {
            if Self.isWord(bytes[i]) {
                i += 1
            } else if isNumber, bytes[i] == UInt8(ascii: "'"), i + 1 < bytes.count, ASCII.isAlphanumeric(bytes[i + 1]) {
                i += 1  // C++ parts digits so
            } else {
                break
            }
        }
        return i
    }

    // MARK: Comments and directives

    private func commentEnd() -> Int? {
        if language == .python {
            return bytes[position] == UInt8(ascii: "#") ? SourceLine.end(in: bytes, from: position) : nil
        }
        guard bytes[position] == UInt8(ascii: "/") else { return nil }
        if peek(1) == UInt8(ascii: "/") { return SourceLine.end(in: bytes, from: position) }
        guard peek(1) == UInt8(ascii: "*") else { return nil }
        let nests = language == .swift || language == .rust
        var depth = 1
        var i = position + 2
        while i + 1 < bytes.count {
            if bytes[i] == UInt8(ascii: "*"), bytes[i + 1] == UInt8(ascii: "/") {
                depth -= 1
                i += 2
                if depth == 0 { return i }
            } else if nests, bytes[i] == UInt8(ascii: "/"), bytes[i + 1] == UInt8(ascii: "*") {
                depth += 1
                i += 2
            } else {
                i += 1
            }
        }
        return bytes.count
    }

    private var isDirective: Bool {
        guard bytes[position] == UInt8(ascii: "#"), result.last.map({ $0.kind == .lineEnd }) ?? true else {
            return false
        }
        switch language {
        case .c, .cpp: return true
        case .swift:
            return ["if", "elseif", "else", "endif"].contains {
                bytes[position + 1..<wordEnd(from: position + 1)].elementsEqual($0.utf8)
            }
        default: return false
        }
    }

    /// A backslash at a line's end carries the directive on.
    private func directiveEnd() -> Int {
        var end = SourceLine.end(in: bytes, from: position)
        while end < bytes.count, end > position, bytes[end - 1] == UInt8(ascii: "\\") {
            end = SourceLine.end(in: bytes, from: SourceLine.next(in: bytes, after: end))
        }
        return end
    }

    // MARK: Strings

    /// The string that begins here.
    private func string() -> CodeString? {
        let byte = bytes[position]
        let isTriple = peek(1) == byte && peek(2) == byte
        switch (byte, language) {
        case (UInt8(ascii: "#"), .swift):
            var hashes = 0
            while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
            guard peek(hashes) == UInt8(ascii: "\"") else { return nil }
            let three = peek(hashes + 1) == UInt8(ascii: "\"") && peek(hashes + 2) == UInt8(ascii: "\"")
            return CodeString(
                quote: UInt8(ascii: "\""), quotes: three ? 3 : 1, hashes: hashes, spansLines: three,
                interpolation: UInt8(ascii: "("), textStart: position + hashes + (three ? 3 : 1))
        case (UInt8(ascii: "\""), .swift):
            return CodeString(
                quote: byte, quotes: isTriple ? 3 : 1, spansLines: isTriple, interpolation: UInt8(ascii: "("),
                textStart: position + (isTriple ? 3 : 1))
        case (UInt8(ascii: "\""), .python), (UInt8(ascii: "'"), .python), (UInt8(ascii: "\""), .java):
            return CodeString(
                quote: byte, quotes: isTriple ? 3 : 1, spansLines: isTriple, textStart: position + (isTriple ? 3 : 1))
        case (UInt8(ascii: "`"), .go):
            return CodeString(quote: byte, spansLines: true, hasEscapes: false, textStart: position + 1)
        case (UInt8(ascii: "`"), .javaScript), (UInt8(ascii: "`"), .typeScript):
            return CodeString(
                quote: byte, spansLines: true, interpolation: UInt8(ascii: "{"), textStart: position + 1)
        case (UInt8(ascii: "'"), .swift): return nil
        case (UInt8(ascii: "'"), .rust):
            // A character, not a lifetime.
            var i = position + 2
            while i < bytes.count, bytes[i] & 0xC0 == 0x80 { i += 1 }
            let isCharacter = peek(1) == UInt8(ascii: "\\") || i < bytes.count && bytes[i] == byte
            return isCharacter ? CodeString(quote: byte, textStart: position + 1) : nil
        case (UInt8(ascii: "\""), .rust):
            return CodeString(quote: byte, spansLines: true, textStart: position + 1)
        case (UInt8(ascii: "\""), _), (UInt8(ascii: "'"), _):
            return CodeString(quote: byte, textStart: position + 1)
        default: return nil
        }
    }

    /// Rust's `r#"…"#` and C++'s `R"x(…)x"`, with their prefixes.
    private func rawStringEnd() -> Int? {
        guard ASCII.isLetter(bytes[position]) else { return nil }
        let end = wordEnd(from: position)
        guard end < bytes.count, end - position <= 3, bytes[end - 1] | 0x20 == UInt8(ascii: "r") else { return nil }
        if language == .rust {
            var i = end
            while i < bytes.count, bytes[i] == UInt8(ascii: "#") { i += 1 }
            guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") else { return nil }
            return CodeString(
                quote: UInt8(ascii: "\""), hashes: i - end, spansLines: true, hasEscapes: false, textStart: i + 1
            ).end(in: bytes, to: bytes.count)
        }
        guard language == .cpp || language == .c, bytes[end - 1] == UInt8(ascii: "R"),
            bytes[end] == UInt8(ascii: "\""),
            let open = bytes[end..<min(end + 18, bytes.count)].firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        let close = [UInt8(ascii: ")")] + bytes[end + 1..<open] + [UInt8(ascii: "\"")]
        var i = open + 1
        while i + close.count <= bytes.count {
            if bytes[i] == close[0], bytes[i..<i + close.count].elementsEqual(close) { return i + close.count }
            i += 1
        }
        return bytes.count
    }

    /// A regular expression of JavaScript, told from a division by what stands before it.
    private mutating func regularExpressionEnd() -> Int? {
        guard language == .javaScript || language == .typeScript, bytes[position] == UInt8(ascii: "/"),
            position >= withoutExpressions
        else { return nil }
        if let last = result.last(where: { $0.kind != .lineEnd && $0.kind != .comment }) {
            switch last.kind {
            case .text: return nil
            case .symbol:
                if bytes[last.lower] == UInt8(ascii: ")") || bytes[last.lower] == UInt8(ascii: "]") { return nil }
                // Behind `<` it ends a tag.
                if bytes[last.lower] == UInt8(ascii: "<") { return nil }
            case .word:
                let before = [
                    "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "yield",
                    "await",
                ]
                guard before.contains(where: { bytes[last.lower..<last.upper].elementsEqual($0.utf8) }) else {
                    return nil
                }
            default: break
            }
        }
        var i = position + 1
        var isInClass = false
        while i < bytes.count, !Whitespace.isLineEnd(bytes[i]) {
            switch bytes[i] {
            case UInt8(ascii: "\\"): i += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return i + 1
            default: break
            }
            i += 1
        }
        withoutExpressions = i
        return nil
    }
}
