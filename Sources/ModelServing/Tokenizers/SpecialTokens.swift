/// What a tokenizer's post-processor does with the tokens of a single text: special ones around them, and white space
/// taken out of their ranges.
struct SpecialTokens: Sendable {
    private(set) var template = SequenceTemplate()
    /// Each trimming in its order, and whether the tokenizer put a blank before the text itself, which then stays.
    private(set) var trimmings: [Bool] = []

    var before: [Int32] { template.before }
    var behind: [Int32] { template.behind }
    var count: Int { before.count + behind.count }

    init(_ field: TokenizerField?) throws(ModelError) {
        guard let field else { return }
        switch try field.type() {
        case "Sequence":
            for part in try field.member("processors").elements() {
                let next = try SpecialTokens(part)
                trimmings += next.trimmings
                template.before = next.before + before
                template.behind += next.behind
                template.pair = template.pair ?? next.template.pair
            }
        case "ByteLevel": try readTrimming(field)
        case "RobertaProcessing":
            try readTrimming(field)
            template = try .roberta(Self.id("cls", field), Self.id("sep", field))
        case "BertProcessing": template = try .bert(Self.id("cls", field), Self.id("sep", field))
        case "TemplateProcessing": try readTemplate(field)
        case let type: throw field.unsupported("a post_processor \(type)")
        }
    }

    private mutating func readTrimming(_ field: TokenizerField) throws(ModelError) {
        let addsSpace = try field.bool("add_prefix_space", default: true)
        if try field.bool("trim_offsets", default: true) { trimmings.append(addsSpace) }
    }

    private static func id(_ name: String, _ field: TokenizerField) throws(ModelError) -> Int32 {
        let pair = try field.member(name)
        let parts = try pair.elements()
        guard parts.count == 2 else { throw pair.invalid("is not a token and its id") }
        return try parts[1].id()
    }

    /// Special tokens before and behind one sequence A.
    private mutating func readTemplate(_ field: TokenizerField) throws(ModelError) {
        let known = try field.optional("special_tokens")
        var hasText = false
        for part in try field.member("single").elements() {
            if let sequence = try part.optional("Sequence") {
                guard try sequence.member("id").string() == "A", !hasText else {
                    throw part.unsupported("another sequence than one A")
                }
                hasText = true
                continue
            }
            let name = try part.member("SpecialToken").member("id")
            guard let token = try known?.optional(try name.string()) else {
                throw name.invalid("is not among special_tokens")
            }
            var ids: [Int32] = []
            for id in try token.member("ids").elements() { ids.append(try id.id()) }
            if hasText { template.behind += ids } else { template.before += ids }
        }
        guard hasText else { throw field.invalid("leaves the text out") }
        template.pair = try SequenceTemplate.pair(field)
    }

    var largestID: Int32 {
        let ofPair = (template.pair ?? []).map { if case .token(let id, _) = $0 { id } else { Int32(0) } }
        return (before + behind + ofPair).max() ?? 0
    }
}

/// How many white-space letters a token begins and ends with, in whole characters.
struct TokenBlanks: Sendable {
    var leading = 0
    var trailing = 0

    /// - Parameter token: Its text; of a byte-level vocabulary in the letters that stand for bytes.
    init(_ token: String) {
        let classes = ScalarClasses.shared
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value == ByteAlphabet.scalars[0x20] || classes[scalar.value] & ScalarClasses.blank != 0
        }
        leading = token.unicodeScalars.prefix(while: isBlank).count
        trailing = token.unicodeScalars.reversed().prefix(while: isBlank).count
    }

    /// The range without as many characters of the text at its ends.
    func trim(_ range: Range<Int>, isFirst: Bool, addsSpace: Bool, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        let isOwn = addsSpace && leading == 1 && (isFirst || start == 0)
        for _ in 0..<(isOwn ? 0 : leading) where start < end {
            start += 1
            while start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        // Ranges that do not have that many characters before their end in the text stay.
        var place = end
        for _ in 0..<trailing {
            guard place > 0 else { return start..<end }
            place -= 1
            while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        }
        end = max(place, start)
        return start..<end
    }
}
