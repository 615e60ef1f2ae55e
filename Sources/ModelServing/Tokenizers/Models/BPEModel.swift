/// Byte-pair encoding: a word starts as its characters, or as its bytes, and neighbours are merged in the order in which
/// training found them.
///
/// - Source: Sennrich, Haddow & Birch 2016, arXiv:1508.07909; over bytes as GPT-2 uses it.
struct BPEModel: Sendable {
    let vocabularySize: Int
    /// Words by their bytes; of a byte-level vocabulary the bytes that its letters stand for.
    private let words: TokenTable
    private let merges: MergeTable
    private let unknownID: Int32?
    private let fusesUnknown: Bool
    /// A word that the vocabulary has is one token, whatever merges would give.
    private let ignoresMerges: Bool
    /// The tokens `<0x00>` to `<0xFF>` where characters fall back on them; -1 where the vocabulary lacks one.
    private let byteTokens: [Int32]?
    private let isByteLevel: Bool
    private let prefix: [UInt8]
    private let suffix: [UInt8]
    /// The tokens of single bytes or ASCII characters inside a word; -1 where there is none.
    private let single: [Int32]
    /// Whether a word may be taken apart before each `▁` behind another letter, since no merge reaches over such a place.
    ///
    /// Vocabularies of SentencePiece have whole lines as words, and are mostly so. Merges in the parts do not know of each other,
    /// whatever their order, so that the tokens are the same.
    private let splitsBeforeMarks: Bool

    init(_ model: TokenizerField, _ vocabulary: Vocabulary, isByteLevel: Bool) throws(ModelError) {
        self.isByteLevel = isByteLevel
        vocabularySize = vocabulary.tokens.count
        if let dropout = try model.optional("dropout"), try dropout.number() != 0 {
            throw dropout.unsupported("a chance to skip merges")
        }
        fusesUnknown = try model.bool("fuse_unk", default: false)
        ignoresMerges = try model.bool("ignore_merges", default: false)
        prefix = Array(try model.optional("continuing_subword_prefix")?.string().utf8 ?? "".utf8)
        suffix = Array(try model.optional("end_of_word_suffix")?.string().utf8 ?? "".utf8)
        if isByteLevel, !prefix.isEmpty || !suffix.isEmpty {
            throw model.unsupported("of bytes, and has a prefix or suffix of words")
        }
        words = try BPEModel.words(vocabulary, isByteLevel: isByteLevel)
        if let unknown = try model.optional("unk_token"), case let token = try unknown.string(), !token.isEmpty {
            // Some published files of byte-level vocabularies name one that they do not have, and never need it.
            guard let id = vocabulary.id(of: token) ?? (isByteLevel ? -1 : nil) else {
                throw unknown.invalid("is not in the vocabulary")
            }
            unknownID = id >= 0 ? id : nil
        } else {
            unknownID = nil
        }
        byteTokens =
            try model.bool("byte_fallback", default: false)
            ? ByteTokens.ids { vocabulary.id(of: $0) } : nil
        let table = words
        let prefix = prefix
        single = (0..<(isByteLevel ? 256 : 128)).map { table.id(of: prefix + [UInt8($0)]) ?? -1 }
        let list = try BPEModel.merges(model, vocabulary, prefix: prefix)
        merges = MergeTable(list)
        let isPlain = !isByteLevel && prefix.isEmpty && suffix.isEmpty
        splitsBeforeMarks = isPlain && table.id(of: BPEModel.mark) != nil && !BPEModel.crossesMarks(list, vocabulary)
    }

    /// The letter that SentencePiece writes for a blank.
    private static let mark = Array("▁".utf8)

    /// Whether a merge joins a token that begins with a mark to one that does not end with a mark.
    private static func crossesMarks(
        _ merges: [(left: Int32, right: Int32, id: Int32)], _ vocabulary: Vocabulary
    ) -> Bool {
        var begins = Set<Int32>()
        var ends = Set<Int32>()
        for (token, id) in vocabulary.tokens {
            if token.utf8.starts(with: mark) { begins.insert(id) }
            if token.utf8.suffix(mark.count).elementsEqual(mark) { ends.insert(id) }
        }
        return merges.contains { begins.contains($0.right) && !ends.contains($0.left) }
    }

    private static func words(_ vocabulary: Vocabulary, isByteLevel: Bool) throws(ModelError) -> TokenTable {
        var words: [(token: [UInt8], id: Int32)] = []
        words.reserveCapacity(vocabulary.tokens.count)
        for (token, id) in vocabulary.tokens {
            if !isByteLevel {
                words.append((Array(token.utf8), id))
            } else if let bytes = ByteAlphabet.bytes(of: token) {
                words.append((bytes, id))
            }
        }
        return try TokenTable(words)
    }

    /// Merges are strings with a blank between the two, or arrays of two.
    private static func merges(
        _ model: TokenizerField, _ vocabulary: Vocabulary, prefix: [UInt8]
    ) throws(ModelError) -> [(left: Int32, right: Int32, id: Int32)] {
        var list: [(left: Int32, right: Int32, id: Int32)] = []
        let field = try model.member("merges")
        guard let merges = field.value.array else { throw field.invalid("is no array") }
        list.reserveCapacity(merges.count)
        for (place, merge) in merges.enumerated() {
            let entry = TokenizerField(merge, "\(field.path)[\(place)]")
            let left: [UInt8]
            let right: [UInt8]
            if let text = merge.string {
                if place == 0, text.hasPrefix("#version") { continue }
                let parts = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
                guard parts.count == 2 else { throw entry.invalid("is not two tokens with a blank between") }
                (left, right) = (Array(parts[0]), Array(parts[1]))
            } else if let pair = merge.array, pair.count == 2, let first = pair[0].string, let last = pair[1].string {
                (left, right) = (Array(first.utf8), Array(last.utf8))
            } else {
                throw entry.invalid("is not two tokens")
            }
            guard let leftID = vocabulary.id(of: left), let rightID = vocabulary.id(of: right) else {
                throw entry.invalid("has a token that the vocabulary lacks")
            }
            guard right.count >= prefix.count, let id = vocabulary.id(of: left + right.dropFirst(prefix.count)) else {
                throw entry.invalid("makes a token that the vocabulary lacks")
            }
            list.append((leftID, rightID, id))
        }
        return list
    }

    /// Adds the tokens of a word that is a range of the text.
    func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout SubwordScratch) {
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        if ignoresMerges, let id = words.id(of: word) { return scratch.append(id, range) }
        guard splitsBeforeMarks else { return merge(bytes, range, &scratch) }
        var start = range.lowerBound
        var place = start
        var isBehindMark = true
        while place < range.upperBound {
            let isMark = bytes[place] == BPEModel.mark[0] && bytes[place..<range.upperBound].starts(with: BPEModel.mark)
            if isMark, !isBehindMark {
                merge(bytes, start..<place, &scratch)
                start = place
            }
            isBehindMark = isMark
            place += isMark ? BPEModel.mark.count : 1
        }
        merge(bytes, start..<place, &scratch)
    }

    private func merge(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout SubwordScratch) {
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        scratch.merges.clear()
        var place = range.lowerBound
        if isByteLevel {
            let isShifted = startBytes(word, &scratch.merges)
            scratch.merges.merge(merges)
            if isShifted { return appendShifted(word, range, &scratch) }
        } else {
            startCharacters(word, &scratch.merges)
            scratch.merges.merge(merges)
        }
        for index in scratch.merges.ids.indices {
            let end = min(place + Int(scratch.merges.lengths[index]), range.upperBound)
            scratch.append(scratch.merges.ids[index], place..<end)
            place = end
        }
    }

    /// A symbol for each byte; true if some have none, so that the places no longer fit.
    private func startBytes(_ word: UnsafeBufferPointer<UInt8>, _ symbols: inout MergeList) -> Bool {
        for byte in word {
            let id = single[Int(byte)]
            guard id >= 0 else {
                symbols.clear()
                startIncompleteBytes(word, &symbols)
                return true
            }
            symbols.append(id, length: 1)
        }
        return false
    }

    /// The same for an alphabet with gaps. The lengths are those of the letters that stand for the bytes.
    private func startIncompleteBytes(_ word: UnsafeBufferPointer<UInt8>, _ symbols: inout MergeList) {
        var unknown = 0
        for byte in word {
            let (id, width) = (single[Int(byte)], ByteAlphabet.width(of: byte))
            if id >= 0 {
                flush(&unknown, &symbols)
                symbols.append(id, length: width)
            } else {
                addUnknown(width, &unknown, &symbols)
            }
        }
        flush(&unknown, &symbols)
    }

    /// Where bytes were left out, the reference counts places over the rest; so do the ranges here.
    private func appendShifted(
        _ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout SubwordScratch
    ) {
        let places = word.enumerated().flatMap { [Int](repeating: $0, count: ByteAlphabet.width(of: $1)) }
        var place = 0
        for index in scratch.merges.ids.indices {
            let end = min(place + Int(scratch.merges.lengths[index]), places.count)
            guard place < end else { continue }
            let start = range.lowerBound + places[place]
            scratch.append(scratch.merges.ids[index], start..<range.lowerBound + places[end - 1] + 1)
            place = end
        }
    }

    private func startCharacters(_ word: UnsafeBufferPointer<UInt8>, _ symbols: inout MergeList) {
        var unknown = 0
        var place = 0
        while place < word.count {
            let length = decodeScalar(word, at: place).length
            let end = place + length
            defer { place = end }
            if let id = symbol(word, place..<end) {
                flush(&unknown, &symbols)
                symbols.append(id, length: length)
                continue
            }
            if let byteTokens {
                let ids = spelled(word, place..<end).map { byteTokens[Int($0)] }
                if !ids.contains(-1) {
                    // An unknown token before them stays behind until a known character, as in the reference.
                    for id in ids { symbols.append(id, length: 1) }
                    continue
                }
            }
            addUnknown(length, &unknown, &symbols)
        }
        flush(&unknown, &symbols)
    }

    /// The token of one character, with the affixes that its place in the word asks for.
    @inline(__always)
    private func symbol(_ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32? {
        if range.count == 1, prefix.isEmpty, suffix.isEmpty {
            let id = single[Int(word[range.lowerBound])]
            return id >= 0 ? id : nil
        }
        if prefix.isEmpty, suffix.isEmpty { return words.id(of: UnsafeBufferPointer(rebasing: word[range])) }
        return words.id(of: spelled(word, range))
    }

    private func spelled(_ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
        (range.lowerBound > 0 ? prefix : []) + word[range] + (range.upperBound == word.count ? suffix : [])
    }

    private func addUnknown(_ length: Int, _ unknown: inout Int, _ symbols: inout MergeList) {
        guard unknownID != nil else { return }
        if !fusesUnknown { flush(&unknown, &symbols) }
        unknown += length
    }

    private func flush(_ unknown: inout Int, _ symbols: inout MergeList) {
        guard unknown > 0, let unknownID else { return }
        symbols.append(unknownID, length: unknown)
        unknown = 0
    }
}
