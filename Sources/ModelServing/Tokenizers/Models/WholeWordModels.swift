/// WordPiece over the words of any splitter: each is taken apart from its start, always by the longest piece.
///
/// BERT's own combination has a faster form, ``WordPieceTokenizer``.
struct WordPieceModel: Sendable {
    let vocabularySize: Int
    private let trie: TokenTrie
    private let continuation: UInt32?
    private let unknownID: Int32
    private let longestWord: Int

    init(_ model: TokenizerField, _ vocabulary: Vocabulary) throws(ModelError) {
        vocabularySize = vocabulary.tokens.count
        unknownID = try vocabulary.unknownID(model)
        longestWord = Int(try model.optional("max_input_chars_per_word")?.id() ?? 100)
        trie = try TokenTrie(vocabulary.tokens.filter { !$0.token.isEmpty })
        continuation = trie.node(after: try model.optional("continuing_subword_prefix")?.string() ?? "##")
    }

    func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout SubwordScratch) {
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        let before = scratch.ids.count
        var start = word.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } > longestWord ? -1 : 0
        var node: UInt32? = TokenTrie.root
        while start >= 0, start < word.count {
            if let first = node, let piece = trie.longest(in: word, from: start, at: first) {
                scratch.append(piece.id, range.lowerBound + start..<range.lowerBound + piece.end)
                start = piece.end
                node = continuation
            } else {
                start = -1
            }
        }
        guard start < 0 else { return }
        scratch.ids.removeSubrange(before...)
        scratch.ranges.removeSubrange(before...)
        scratch.append(unknownID, range)
    }
}

/// Each word is one token.
struct WordLevelModel: Sendable {
    let vocabularySize: Int
    private let words: TokenTable
    private let unknownID: Int32

    init(_ model: TokenizerField, _ vocabulary: Vocabulary) throws(ModelError) {
        vocabularySize = vocabulary.tokens.count
        unknownID = try vocabulary.unknownID(model)
        words = try TokenTable(vocabulary.tokens.map { (Array($0.token.utf8), $0.id) })
    }

    func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout SubwordScratch) {
        scratch.append(words.id(of: UnsafeBufferPointer(rebasing: bytes[range])) ?? unknownID, range)
    }
}

extension Vocabulary {
    fileprivate func unknownID(_ model: TokenizerField) throws(ModelError) -> Int32 {
        let unknown = try model.member("unk_token")
        guard let id = id(of: try unknown.string()) else { throw unknown.invalid("is not in the vocabulary") }
        return id
    }
}
