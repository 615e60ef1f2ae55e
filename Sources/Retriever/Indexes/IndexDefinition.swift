public import KeywordSearch
public import ModelServing
public import VectorCore

/// What an index takes from its source table, and how it finds vectors; ``DeltaSyncIndex/rebuild(definition:model:queryModel:progress:)``
/// changes it.
///
///     IndexDefinition(embeddedColumn: "content", columns: ["path"])  // the index embeds the texts
///     IndexDefinition(vectorColumn: "embedding")                     // the rows bring their vectors
public struct IndexDefinition: Sendable, Hashable {
    /// A text column that keyword search looks into.
    public struct KeywordColumn: Sendable, Hashable, Codable {
        public var name: String
        /// How often a word in this column counts, compared with the others: one of weight 2 as two. 0.01 to 1,000.
        public var weight: Double

        public init(_ name: String, weight: Double = 1) {
            self.name = name
            self.weight = weight
        }
    }

    /// The text column whose values the model embeds; nil for an index that has no model because its rows bring their
    /// vectors. A row whose text is null or blank is found by keyword alone.
    public var embeddedColumn: String?
    /// A vector column. A row that has a value there is found by it instead of by its text's embedding, and its text is
    /// not embedded: what late chunking makes. nil for none.
    public var vectorColumn: String?
    /// The text columns of the keyword index; an index without ``embeddedColumn`` may have none.
    public var keywordColumns: [KeywordColumn]
    /// How the texts of the keyword columns become terms: their language, stop words, synonyms and so on.
    ///
    /// Questions are analysed alike, without the stop words of the language unless there are no other words. Of word breakers only
    /// ``SystemWordBreaker`` can be stored; on a machine with another dictionary the words are indexed anew.
    public var analyzer: KeywordAnalyzer
    /// How much a word counts that comes often or in a long text: k1 of 0 to 10, b of 0 to 1.
    public var scoring: BM25
    /// What "near" means; cosine suits sentence encoders.
    public var metric: Metric
    /// The source's columns that hits have and filters can name, beside its key and those named above; nil for all.
    public var columns: [String]?
    /// The kind of vector index. nil for an exact one of up to 10,000 vectors, and beyond a graph over codes that suit
    /// the dimension.
    public var configuration: IndexConfiguration?
    /// How much searches look at; nil for as much as finds 95 of 100 nearest rows, which the index measures when it is made and
    /// whenever its vectors have doubled.
    public var searchDefaults: SearchDefaults?
    /// Whether each row's vector is written into a table of the store as well: `NAME_writeback`, with the source's key
    /// and the column `vector`, in the sync's commit.
    public var writesBack: Bool
    /// The model that embeds queries, where it is another than the one that embeds the rows' texts; set from the model
    /// that is given when the index is made.
    public internal(set) var queryModel: EmbeddingModelIdentity?
    /// Whether the source table belongs to the index: that of a ``DirectAccessIndex``.
    var ownsSource = false

    /// Of an index that embeds its rows' texts.
    ///
    /// - Parameter keywordColumns: nil for the embedded column alone.
    public init(
        embeddedColumn: String, vectorColumn: String? = nil, keywordColumns: [KeywordColumn]? = nil,
        analyzer: KeywordAnalyzer = .standard, scoring: BM25 = BM25(), metric: Metric = .cosine,
        columns: [String]? = nil, configuration: IndexConfiguration? = nil, searchDefaults: SearchDefaults? = nil,
        writesBack: Bool = false
    ) {
        self.embeddedColumn = embeddedColumn
        self.vectorColumn = vectorColumn
        self.keywordColumns = keywordColumns ?? [KeywordColumn(embeddedColumn)]
        self.analyzer = analyzer
        self.scoring = scoring
        self.metric = metric
        self.columns = columns
        self.configuration = configuration
        self.searchDefaults = searchDefaults
        self.writesBack = writesBack
    }

    /// Of an index whose rows bring their vectors, and which needs no model.
    public init(
        vectorColumn: String, keywordColumns: [KeywordColumn] = [], analyzer: KeywordAnalyzer = .standard,
        scoring: BM25 = BM25(), metric: Metric = .cosine, columns: [String]? = nil,
        configuration: IndexConfiguration? = nil, searchDefaults: SearchDefaults? = nil
    ) {
        self.vectorColumn = vectorColumn
        self.keywordColumns = keywordColumns
        self.analyzer = analyzer
        self.scoring = scoring
        self.metric = metric
        self.columns = columns
        self.configuration = configuration
        self.searchDefaults = searchDefaults
        writesBack = false
    }

    /// The columns that the index copies from a table of this schema, in the table's order.
    func copied(from schema: TableSchema) -> [TableSchema.Column] {
        guard let columns else { return schema.columns }
        let names = Set(columns + keywordColumns.map(\.name) + [embeddedColumn, vectorColumn].compactMap(\.self))
        return schema.columns.filter { names.contains($0.name) || $0.name == schema.primaryKey }
    }
}

/// Keys with the value that an index of the first versions had are left out, so that what these stamped stays valid.
extension IndexDefinition: Codable {
    private enum CodingKeys: String, CodingKey {
        case embeddedColumn, vectorColumn, keywordColumns, analyzer, scoring, metric, columns, configuration
        case searchDefaults, writesBack
        case queryModel, ownsSource
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        embeddedColumn = try container.decodeIfPresent(String.self, forKey: .embeddedColumn)
        vectorColumn = try container.decodeIfPresent(String.self, forKey: .vectorColumn)
        keywordColumns = try container.decode([KeywordColumn].self, forKey: .keywordColumns)
        analyzer = try Self.analyzer(container)
        scoring = try container.decodeIfPresent(BM25.self, forKey: .scoring) ?? BM25()
        metric = try container.decode(Metric.self, forKey: .metric)
        columns = try container.decodeIfPresent([String].self, forKey: .columns)
        configuration = try container.decodeIfPresent(IndexConfiguration.self, forKey: .configuration)
        searchDefaults = try container.decodeIfPresent(SearchDefaults.self, forKey: .searchDefaults)
        writesBack = try container.decodeIfPresent(Bool.self, forKey: .writesBack) ?? false
        queryModel = try container.decodeIfPresent(EmbeddingModelIdentity.self, forKey: .queryModel)
        ownsSource = try container.decodeIfPresent(Bool.self, forKey: .ownsSource) ?? false
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(embeddedColumn, forKey: .embeddedColumn)
        try container.encodeIfPresent(vectorColumn, forKey: .vectorColumn)
        try container.encode(keywordColumns, forKey: .keywordColumns)
        if analyzer != .english { try container.encode(Self.description(of: analyzer), forKey: .analyzer) }
        if scoring != BM25() { try container.encode(scoring, forKey: .scoring) }
        try container.encode(metric, forKey: .metric)
        try container.encodeIfPresent(columns, forKey: .columns)
        try container.encodeIfPresent(configuration, forKey: .configuration)
        try container.encodeIfPresent(searchDefaults, forKey: .searchDefaults)
        if writesBack { try container.encode(true, forKey: .writesBack) }
        try container.encodeIfPresent(queryModel, forKey: .queryModel)
        if ownsSource { try container.encode(true, forKey: .ownsSource) }
    }

    /// The system's words are kept by that name: which dictionary a machine has is the machine's, and not the definition's.
    private static func description(of analyzer: KeywordAnalyzer) -> String {
        analyzer.replacing(wordBreaker: StoredWordBreaker()).description
    }

    private static func analyzer(_ container: KeyedDecodingContainer<CodingKeys>) throws -> KeywordAnalyzer {
        guard let description = try container.decodeIfPresent(String.self, forKey: .analyzer) else { return .english }
        guard let analyzer = KeywordAnalyzer(description: description, wordBreaker: StoredWordBreaker()) else {
            throw DecodingError.dataCorruptedError(
                forKey: .analyzer, in: container,
                debugDescription: "there is no analyzer \(description) in this version of the library")
        }
        return analyzer.replacing(wordBreaker: SystemWordBreaker.ofThisMachine)
    }
}

/// Stands in a stored description for the dictionary of whatever machine it is read on.
private struct StoredWordBreaker: KeywordWordBreaker {
    let identity = "system"

    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] { [] }
}
