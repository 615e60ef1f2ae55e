/// BERT's tokenizer: text is normalised, split at white space and punctuation, and each word is taken apart into the
/// longest pieces that the vocabulary has.
///
/// Ids and offsets equal those of Hugging Face's `tokenizers`. Every token knows its range in the source, whatever
/// normalisation did in between. Linear in the text's length: a word of more than 100 scalars is one unknown token.
///
///     let tokenizer = try WordPieceTokenizer(contentsOf: modelFolder)
///     let tokens = tokenizer.encode("Où est la bibliothèque ?")
///     let places = tokenizer.tokenRanges(in: "Où est la bibliothèque ?")
///
/// - Source: Wu et al. 2016, arXiv:1609.08144, as BERT uses it.
public struct WordPieceTokenizer: Tokenizer, TemplateTokenizer {
    public let vocabularySize: Int
    public let largestID: Int32
    public let fingerprint: UInt64
    /// `[CLS]` and `[SEP]`.
    public var specialTokenCount: Int { 2 }
    package var unknownToken: Int32? { unknownID }

    let actions: CharacterActions
    let trie: TokenTrie
    /// Where the pieces that continue a word start in the trie; nil where the vocabulary has none.
    let continuation: UInt32?
    let addedTokens: [(bytes: [UInt8], id: Int32)]
    /// Whether an added token starts with the byte.
    let addedTokenStarts: [Bool]
    let unknownID: Int32
    let classificationID: Int32
    let separatorID: Int32
    let longestWord: Int
    let template: SequenceTemplate
    let decoder: TokenDecoder

    /// The tokens as the model takes them: `[CLS]` first, `[SEP]` last.
    ///
    /// - Parameter maximumTokens: The most tokens to give, the two special ones among them; at least 2. The rest of
    ///   the text is left out. nil has no limit.
    public func encode(_ text: String, maximumTokens: Int?) -> TokenizedText {
        if let maximumTokens {
            precondition(maximumTokens >= 2, "\(maximumTokens) tokens cannot hold the 2 special ones")
        }
        // One place is kept for the separator.
        var tokens = WordPieceTokens(limit: maximumTokens.map { $0 - 1 } ?? .max)
        tokens.append(classificationID, 0..<0)
        run(text, into: &tokens)
        let isTruncated = tokens.truncate()
        tokens.append(separatorID, text.utf8.count..<text.utf8.count)
        return TokenizedText(ids: tokens.ids, ranges: tokens.ranges, isTruncated: isTruncated)
    }

    /// The tokens of the text alone: no special ones are added and nothing is left out.
    public func tokens(of text: String) -> TokenizedText {
        var tokens = WordPieceTokens(limit: .max)
        run(text, into: &tokens)
        return TokenizedText(ids: tokens.ids, ranges: tokens.ranges, isTruncated: false)
    }

    public func decode(_ ids: [Int32], specialTokens: SpecialTokenText) -> String {
        decoder.decode(ids, specialTokens: specialTokens)
    }

    private func run(_ text: String, into tokens: inout WordPieceTokens) {
        var text = text
        text.withUTF8 { run($0, into: &tokens) }
    }

    /// Special tokens that stand in the text are taken out first, as they are; what lies between is normalised.
    private func run(_ bytes: UnsafeBufferPointer<UInt8>, into tokens: inout WordPieceTokens) {
        var word = Word(capacity: longestWord)
        var start = 0
        var position = 0
        while position < bytes.count, !tokens.isFull {
            guard addedTokenStarts[Int(bytes[position])], let token = addedToken(in: bytes, at: position) else {
                position += 1
                continue
            }
            runPlain(bytes, start..<position, &word, into: &tokens)
            start = position + token.bytes.count
            tokens.append(token.id, position..<start)
            position = start
        }
        runPlain(bytes, start..<bytes.count, &word, into: &tokens)
    }

    /// The longest added token at a place.
    private func addedToken(
        in bytes: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (bytes: [UInt8], id: Int32)? {
        addedTokens.filter { bytes[position...].starts(with: $0.bytes) }.max { $0.bytes.count < $1.bytes.count }
    }

    private func runPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: inout Word, into tokens: inout WordPieceTokens
    ) {
        var position = range.lowerBound
        while position < range.upperBound, !tokens.isFull {
            let (scalar, length) = decodeScalar(bytes, at: position)
            let source = position..<position + length
            position += length
            let action = actions[scalar]
            if action <= CharacterActions.Action.value {
                word.append(action, source)
            } else if action & CharacterActions.Action.combining != 0 {
                position = appendMarks(bytes, source.lowerBound..<range.upperBound, &word, into: &tokens)
            } else if action & CharacterActions.Action.space != 0 {
                flush(&word, into: &tokens)
            } else if action & CharacterActions.Action.sequence != 0 {
                let place = Int(action & CharacterActions.Action.value)
                for offset in 1...Int(actions.sequences[place]) {
                    append(actions.sequences[place + offset], source, &word, into: &tokens)
                }
            } else if action & CharacterActions.Action.removed == 0 {
                append(action, source, &word, into: &tokens)
            }
        }
        flush(&word, into: &tokens)
    }

    /// Adds what remains of a run of combining marks, and returns where the run ends.
    ///
    /// Decomposition sorts the run by combining class, and the reference's offsets then go by place: the first mark
    /// of the sorted run has the range of the first in the source. Most marks are dropped, and then this cannot be
    /// seen.
    private func appendMarks(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: inout Word, into tokens: inout WordPieceTokens
    ) -> Int {
        var marks: [(action: UInt32, order: UInt32)] = []
        var sources: [Range<Int>] = []
        var position = range.lowerBound
        var keepsAny = false
        while position < range.upperBound {
            let (scalar, length) = decodeScalar(bytes, at: position)
            let action = actions[scalar]
            let isMark = action & CharacterActions.Action.combining != 0
            let isGone =
                action & (CharacterActions.Action.removed | CharacterActions.Action.accent)
                == CharacterActions.Action.removed
            guard isMark || isGone else { break }
            if isMark {
                keepsAny = keepsAny || action & CharacterActions.Action.removed == 0
                marks.append((action, CharacterTables.combiningClasses[scalar] ?? 0))
                sources.append(position..<position + length)
            }
            position += length
        }
        guard keepsAny else { return position }
        // Stable, as canonical ordering is.
        let sorted = marks.indices.sorted { (marks[$0].order, $0) < (marks[$1].order, $1) }
        for (place, index) in sorted.enumerated() where marks[index].action & CharacterActions.Action.removed == 0 {
            append(marks[index].action & ~CharacterActions.Action.combining, sources[place], &word, into: &tokens)
        }
        return position
    }

    /// Adds a scalar to the word, or as a word of its own.
    private func append(_ action: UInt32, _ source: Range<Int>, _ word: inout Word, into tokens: inout WordPieceTokens)
    {
        guard action & CharacterActions.Action.isolated != 0 else { return word.append(action, source) }
        flush(&word, into: &tokens)
        word.append(action & CharacterActions.Action.value, source)
        flush(&word, into: &tokens)
    }

    /// Takes the word apart from its start, always by the longest piece; one without pieces is unknown as a whole.
    private func flush(_ word: inout Word, into tokens: inout WordPieceTokens) {
        guard word.scalars > 0 else { return }
        defer { word.clear() }
        guard word.scalars <= longestWord else { return tokens.append(unknownID, word.start..<word.end) }
        let before = tokens.count
        word.bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            var node: UInt32? = TokenTrie.root
            while start < bytes.count {
                guard let first = node, let piece = trie.longest(in: bytes, from: start, at: first) else {
                    tokens.cut(to: before)
                    tokens.append(unknownID, word.start..<word.end)
                    return
                }
                tokens.append(piece.id, word.starts[start]..<word.ends[piece.end - 1])
                start = piece.end
                node = continuation
            }
        }
    }
}
