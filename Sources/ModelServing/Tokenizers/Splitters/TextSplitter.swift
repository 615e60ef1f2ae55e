/// One step of a tokenizer's splitting into words.
enum TextSplitter: Sendable {
    /// What becomes of the text that a splitter matches.
    enum Behavior: String, Sendable {
        case removed = "Removed"
        case isolated = "Isolated"
        case mergedWithPrevious = "MergedWithPrevious"
        case mergedWithNext = "MergedWithNext"
        case contiguous = "Contiguous"
    }

    enum PrependScheme: String, Sendable {
        case always, first, never
    }

    /// Splits at matches of a pattern, or at what lies between them.
    case pattern(SplitPattern, Behavior, isInverted: Bool)
    /// Splits at each scalar of a class.
    case scalars(ScalarClasses.Set, Behavior)
    case character(UInt32, Behavior)
    /// Words and runs of marks, `\w+|[^\w\s]+`.
    case words
    case metaspace(replacement: [UInt8], PrependScheme, splits: Bool)
    case prefixSpace

    /// The steps of a `pre_tokenizer`, sequences laid out flat, and whether the words are then taken byte by byte.
    static func steps(_ field: TokenizerField?) throws(ModelError) -> (steps: [TextSplitter], isByteLevel: Bool) {
        guard let field else { return ([], false) }
        guard try field.type() == "Sequence" else { return try step(field) }
        var result: (steps: [TextSplitter], isByteLevel: Bool) = ([], false)
        for part in try field.member("pretokenizers").elements() {
            let next = try steps(part)
            if result.isByteLevel { throw part.unsupported("a splitter behind ByteLevel") }
            result = (result.steps + next.steps, next.isByteLevel)
        }
        return result
    }

    private static func step(_ field: TokenizerField) throws(ModelError) -> (steps: [TextSplitter], isByteLevel: Bool) {
        switch try field.type() {
        case "BertPreTokenizer":
            return ([.scalars(ScalarClasses.blank, .removed), .scalars(ScalarClasses.punctuation, .isolated)], false)
        case "ByteLevel":
            var steps: [TextSplitter] = []
            if try field.bool("add_prefix_space", default: true) { steps.append(.prefixSpace) }
            if try field.bool("use_regex", default: true) {
                steps.append(.pattern(.gpt2, .isolated, isInverted: false))
            }
            return (steps, true)
        case "Metaspace":
            let (mark, scheme) = try metaspace(field)
            return ([.metaspace(replacement: mark, scheme, splits: try field.bool("split", default: true))], false)
        case "Whitespace": return ([.words], false)
        case "WhitespaceSplit": return ([.scalars(ScalarClasses.blank, .removed)], false)
        case "Punctuation":
            return ([.scalars(ScalarClasses.punctuation, try behavior(field, default: .isolated))], false)
        case "Digits":
            let alone = try field.bool("individual_digits", default: false)
            return ([.scalars(ScalarClasses.numeric, alone ? .isolated : .contiguous)], false)
        case "CharDelimiterSplit": return ([.character(try field.member("delimiter").scalar(), .removed)], false)
        case "Split":
            let pattern = try SplitPattern(try field.member("pattern"))
            let isInverted = try field.bool("invert", default: false)
            return ([.pattern(pattern, try behavior(field, default: nil), isInverted: isInverted)], false)
        case let type: throw field.unsupported("a pre_tokenizer \(type)")
        }
    }

    /// What a Metaspace, here or as a decoder, writes for a blank and when it puts one before the text.
    static func metaspace(_ field: TokenizerField) throws(ModelError) -> (mark: [UInt8], scheme: PrependScheme) {
        let replacement = try field.optional("replacement")
        _ = try replacement?.scalar()
        let mark = Array(try replacement?.string().utf8 ?? "▁".utf8)
        guard let named = try field.optional("prepend_scheme") else {
            return (mark, try field.bool("add_prefix_space", default: true) ? .always : .never)
        }
        guard let scheme = PrependScheme(rawValue: try named.string()) else {
            throw named.unsupported("\"\(try named.string())\"")
        }
        return (mark, scheme)
    }

    private static func behavior(_ field: TokenizerField, default fallback: Behavior?) throws(ModelError) -> Behavior {
        if let fallback, try field.optional("behavior") == nil { return fallback }
        let named = try field.member("behavior")
        guard let behavior = Behavior(rawValue: try named.string()) else {
            throw named.unsupported("\"\(try named.string())\"")
        }
        return behavior
    }

    /// Splits every piece of the text further; some steps write into the text as well.
    func apply(to text: inout AlignedText, _ pieces: inout [Range<Int>]) {
        switch self {
        case .metaspace(let replacement, let scheme, let splits):
            markSpaces(&text, &pieces, replacement, scheme)
            if splits {
                TextSplitter.pattern(.string(replacement), .mergedWithNext, isInverted: false).split(text, &pieces)
            }
        case .prefixSpace:
            let needing = pieces.map { text.bytes[$0.lowerBound] != 0x20 }
            TextSplitter.prepend([0x20], needing, &text, &pieces)
        default: split(text, &pieces)
        }
    }

    private func markSpaces(
        _ text: inout AlignedText, _ pieces: inout [Range<Int>], _ replacement: [UInt8], _ scheme: PrependScheme
    ) {
        var marked = AlignedText(capacity: text.count + text.count / 2 + 3)
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(pieces.count)
        for piece in pieces {
            let start = marked.count
            let hasMark = text.bytes[piece].starts(with: replacement) || text.bytes[piece.lowerBound] == 0x20
            let isFirst = scheme == .always || scheme == .first && text.start(piece.lowerBound) == 0
            let prefix = isFirst && !hasMark ? replacement : []
            if !prefix.isEmpty {
                let length = text.scalar(at: piece.lowerBound).length
                marked.append(prefix, before: piece.lowerBound..<piece.lowerBound + length, of: text)
                appendMarked(text, piece.lowerBound + length..<piece.upperBound, replacement, &marked)
            } else {
                appendMarked(text, piece, replacement, &marked)
            }
            ranges.append(start..<marked.count)
        }
        text = marked
        pieces = ranges
    }

    private func appendMarked(
        _ text: AlignedText, _ range: Range<Int>, _ replacement: [UInt8], _ marked: inout AlignedText
    ) {
        var start = range.lowerBound
        for index in range where text.bytes[index] == 0x20 {
            marked.append(text, start..<index)
            marked.append(replacement, like: text, at: index)
            start = index + 1
        }
        marked.append(text, start..<range.upperBound)
    }

    /// Puts a prefix before the pieces that need one.
    private static func prepend(
        _ prefix: [UInt8], _ needing: [Bool], _ text: inout AlignedText, _ pieces: inout [Range<Int>]
    ) {
        guard needing.contains(true) else { return }
        var result = AlignedText(capacity: text.count + pieces.count * prefix.count)
        var ranges: [Range<Int>] = []
        for (piece, needs) in zip(pieces, needing) {
            let start = result.count
            if needs { result.append(prefix, before: piece, of: text) } else { result.append(text, piece) }
            ranges.append(start..<result.count)
        }
        text = result
        pieces = ranges
    }

    private func split(_ text: AlignedText, _ pieces: inout [Range<Int>]) {
        var result: [Range<Int>] = []
        result.reserveCapacity(max(pieces.count, text.count / 4))
        text.bytes.withUnsafeBufferPointer { bytes in
            for piece in pieces {
                switch self {
                case .pattern(let pattern, let behavior, let isInverted):
                    var sink = SplitSink(behavior, piece, isInverted: isInverted)
                    pattern.forEachMatch(bytes, piece) { sink.match($0, &result) }
                    sink.finish(&result)
                case .scalars(let set, let behavior):
                    let classes = ScalarClasses.shared
                    var sink = SplitSink(behavior, piece, isInverted: false)
                    SplitPattern.forEachRun(bytes, piece, 1, 1, { classes[$0] & set != 0 }) { sink.match($0, &result) }
                    sink.finish(&result)
                case .character(let scalar, let behavior):
                    var sink = SplitSink(behavior, piece, isInverted: false)
                    SplitPattern.forEachRun(bytes, piece, 1, 1, { $0 == scalar }) { sink.match($0, &result) }
                    sink.finish(&result)
                case .words: TextSplitter.splitWords(bytes, piece, &result)
                case .metaspace, .prefixSpace: result.append(piece)
                }
            }
        }
        pieces = result
    }

    private static func splitWords(
        _ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>, _ result: inout [Range<Int>]
    ) {
        let classes = ScalarClasses.shared
        var place = piece.lowerBound
        var start = place
        var kind: ScalarClasses.Set = ScalarClasses.blank
        while place < piece.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: place)
            let set = classes[scalar]
            let own = set & ScalarClasses.word != 0 ? ScalarClasses.word : set & ScalarClasses.blank
            if own != kind {
                if kind != ScalarClasses.blank { result.append(start..<place) }
                (start, kind) = (place, own)
            }
            place += length
        }
        if kind != ScalarClasses.blank { result.append(start..<place) }
    }
}
