/// How words are taken apart into tokens.
enum SubwordModel: Sendable {
    case bpe(BPEModel)
    case unigram(UnigramModel)
    case wordPiece(WordPieceModel)
    case wordLevel(WordLevelModel)

    /// Reads the `model`; files of old versions lack its type, which the other fields then tell.
    init(_ field: TokenizerField, isByteLevel: Bool) throws(ModelError) {
        let type = try SubwordModel.type(field)
        if isByteLevel, type != "BPE" { throw field.unsupported("a \(type) over bytes") }
        switch type {
        case "BPE": self = .bpe(try BPEModel(field, try Vocabulary(field), isByteLevel: isByteLevel))
        case "Unigram": self = .unigram(try UnigramModel(field))
        case "WordPiece": self = .wordPiece(try WordPieceModel(field, try Vocabulary(field)))
        case "WordLevel": self = .wordLevel(try WordLevelModel(field, try Vocabulary(field)))
        default: throw field.unsupported("a model \(type)")
        }
    }

    private static func type(_ field: TokenizerField) throws(ModelError) -> String {
        if let type = try field.optional("type") { return try type.string() }
        if try field.optional("merges") != nil { return "BPE" }
        return try field.optional("unk_id") != nil ? "Unigram" : "WordPiece"
    }

    var vocabularySize: Int {
        switch self {
        case .bpe(let model): model.vocabularySize
        case .unigram(let model): model.vocabularySize
        case .wordPiece(let model): model.vocabularySize
        case .wordLevel(let model): model.vocabularySize
        }
    }

    /// Adds the tokens of the pieces in order, and stops after the one with which there are more than the limit.
    func tokenize(
        _ bytes: UnsafeBufferPointer<UInt8>, _ pieces: [Range<Int>], limit: Int, _ scratch: inout SubwordScratch
    ) {
        // One model for all pieces: taking it out of the case for each would cost more than a short word.
        switch self {
        case .bpe(let model):
            for piece in pieces where scratch.ids.count <= limit { model.tokenize(bytes, piece, &scratch) }
        case .unigram(let model):
            for piece in pieces where scratch.ids.count <= limit { model.tokenize(bytes, piece, &scratch) }
        case .wordPiece(let model):
            for piece in pieces where scratch.ids.count <= limit { model.tokenize(bytes, piece, &scratch) }
        case .wordLevel(let model):
            for piece in pieces where scratch.ids.count <= limit { model.tokenize(bytes, piece, &scratch) }
        }
    }
}
