/// The block of settings that a Markdown file may begin with: YAML between `---` lines, TOML between `+++` lines.
struct FrontMatter {
    /// With the lines around it.
    let range: Range<Int>
    /// The value of its `title`.
    let title: String?
    /// The value of its `lang` or `language`.
    let language: String?

    /// Nil if the text does not begin with one, or it is not closed.
    init?(in bytes: [UInt8], at start: Int) {
        var line = start..<SourceLine.end(in: bytes, from: start)
        let isTOML = Self.isRule(bytes, line, "+")
        guard isTOML || Self.isRule(bytes, line, "-") else { return nil }
        let separator = isTOML ? UInt8(ascii: "=") : UInt8(ascii: ":")
        var title: String?
        var language: String?
        while true {
            let next = SourceLine.next(in: bytes, after: line.upperBound)
            guard next < bytes.count else { return nil }
            line = next..<SourceLine.end(in: bytes, from: next)
            if isTOML ? Self.isRule(bytes, line, "+") : Self.isRule(bytes, line, "-") || Self.isRule(bytes, line, ".") {
                break
            }
            func value(_ key: StaticString) -> Range<Int>? { Self.value(of: key, separator, bytes, line) }
            title = title ?? value("title").map { String(decoding: bytes[$0], as: UTF8.self) }
            language = language ?? (value("lang") ?? value("language")).flatMap { LanguageTag.declared(bytes[$0]) }
        }
        range = start..<line.upperBound
        self.title = title
        self.language = language
    }

    private static func isRule(_ bytes: [UInt8], _ line: Range<Int>, _ mark: Unicode.Scalar) -> Bool {
        let end = Whitespace.start(in: bytes, from: line.lowerBound, to: line.upperBound)
        return end - line.lowerBound == 3 && bytes[line.lowerBound..<end].allSatisfy { $0 == UInt8(ascii: mark) }
    }

    private static func value(
        of key: StaticString, _ separator: UInt8, _ bytes: [UInt8], _ line: Range<Int>
    ) -> Range<Int>? {
        guard bytes[line].starts(with: key.description.utf8) else { return nil }
        let end = line.lowerBound + key.utf8CodeUnitCount
        let mark = Whitespace.end(in: bytes, from: end, to: line.upperBound)
        guard mark < line.upperBound, bytes[mark] == separator else { return nil }
        var lower = Whitespace.end(in: bytes, from: mark + 1, to: line.upperBound)
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
