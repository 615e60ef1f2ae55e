/// What a model wants to stand before queries and passages, such as E5's `query: ` and `passage: `.
public struct EncoderPrompts: Sendable, Hashable {
    /// What stands before a query, its blank included.
    public var query: String
    /// What stands before a passage.
    public var passage: String

    /// Prompts of which those that are left out are empty.
    public init(query: String = "", passage: String = "") {
        self.query = query
        self.passage = passage
    }

    /// The `prompts` of `config_sentence_transformers.json`; passages go by `document`, `passage` or `corpus`, as there.
    init(_ json: JSONValue?) {
        let prompts = json?["prompts"]
        query = prompts?["query"]?.string ?? ""
        passage = ["document", "passage", "corpus"].compactMap { prompts?[$0]?.string }.first ?? ""
    }

    subscript(role: EmbeddingRole) -> String {
        switch role {
        case .query: query
        case .passage: passage
        }
    }
}
