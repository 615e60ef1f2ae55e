/// The encoding that HTML or XML names near its beginning.
enum EncodingDeclaration {
    /// How far a declaration is looked for; HTML's standard asks for no more.
    private static let reach = 1024

    /// The label in `<meta charset="…">`, `<meta content="text/html; charset=…">` or `<?xml encoding="…"?>`.
    static func label(in bytes: [UInt8]) -> String? {
        let end = min(bytes.count, reach)
        let start = Whitespace.end(in: bytes, from: 0, to: end)
        guard start < end, bytes[start] == UInt8(ascii: "<") else { return nil }
        var tokenizer = HTMLTokenizer(bytes: bytes, range: start..<end)
        while let token = tokenizer.next() {
            switch token {
            case .markup(let range) where bytes[range].starts(with: "<?xml".utf8):
                if let label = value(of: "encoding", in: bytes, range) { return label }
            case .start(let tag) where tag.element == .meta:
                if let label = value(of: "charset", in: bytes, tag.range) { return label }
            case .start(let tag) where tag.element == .body: return nil
            case .start(let tag):
                if let element = tag.element, element.holdsRawText { _ = tokenizer.rawText(of: element) }
            default: break
            }
        }
        return nil
    }

    /// What stands behind a name and an equals sign.
    private static func value(of name: StaticString, in bytes: [UInt8], _ range: Range<Int>) -> String? {
        let wanted = Array(name.description.utf8)
        var i = range.lowerBound
        while i + wanted.count < range.upperBound {
            guard wanted.indices.allSatisfy({ ASCII.lowercase(bytes[i + $0]) == wanted[$0] }) else {
                i += 1
                continue
            }
            i = Whitespace.end(in: bytes, from: i + wanted.count, to: range.upperBound)
            guard i < range.upperBound, bytes[i] == UInt8(ascii: "=") else { continue }
            i = Whitespace.end(in: bytes, from: i + 1, to: range.upperBound)
            if i < range.upperBound, bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "'") { i += 1 }
            let label = bytes[i..<range.upperBound].prefix {
                ASCII.isAlphanumeric($0) || [0x2D, 0x5F, 0x2E, 0x3A].contains($0)
            }
            if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
        }
        return nil
    }
}
