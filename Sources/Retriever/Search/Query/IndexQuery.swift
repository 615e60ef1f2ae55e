/// All that one may ask of an index in one request.
///
///     var query = IndexQuery("how do I save?", k: 20)
///     query.filter = try Filter(parsing: "lang IN ('en', 'ja')")
///     query.columns = ["path", "text"]
///     query.facets = [.top("lang", 10)]
///     query.reranking = Reranking(crossEncoder)
///     let answer = try await index.query(query)
///     if let page = answer.nextPage { let more = try await index.query(query, after: page) }
///
/// What is also an option of a search (``RetrievalOptions``) is a property here as well: `query.filter` is `query.options.filter`.
///
/// A query without questions lists the rows that the filter lets pass, with a score of 0, in the order of ``sort`` or else that in
/// which they came.
@dynamicMemberLookup
public struct IndexQuery: Sendable {
    /// A text, a vector, or a text with the vector to search by in place of the one that the model would make.
    public struct Question: Sendable, Hashable, Codable {
        public var text: String?
        public var vector: [Float]?
        /// How much it counts beside the others; more than 0.
        public var weight: Double

        public init(text: String? = nil, vector: [Float]? = nil, weight: Double = 1) {
            self.text = text
            self.vector = vector
            self.weight = weight
        }
    }

    /// What is looked for; what several find is fused by their weights. At most 32.
    public var questions: [Question]
    public var options: RetrievalOptions
    /// The columns of the hits' rows; nil for all that the index has.
    public var columns: [String]?
    /// What the hits are sorted by in place of their scores, which order equal ones: the candidates of a question, or all rows of a
    /// query without questions. Not by vectors, arrays, maps or JSON.
    public var sort: [RowOrder] = []
    public var facets: [Facet] = []
    /// Whether the answer says how it came about.
    public var explains = false

    public static let maximumQuestions = 32

    public init(questions: [Question], options: RetrievalOptions = RetrievalOptions(), columns: [String]? = nil) {
        self.questions = questions
        self.options = options
        self.columns = columns
    }

    /// Of one text.
    public init(_ text: String, k: Int = 10) {
        self.init(questions: [Question(text: text)], options: RetrievalOptions(k: k))
    }

    /// Of a vector of one's own, by itself or with a text.
    public init(vector: [Float], text: String? = nil, k: Int = 10) {
        self.init(questions: [Question(text: text, vector: vector)], options: RetrievalOptions(k: k))
    }

    /// Of the rows that a filter lets pass.
    public init(where filter: Filter?, k: Int = 10) {
        self.init(questions: [], options: RetrievalOptions(k: k, filter: filter))
    }

    public subscript<Option>(dynamicMember option: WritableKeyPath<RetrievalOptions, Option>) -> Option {
        get { options[keyPath: option] }
        set { options[keyPath: option] = newValue }
    }
}
