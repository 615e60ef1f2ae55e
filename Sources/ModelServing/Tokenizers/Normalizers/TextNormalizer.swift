/// One step of a tokenizer's normalisation.
enum TextNormalizer: Sendable {
    case bert(NormalizerOptions)
    case form(UnicodeForm)
    case lowercase
    case stripAccents
    case strip(left: Bool, right: Bool)
    case replace(SplitPattern, with: [UInt8])
    case prepend([UInt8])
    case characterMap(CharacterMap)
    case nmt

    /// The steps of a `normalizer`, sequences laid out flat.
    static func steps(_ field: TokenizerField?) throws(ModelError) -> [TextNormalizer] {
        guard let field else { return [] }
        switch try field.type() {
        case "Sequence":
            var steps: [TextNormalizer] = []
            for part in try field.member("normalizers").elements() { steps += try TextNormalizer.steps(part) }
            return steps
        case "BertNormalizer":
            let lowercases = try field.bool("lowercase", default: true)
            return [
                .bert(
                    NormalizerOptions(
                        cleansText: try field.bool("clean_text", default: true),
                        isolatesIdeographs: try field.bool("handle_chinese_chars", default: true),
                        stripsAccents: try field.bool("strip_accents", default: lowercases), lowercases: lowercases))
            ]
        case "NFC": return [.form(UnicodeForm(isCompatible: false, composes: true))]
        case "NFD": return [.form(UnicodeForm(isCompatible: false, composes: false))]
        case "NFKC": return [.form(UnicodeForm(isCompatible: true, composes: true))]
        case "NFKD": return [.form(UnicodeForm(isCompatible: true, composes: false))]
        case "Lowercase": return [.lowercase]
        case "StripAccents": return [.stripAccents]
        case "Nmt": return [.nmt]
        case "Strip":
            return [
                .strip(
                    left: try field.bool("strip_left", default: true),
                    right: try field.bool("strip_right", default: true))
            ]
        case "Replace":
            return [
                .replace(
                    try SplitPattern(try field.member("pattern")),
                    with: Array(try field.member("content").string().utf8))
            ]
        case "Prepend":
            return [.prepend(Array(try field.member("prepend").string().utf8))]
        case "Precompiled":
            let map = try field.member("precompiled_charsmap")
            guard let bytes = Base64.decode(try map.string()) else { throw map.invalid("is not base64") }
            return [.characterMap(try CharacterMap(bytes, map))]
        case let type: throw field.unsupported("a normalizer \(type)")
        }
    }

    func apply(to text: AlignedText) -> AlignedText {
        switch self {
        case .bert(let options): return TextNormalizer.bert(text, options)
        case .form(let form): return form.apply(to: text)
        case .lowercase: return text.mapped { TextNormalizer.lowered($0) }
        case .stripAccents:
            let classes = ScalarClasses.shared
            return text.filtered { classes[$0] & ScalarClasses.accent == 0 }
        case .strip(let left, let right): return TextNormalizer.stripped(text, left: left, right: right)
        case .replace(let pattern, let content): return text.replacing(pattern.matches(in: text.bytes), with: content)
        case .prepend(let content):
            if text.count == 0 { return text }
            var result = AlignedText(capacity: text.count + content.count)
            result.append(content, before: 0..<text.count, of: text)
            return result
        case .characterMap(let map): return map.apply(to: text)
        case .nmt: return TextNormalizer.nmt(text)
        }
    }

    @inline(__always)
    private static func lowered(_ scalar: UInt32) -> [UInt32]? {
        if scalar < 0x80 { return 0x41...0x5A ~= scalar ? [scalar + 0x20] : nil }
        return CharacterTables.lowered[scalar]
    }

    private static func bert(_ source: AlignedText, _ options: NormalizerOptions) -> AlignedText {
        var text = source
        if options.cleansText {
            let tables = CharacterSets.shared
            text = text.filtered { !tables.removed.contains($0) }
            text = text.mapped { tables.whiteSpace.contains($0) ? [0x20] : nil }
        }
        if options.isolatesIdeographs {
            let tables = CharacterSets.shared
            text = text.mapped { tables.ideographs.contains($0) ? [0x20, $0, 0x20] : nil }
        }
        if options.stripsAccents {
            let tables = CharacterSets.shared
            text = UnicodeForm(isCompatible: false, composes: false).apply(to: text)
            text = text.filtered { !tables.marks.contains($0) }
        }
        return options.lowercases ? text.mapped { lowered($0) } : text
    }

    private static func stripped(_ text: AlignedText, left: Bool, right: Bool) -> AlignedText {
        let classes = ScalarClasses.shared
        var first: Int?
        var end = 0
        text.forEachScalar { scalar, index in
            guard classes[scalar] & ScalarClasses.blank == 0 else { return }
            if first == nil { first = index }
            end = index + (scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4)
        }
        guard let first else { return left || right ? AlignedText(capacity: 0) : text }
        let range = (left ? first : 0)..<(right ? end : text.count)
        return range.count == text.count ? text : text.part(range)
    }

    /// The fixed clean-up of SentencePiece's NMT rules.
    private static func nmt(_ text: AlignedText) -> AlignedText {
        text.filtered {
            switch $0 {
            case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: false
            default: true
            }
        }.mapped {
            switch $0 {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: [0x20]
            default: nil
            }
        }
    }
}

/// The sets of BERT's normaliser, for the general form of it.
private struct CharacterSets {
    static let shared = CharacterSets()

    let removed = Set(CharacterTables.removed.joined())
    let whiteSpace = Set(CharacterTables.whiteSpace.joined())
    let ideographs = Set(CharacterTables.ideographs.joined())
    let marks = Set(CharacterTables.marks.joined())
}
