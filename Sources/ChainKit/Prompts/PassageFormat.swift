import Retriever

/// How a passage stands in a prompt: between delimiters that it cannot imitate.
///
/// As in MIME, the delimiters hold a word, the boundary, that is chosen for each call so that it occurs neither in
/// the question nor in any passage found. So a passage goes in byte for byte, and cannot end itself early, whatever
/// it says. Paths and headings are as little trusted: they lose line breaks, controls, quotes and angle brackets.
public struct PassageFormat: Sendable, Hashable, Codable {
    /// What traces call it, such as "tagged@1".
    public let name: String
    /// Raised with every change of the template.
    public let version: Int
    /// The text, with the variables `boundary`, `number`, `source` and `text` in double braces.
    public let template: String
    private let parsed: TextTemplate

    static let variables: Set<String> = ["boundary", "number", "source", "text"]

    /// - Throws: ``PromptError`` unless the template holds `{{boundary}}`, `{{number}}` and `{{text}}`, at most
    ///   `{{source}}` beside, and is well formed.
    public init(name: String, version: Int, template: String) throws(PromptError) {
        let parsed = try TextTemplate(template)
        if let unknown = parsed.variables.subtracting(Self.variables).min() {
            throw .undeclaredVariable(unknown)
        }
        if let missing = Self.variables.subtracting(["source"]).subtracting(parsed.variables).min() {
            throw .unusedVariable(missing)
        }
        self.init(name: name, version: version, parsed: parsed)
    }

    private init(name: String, version: Int, parsed: TextTemplate) {
        self.name = name
        self.version = version
        self.template = parsed.source
        self.parsed = parsed
    }

    /// XML-like tags, which every instruction-tuned model has seen.
    public static let tagged = PassageFormat(
        name: "tagged", version: 1,
        parsed: TextTemplate(
            trusted: """
                <passage-{{boundary}} number="{{number}}" source="{{source}}">
                {{text}}
                </passage-{{boundary}}>

                """))

    /// The passage between its delimiters.
    public func render(_ passage: ContextPassage, boundary: String) -> String {
        let place = ([passage.hit.path] + passage.hit.headings).map(Self.attribute).joined(separator: " › ")
        return parsed.render([
            "boundary": boundary, "number": String(passage.number), "source": place, "text": passage.text,
        ])
    }

    /// Eight hexadecimal digits that occur in none of the texts.
    ///
    /// Made from the texts themselves, so the same call gives the same prompt; then counted on until it is free.
    static func boundary(notIn texts: [String]) -> String {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in texts {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        var number = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
        while true {
            let digits = String(number, radix: 16)
            let boundary = String(repeating: "0", count: 8 - digits.count) + digits
            if !texts.contains(where: { $0.containsIgnoringASCIICase(boundary) }) { return boundary }
            number &+= 1
        }
    }

    private static func attribute(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: result.append(" ")
            default: result.append("\"<>".unicodeScalars.contains(scalar) ? "'" : scalar)
            }
        }
        return String(result)
    }

    private enum CodingKeys: CodingKey { case name, version, template }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            name: container.decode(String.self, forKey: .name),
            version: container.decode(Int.self, forKey: .version),
            template: container.decode(String.self, forKey: .template))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(template, forKey: .template)
    }
}

extension String {
    /// Whether a lower-case ASCII word occurs, in upper or lower case.
    fileprivate func containsIgnoringASCIICase(_ word: String) -> Bool {
        let needle = Array(word.utf8)
        // A boundary has 8 bytes: few texts come past the first comparison.
        var matched = 0
        var window: [UInt8] = []
        window.reserveCapacity(needle.count)
        for byte in utf8 {
            let folded = (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) ? byte | 0x20 : byte
            if window.count == needle.count { window.removeFirst() }
            window.append(folded)
            if folded == needle[needle.count - 1], window == needle { matched += 1; break }
        }
        return matched > 0
    }
}
