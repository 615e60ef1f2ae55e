/// SentencePiece's unigram model: the pieces with the highest sum of scores that make up the text.
///
/// Linear in the text's length times the longest token's.
/// - Source: Kudo 2018, arXiv:1804.10959; the search is that of Viterbi 1967.
struct UnigramModel: Sendable {
    let vocabularySize: Int
    private let trie: TokenTrie
    /// Natural logarithms of probabilities, by id.
    private let scores: [Double]
    private let unknownID: Int32
    private let unknownScore: Double
    /// `<0x00>` to `<0xFF>`, where unknown characters fall back on them.
    private let byteTokens: [Int32]?

    /// What an unknown character costs beyond the least likely token.
    private static let unknownPenalty = 10.0

    init(_ model: TokenizerField) throws(ModelError) {
        let field = try model.member("vocab")
        guard let entries = field.value.array else { throw field.invalid("is no array") }
        var tokens: [(token: String, id: Int32)] = []
        var scores: [Double] = []
        tokens.reserveCapacity(entries.count)
        scores.reserveCapacity(entries.count)
        for (id, entry) in entries.enumerated() {
            guard let pair = entry.array, pair.count == 2, let token = pair[0].string, let score = pair[1].double else {
                throw TokenizerField(entry, "\(field.path)[\(id)]").invalid("is not a token and its score")
            }
            if !token.isEmpty { tokens.append((token, Int32(id))) }
            scores.append(score)
        }
        guard let unknown = try model.optional("unk_id") else {
            throw model.unsupported("without unk_id")
        }
        unknownID = try unknown.id()
        guard Int(unknownID) < scores.count else { throw unknown.invalid("is past the vocabulary's \(scores.count)") }
        self.scores = scores
        vocabularySize = scores.count
        unknownScore = (scores.min() ?? 0) - UnigramModel.unknownPenalty
        trie = try TokenTrie(tokens)
        if try model.bool("byte_fallback", default: false) {
            let trie = trie
            let ids = ByteTokens.ids { trie.id(of: $0) }
            byteTokens = ids
        } else {
            byteTokens = nil
        }
    }

    var trieOfTokens: TokenTrie { trie }

    /// Adds the tokens of a range of the text.
    func tokenize(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scratch: inout SubwordScratch) {
        let text = UnsafeBufferPointer(rebasing: bytes[range])
        search(text, &scratch.lattice)
        append(text, at: range.lowerBound, &scratch)
    }

    /// Fills the lattice: at each end the best last token; equal scores keep the first found.
    private func search(_ text: UnsafeBufferPointer<UInt8>, _ lattice: inout SubwordScratch.Lattice) {
        let count = text.count
        if lattice.scores.count <= count {
            lattice.scores = [Double](repeating: 0, count: count + 1)
            lattice.ids = [Int32](repeating: 0, count: count + 1)
            lattice.starts = [Int32](repeating: -1, count: count + 1)
        }
        lattice.scores.withUnsafeMutableBufferPointer { best in
            lattice.ids.withUnsafeMutableBufferPointer { ids in
                lattice.starts.withUnsafeMutableBufferPointer { starts in
                    for end in 0...count { starts[end] = -1 }
                    best[0] = 0
                    var start = 0
                    while start < count {
                        let length = decodeScalar(text, at: start).length
                        let here = best[start]
                        var hasSingle = false
                        func offer(_ id: Int32, _ score: Double, _ end: Int) {
                            if starts[end] < 0 || score > best[end] {
                                best[end] = score
                                ids[end] = id
                                starts[end] = Int32(truncatingIfNeeded: start)
                            }
                        }
                        var node = TokenTrie.root
                        var end = start
                        while end < count, let next = trie.child(of: node, text[end]) {
                            node = next
                            end += 1
                            let id = trie.id(at: node)
                            if id >= 0 {
                                offer(id, scores[Int(id)] + here, end)
                                if end - start == length { hasSingle = true }
                            }
                        }
                        if !hasSingle { offer(unknownID, unknownScore + here, start + length) }
                        start += length
                    }
                }
            }
        }
    }

    /// Walks the best path from its end; unknown tokens that touch are one.
    private func append(_ text: UnsafeBufferPointer<UInt8>, at offset: Int, _ scratch: inout SubwordScratch) {
        let first = scratch.ids.count
        var end = text.count
        while end > 0 {
            var start = Int(scratch.lattice.starts[end])
            var id = scratch.lattice.ids[end]
            if id == unknownID {
                while start > 0, scratch.lattice.ids[start] == unknownID { start = Int(scratch.lattice.starts[start]) }
                id = trie.id(of: UnsafeBufferPointer(rebasing: text[start..<end])) ?? -1
            }
            let range = offset + start..<offset + end
            if id >= 0 {
                scratch.append(id, range)
            } else if let byteTokens, text[start..<end].allSatisfy({ byteTokens[Int($0)] >= 0 }) {
                // All of them stand for the whole of the unknown text.
                for byte in text[start..<end].reversed() { scratch.append(byteTokens[Int(byte)], range) }
            } else {
                scratch.append(unknownID, range)
            }
            end = start
        }
        scratch.ids[first...].reverse()
        scratch.ranges[first...].reverse()
    }
}

/// The tokens that stand for single bytes in vocabularies that fall back on them.
enum ByteTokens {
    /// The ids of `<0x00>` to `<0xFF>`, -1 where there is none.
    static func ids(_ id: (String) -> Int32?) -> [Int32] {
        let digits = Array("0123456789ABCDEF")
        return (0..<256).map { id("<0x\(digits[$0 / 16])\(digits[$0 % 16])>") ?? -1 }
    }
}
