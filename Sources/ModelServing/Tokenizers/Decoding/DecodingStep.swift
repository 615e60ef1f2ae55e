/// One step of a tokenizer's decoding: takes the texts of the tokens, and gives texts that are at last put together.
///
/// Texts are bytes of UTF-8, as are those of all steps.
enum DecodingStep: Sendable {
    /// The letters of a byte-level vocabulary back into bytes; what is no UTF-8 then becomes U+FFFD.
    case byteLevel
    /// Blanks between words, none before what continues one; with the clean-up of English.
    case wordPiece(prefix: [UInt8], cleansUp: Bool)
    /// Words end with a suffix, which becomes the blank between them.
    case wordEnds(suffix: [UInt8])
    /// Marks back into blanks; in the first token they are dropped where encoding may have put one there.
    case metaspace(mark: [UInt8], dropsFirst: Bool)
    /// `<0x41>` into the byte, and bytes that are no UTF-8 together into U+FFFD each.
    case byteFallback
    case fuse
    /// So many of a character off the ends of each token, where they are there.
    case strip([UInt8], start: Int, end: Int)
    case replace(SplitPattern, with: [UInt8])
    /// Repetitions and the padding out, as speech models write.
    case ctc(padding: [UInt8], wordDelimiter: [UInt8], cleansUp: Bool)

    /// The steps of a `decoder`, sequences laid out flat; nil where there is none.
    static func steps(_ field: TokenizerField?) throws(ModelError) -> [DecodingStep]? {
        guard let field else { return nil }
        guard try field.type() == "Sequence" else { return [try DecodingStep(field)] }
        var steps: [DecodingStep] = []
        for part in try field.member("decoders").elements() { steps += try DecodingStep.steps(part) ?? [] }
        return steps
    }

    private init(_ field: TokenizerField) throws(ModelError) {
        func bytes(_ name: String) throws(ModelError) -> [UInt8] { Array(try field.member(name).string().utf8) }
        switch try field.type() {
        case "ByteLevel": self = .byteLevel
        case "WordPiece":
            self = .wordPiece(prefix: try bytes("prefix"), cleansUp: try field.bool("cleanup", default: true))
        case "BPEDecoder": self = .wordEnds(suffix: try bytes("suffix"))
        case "Metaspace":
            let (mark, scheme) = try TextSplitter.metaspace(field)
            self = .metaspace(mark: mark, dropsFirst: scheme != .never)
        case "ByteFallback": self = .byteFallback
        case "Fuse": self = .fuse
        case "Strip":
            let content = try field.member("content")
            _ = try content.scalar()
            self = .strip(
                Array(try content.string().utf8), start: Int(try field.member("start").id()),
                end: Int(try field.member("stop").id()))
        case "Replace":
            self = .replace(try SplitPattern(try field.member("pattern")), with: try bytes("content"))
        case "CTC":
            self = .ctc(
                padding: try bytes("pad_token"), wordDelimiter: try bytes("word_delimiter_token"),
                cleansUp: try field.bool("cleanup", default: true))
        case let type: throw field.unsupported("a decoder \(type)")
        }
    }

    func apply(to tokens: [[UInt8]]) -> [[UInt8]] {
        switch self {
        case .byteLevel:
            let bytes = tokens.flatMap { ByteAlphabet.bytes(of: String(decoding: $0, as: UTF8.self)) ?? $0 }
            return [Array(String(decoding: bytes, as: UTF8.self).utf8)]
        case .wordPiece(let prefix, let cleansUp):
            return tokens.enumerated().map { index, token in
                var token = token
                if index > 0 {
                    token = token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token
                }
                return cleansUp ? DecodingStep.cleanedUp(token) : token
            }
        case .wordEnds(let suffix):
            return tokens.enumerated().map { index, token in
                token.replacing(suffix, with: index == tokens.count - 1 ? [] : [0x20])
            }
        case .metaspace(let mark, let dropsFirst):
            return tokens.enumerated().map { index, token in
                token.replacing(mark, with: index == 0 && dropsFirst ? [] : [0x20])
            }
        case .byteFallback: return DecodingStep.joinedBytes(tokens)
        case .fuse: return [Array(tokens.joined())]
        case .strip(let content, let start, let end):
            return tokens.map { DecodingStep.stripped($0, of: content, start: start, end: end) }
        case .replace(let pattern, let content):
            return tokens.map { token in token.replacing(pattern.matches(in: token), with: content) }
        case .ctc(let padding, let wordDelimiter, let cleansUp):
            var last: [UInt8]?
            return tokens.compactMap { token in
                defer { last = token }
                guard token != last else { return nil }
                var text = token.replacing(padding, with: [])
                if cleansUp { text = DecodingStep.cleanedUp(text).replacing(wordDelimiter, with: [0x20]) }
                return text.isEmpty ? nil : text
            }
        }
    }

    /// The blanks before English marks and contractions out, in the reference's order.
    private static func cleanedUp(_ token: [UInt8]) -> [UInt8] {
        guard token.contains(0x20) else { return token }
        return cleanUps.reduce(token) { $0.replacing($1.0, with: $1.1) }
    }

    private static let cleanUps: [([UInt8], [UInt8])] = [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
        (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    private static func joinedBytes(_ tokens: [[UInt8]]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var bytes: [UInt8] = []
        func flush() {
            guard !bytes.isEmpty else { return }
            let isText = String(validating: bytes, as: UTF8.self) != nil
            result.append(isText ? bytes : [UInt8](repeatElement(replacement, count: bytes.count).joined()))
            bytes.removeAll(keepingCapacity: true)
        }
        for token in tokens {
            if let byte = ByteTokens.byte(of: token) {
                bytes.append(byte)
            } else {
                flush()
                result.append(token)
            }
        }
        flush()
        return result
    }

    /// U+FFFD.
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private static func stripped(_ token: [UInt8], of content: [UInt8], start: Int, end: Int) -> [UInt8] {
        var rest = token[...]
        var (start, end) = (start, end)
        while start > 0, rest.starts(with: content) {
            rest = rest.dropFirst(content.count)
            start -= 1
        }
        while end > 0, rest.suffix(content.count).elementsEqual(content) {
            rest = rest.dropLast(content.count)
            end -= 1
        }
        return Array(rest)
    }
}

extension ByteTokens {
    /// The byte that a token of the form `<0x41>` stands for; nil for any other.
    static func byte(of token: [UInt8]) -> UInt8? {
        guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">") else { return nil }
        func digit(_ byte: UInt8) -> UInt8? {
            Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
        }
        guard let high = digit(token[3]), let low = digit(token[4]) else { return nil }
        return high << 4 | low
    }
}

extension [UInt8] {
    fileprivate func replacing(_ pattern: [UInt8], with content: [UInt8]) -> [UInt8] {
        replacing(SplitPattern.string(pattern).matches(in: self), with: content)
    }

    fileprivate func replacing(_ matches: [Range<Int>], with content: [UInt8]) -> [UInt8] {
        if matches.isEmpty { return self }
        var result: [UInt8] = []
        var end = 0
        for match in matches {
            result += self[end..<match.lowerBound]
            result += content
            end = match.upperBound
        }
        return result + self[end...]
    }
}
