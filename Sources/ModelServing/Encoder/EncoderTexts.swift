/// The texts of one call as an encoder takes them.
struct EncoderTexts: Sendable {
    /// What is encoded: of each text one sequence, or several where long ones are cut into pieces.
    private(set) var sequences: [EncoderInput] = []
    /// For each text the tokens of its pieces, special ones not counted but at least one each.
    private var pieces: [[Int]] = []

    /// - Throws: ``ModelError`` with `invalidRequest` for a text over the limit where those are refused.
    init(
        _ texts: [String], prompt: String, _ tokenizer: any EncoderTokenizer, maximumTokens: Int,
        longTexts: SentenceEncoderOptions.LongTexts
    ) throws(ModelError) {
        for (index, text) in texts.enumerated() {
            let text = prompt + text
            if longTexts == .average {
                append(pieces: tokenizer.pieces(of: text, maximumTokens: maximumTokens))
                continue
            }
            let tokens = tokenizer.encode(text, maximumTokens: maximumTokens)
            guard longTexts == .truncate || !tokens.isTruncated else {
                throw ModelError(
                    .invalidRequest,
                    "text \(index) has more than \(maximumTokens) tokens; cut it, or let the encoder truncate or average"
                )
            }
            sequences.append(EncoderInput(ids: tokens.ids))
            pieces.append([1])
        }
    }

    private mutating func append(pieces texts: [(ids: [Int32], own: Int)]) {
        sequences += texts.map { EncoderInput(ids: $0.ids) }
        pieces.append(texts.map { max($0.own, 1) })
    }

    /// How many tokens of each text are encoded, those of the prompt and the special ones among them.
    var tokenCounts: [Int] {
        var rest = sequences[...]
        return pieces.map { tokens in
            defer { rest = rest.dropFirst(tokens.count) }
            return rest.prefix(tokens.count).reduce(0) { $0 + $1.count }
        }
    }

    /// Makes the vectors of the texts from those of the sequences: pieces joined, cut to a number of components, normalised.
    ///
    /// Shape: `block` is (sequences, width); what comes back (texts, dimension).
    func vectors(
        from block: FloatBlock, width: Int, dimension: Int, _ pooling: Pooling, normalizes: Bool
    ) -> [Float] {
        [Float](unsafeUninitializedCapacity: pieces.count * dimension) { buffer, filled in
            filled = pieces.count * dimension
            guard var target = buffer.baseAddress else { return }
            var source = block.start
            for tokens in pieces {
                pooling.join(source, tokens: tokens, width: width)
                target.initialize(from: source, count: dimension)
                if normalizes { normalize(target, width: dimension) }
                source += tokens.count * width
                target += dimension
            }
        }
    }
}
