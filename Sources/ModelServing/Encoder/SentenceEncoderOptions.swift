/// How a ``SentenceEncoder`` is used where that is a choice; the defaults are what the model's files say.
///
///     var options = SentenceEncoderOptions()
///     options.prompts = EncoderPrompts(query: "query: ", passage: "passage: ")
///     options.dimension = 256
///     let encoder = try SentenceEncoder(contentsOf: modelFolder, options: options)
public struct SentenceEncoderOptions: Sendable, Hashable {
    /// What to do with a text of more tokens than the model takes.
    public enum LongTexts: String, Sendable, Hashable, Codable {
        /// The rest is left out, as sentence-transformers does.
        case truncate
        /// The call throws ``ModelError`` with `invalidRequest`, before anything is computed.
        case refuse
        /// The text is cut into pieces as long as the model takes, and its vector made of theirs: their mean, by the numbers of
        /// their tokens, or their maximum where the model pools so.
        case average
    }

    /// Keeps so many of the first components and normalises again where the model normalises; for models that were
    /// trained for it (Matryoshka). nil keeps all.
    ///
    /// - Source: Kusupati et al. 2022, arXiv:2205.13147.
    public var dimension: Int?
    /// What stands before the texts; nil takes the prompts of `config_sentence_transformers.json`.
    public var prompts: EncoderPrompts?
    /// The most tokens of a text, special ones included, if fewer than the model takes; nil leaves it to the model's files.
    public var maximumTokens: Int?
    /// What happens to a text of more tokens.
    public var longTexts: LongTexts
    /// Where the words' vectors are; no vector depends on it.
    public var words: WordStorage

    /// Options of which those that are left out stay as the model's files have them.
    public init(
        dimension: Int? = nil, prompts: EncoderPrompts? = nil, maximumTokens: Int? = nil,
        longTexts: LongTexts = .truncate, words: WordStorage = .mapped
    ) {
        self.dimension = dimension
        self.prompts = prompts
        self.maximumTokens = maximumTokens
        self.longTexts = longTexts
        self.words = words
    }
}
