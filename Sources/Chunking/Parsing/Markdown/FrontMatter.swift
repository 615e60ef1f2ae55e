/// The block of settings between `---` lines that a Markdown file may begin with.
struct FrontMatter {
    /// With both of its `---` lines.
    let range: Range<Int>
    /// The value of its `title`.
    let title: String?
    /// The value of its `lang` or `language`.
    let language: String?

    /// Nil if the text does not begin with one, or it is not closed.
    init?(in bytes: [UInt8], at start: Int) {
        var line = start..<SourceLine.end(in: bytes, from: start)
        guard Self.isRule(bytes, line, "-") else { return nil }
        var title: String?
        var language: String?
        while true {
            let next = SourceLine.next(in: bytes, after: line.upperBound)
            guard next < bytes.count else { return nil }
            line = next..<SourceLine.end(in: bytes, from: next)
            if Self.isRule(bytes, line, "-") || Self.isRule(bytes, line, ".") { break }
            title = title ?? Self.value(of: "title:", bytes, line).map { String(decoding: bytes[$0], as: UTF8.self) }
            language =
                language
                ?? (Self.value(of: "lang:", bytes, line) ?? Self.value(of: "language:", bytes, line))
                .flatMap { LanguageTag.declared(bytes[$0]) }
        }
        range = start..<line.upperBound
        self.title = title
        self.language = language
    }

    private static func isRule(_ bytes: [UInt8], _ line: Range<Int>, _ mark: Unicode.Scalar) -> Bool {
        let end = Whitespace.start(in: bytes, from: line.lowerBound, to: line.upperBound)
        return end - line.lowerBound == 3 && bytes[line.lowerBound..<end].allSatisfy { $0 == UInt8(ascii: mark) }
    }

    private static func value(of key: StaticString, _ bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
        guard bytes[line].starts(with: key.description.utf8) else { return nil }
        let start = line.lowerBound + key.utf8CodeUnitCount
        var lower = Whitespace.end(in: bytes, from: start, to: line.upperBound)
        var upper = Whitespace.start(in: bytes, from: lower, to: line.upperBound)
        if upper - lower >= 2, bytes[lower] == bytes[upper - 1],
            bytes[lower] == UInt8(ascii: "\"") || bytes[lower] == UInt8(ascii: "'")
        {
            lower += 1
            upper -= 1
        }
        return lower < upper ? lower..<upper : nil
    }
}
