/// Tokens that are found in a text before anything else is done with it, such as `<mask>` or `<|im_start|>`.
struct AddedTokens: Sendable {
    struct Token: Sendable {
        var id: Int32
        var content: String
        /// Only where no letter, digit or underscore touches it.
        var isSingleWord = false
        /// White space before or behind it belongs to it.
        var stripsLeft = false
        var stripsRight = false
        /// Looked for in the normalised text, in its own normalised form.
        var isNormalized = false
        /// Left out of decoded text where the caller wants that.
        var isSpecial = false
    }

    private let tokens: [Token]
    private let trie: TokenTrie
    private let starts: [Bool]
    let isEmpty: Bool

    /// - Parameter contents: What each token looks like where it is looked for.
    init(_ tokens: [Token], contents: [[UInt8]]) throws(ModelError) {
        self.tokens = tokens
        var starts = [Bool](repeating: false, count: 256)
        var words: [(token: String, id: Int32)] = []
        for (index, content) in contents.enumerated() {
            guard let first = content.first else { continue }
            starts[Int(first)] = true
            words.append((String(decoding: content, as: UTF8.self), Int32(index)))
        }
        self.starts = starts
        isEmpty = words.isEmpty
        trie = try TokenTrie(words)
    }

    /// The `added_tokens` of a tokenizer.
    static func read(_ json: TokenizerField) throws(ModelError) -> [Token] {
        guard let field = try json.optional("added_tokens") else { return [] }
        var tokens: [Token] = []
        for entry in try field.elements() {
            tokens.append(
                Token(
                    id: try entry.member("id").id(), content: try entry.member("content").string(),
                    isSingleWord: try entry.bool("single_word", default: false),
                    stripsLeft: try entry.bool("lstrip", default: false),
                    stripsRight: try entry.bool("rstrip", default: false),
                    isNormalized: try entry.bool("normalized", default: false),
                    isSpecial: try entry.bool("special", default: false)))
        }
        return tokens
    }

    /// Gives what lies between the tokens, with no id, and the tokens, all in order.
    ///
    /// Of tokens that begin at a place the longest is taken; what a match covers is not looked at again.
    func forEachPart(
        of bytes: UnsafeBufferPointer<UInt8>, _ give: (_ range: Range<Int>, _ id: Int32?) -> Void
    ) {
        var start = 0
        var place = 0
        while place < bytes.count {
            guard starts[Int(bytes[place])], let found = trie.longest(in: bytes, from: place, at: TokenTrie.root) else {
                place += 1
                continue
            }
            let token = tokens[Int(found.id)]
            var range = place..<found.end
            place = found.end
            if token.isSingleWord, touchesWord(bytes, range) { continue }
            if token.stripsLeft {
                range = max(blanksStart(bytes, before: range.lowerBound, from: start), start)..<range.upperBound
            }
            if token.stripsRight { range = range.lowerBound..<blanksEnd(bytes, from: range.upperBound) }
            if start < range.lowerBound { give(start..<range.lowerBound, nil) }
            give(range, token.id)
            start = range.upperBound
        }
        if start < bytes.count { give(start..<bytes.count, nil) }
    }

    private func touchesWord(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let classes = ScalarClasses.shared
        if range.lowerBound > 0 {
            let before = scalarStart(bytes, before: range.lowerBound)
            if classes[decodeScalar(bytes, at: before).scalar] & ScalarClasses.word != 0 { return true }
        }
        return range.upperBound < bytes.count
            && classes[decodeScalar(bytes, at: range.upperBound).scalar] & ScalarClasses.word != 0
    }

    private func scalarStart(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var place = end - 1
        while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    /// Looks back no further than `start`, so that no blank is passed twice.
    private func blanksStart(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int, from start: Int) -> Int {
        let classes = ScalarClasses.shared
        var end = end
        while end > start {
            let before = scalarStart(bytes, before: end)
            guard classes[decodeScalar(bytes, at: before).scalar] & ScalarClasses.blank != 0 else { break }
            end = before
        }
        return end
    }

    private func blanksEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let classes = ScalarClasses.shared
        var place = start
        while place < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: place)
            guard classes[scalar] & ScalarClasses.blank != 0 else { break }
            place += length
        }
        return place
    }
}
