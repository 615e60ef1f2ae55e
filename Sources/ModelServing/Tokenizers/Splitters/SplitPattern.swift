/// What a text is split at: a fixed string, or one of the regular expressions that published tokenizers use.
///
/// There is no engine for regular expressions in general here: each of these is a scan over bytes, linear and equal to the
/// reference. Others are refused on loading.
enum SplitPattern: Sendable, Hashable {
    case string([UInt8])
    /// The words of GPT-2.
    case gpt2
    /// The words of GPT-4, Llama 3 and Qwen, with the most digits that stay together, and the classes that letters are of.
    case gpt4(digits: Int, letters: ScalarClasses.Set)
    /// The words of GPT-4o (o200k) and Mistral's Tekken, which also end before a capital letter.
    case gpt4o(digits: Int, contractions: Bool)
    /// From `minimum` to `maximum` scalars of some classes, or of none of them.
    case run(ScalarClasses.Set, isNegated: Bool, minimum: Int, maximum: Int)
    /// Two or more blanks, or any other fixed byte's run.
    case repeated(UInt8, minimum: Int)

    init(_ field: TokenizerField) throws(ModelError) {
        if let string = try field.optional("String") {
            self = .string(Array(try string.string().utf8))
            return
        }
        let regex = try field.member("Regex")
        guard let pattern = SplitPattern.known[try regex.string()] else {
            throw regex.unsupported("the pattern \(try regex.string())")
        }
        self = pattern
    }

    private static let known: [String: SplitPattern] = {
        let tail = #"\s*[\r\n]+|\s+(?!\S)|\s+"#
        let apostrophe = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
        let letter = ScalarClasses.letter
        let letterOrMark = ScalarClasses.upper | ScalarClasses.lower
        func cased(_ ending: String) -> String {
            let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
            let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
            let before = #"[^\r\n\p{L}\p{N}]?"#
            return before + upper + "*" + lower + "+" + ending + "|" + before + upper + "+" + lower + "*" + ending + "|"
        }
        let marksOrPaths = #"| ?[^\s\p{L}\p{N}]+[\r\n/]*|"#
        let words = #"|[^\r\n\p{L}\p{N}]?\p{L}+|"#
        let marks = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|"#
        let many = Int.max
        return [
            #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#: .gpt2,
            #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#: .gpt2,
            apostrophe + words + #"\p{N}{1,3}"# + marks + tail: .gpt4(digits: 3, letters: letter),
            apostrophe + words + #"\p{N}"# + marks + tail: .gpt4(digits: 1, letters: letter),
            apostrophe + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|"# + tail:
                .gpt4(digits: 1, letters: letterOrMark),
            cased(apostrophe + "?") + #"\p{N}{1,3}"# + marksOrPaths + tail: .gpt4o(digits: 3, contractions: true),
            cased("") + #"\p{N}"# + marksOrPaths + tail: .gpt4o(digits: 1, contractions: false),
            #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"#:
                .gpt4(digits: 3, letters: letter),
            #"\p{N}"#: .run(ScalarClasses.number, isNegated: false, minimum: 1, maximum: 1),
            #"\p{N}+"#: .run(ScalarClasses.number, isNegated: false, minimum: 1, maximum: many),
            #"\p{N}{1,3}"#: .run(ScalarClasses.number, isNegated: false, minimum: 1, maximum: 3),
            #"\p{L}+"#: .run(ScalarClasses.letter, isNegated: false, minimum: 1, maximum: many),
            #"\s"#: .run(ScalarClasses.space, isNegated: false, minimum: 1, maximum: 1),
            #"\s+"#: .run(ScalarClasses.space, isNegated: false, minimum: 1, maximum: many),
            #"\S+"#: .run(ScalarClasses.space, isNegated: true, minimum: 1, maximum: many),
            " {2,}": .repeated(0x20, minimum: 2),
            " +": .repeated(0x20, minimum: 1),
            " ": .string([0x20]),
            "▁": .string(Array("▁".utf8)),
            #"\n"#: .string([0x0A]),
            "\n": .string([0x0A]),
        ]
    }()

    /// The matches in a text, ascending.
    func matches(in bytes: [UInt8]) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { bytes in
            var matches: [Range<Int>] = []
            forEachMatch(bytes, 0..<bytes.count) { matches.append($0) }
            return matches
        }
    }

    /// Gives each match within a range, which is looked at as if it were the whole text.
    func forEachMatch(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ give: (Range<Int>) -> Void) {
        switch self {
        case .string(let string): SplitPattern.forEach(string, bytes, range, give)
        case .gpt2:
            let scan = WordScan(bytes: bytes, end: range.upperBound)
            SplitPattern.forEachWord(range, { scan.gpt2(from: $0) }, give)
        case .gpt4(let digits, let letters):
            let scan = WordScan(bytes: bytes, end: range.upperBound, letters: letters)
            SplitPattern.forEachWord(range, { scan.gpt4(from: $0, digits: digits) }, give)
        case .gpt4o(let digits, let contractions):
            let scan = WordScan(bytes: bytes, end: range.upperBound)
            SplitPattern.forEachWord(
                range, { scan.gpt4o(from: $0, digits: digits, hasContractions: contractions) }, give)
        case .run(let set, let isNegated, let minimum, let maximum):
            let classes = ScalarClasses.shared
            SplitPattern.forEachRun(bytes, range, minimum, maximum, { (classes[$0] & set != 0) != isNegated }, give)
        case .repeated(let byte, let minimum):
            SplitPattern.forEachRun(bytes, range, minimum, .max, { $0 == UInt32(byte) }, give)
        }
    }

    @inline(__always)
    private static func forEachWord(_ range: Range<Int>, _ wordEnd: (Int) -> Int, _ give: (Range<Int>) -> Void) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = wordEnd(start)
            give(start..<end)
            start = end
        }
    }

    private static func forEach(
        _ string: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ give: (Range<Int>) -> Void
    ) {
        guard let first = string.first else { return }
        var place = range.lowerBound
        while place + string.count <= range.upperBound {
            if bytes[place] == first, bytes[place..<place + string.count].elementsEqual(string) {
                give(place..<place + string.count)
                place += string.count
            } else {
                place += 1
            }
        }
    }

    @inline(__always)
    static func forEachRun(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ minimum: Int, _ maximum: Int,
        _ isMember: (UInt32) -> Bool, _ give: (Range<Int>) -> Void
    ) {
        var place = range.lowerBound
        var start = place
        var count = 0
        func finish() {
            if count >= minimum, count > 0 { give(start..<place) }
            count = 0
        }
        while place < range.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: place)
            if isMember(scalar) {
                if count == maximum { finish() }
                if count == 0 { start = place }
                count += 1
            } else {
                finish()
            }
            place += length
        }
        finish()
    }
}
