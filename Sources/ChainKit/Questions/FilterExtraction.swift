public import ModelServing
public import Retriever

/// Makes a filter out of what a question says about the documents it means, by a rule or by a model.
///
/// The filter narrows what the chain and the call let pass, and cannot widen it. One that does not fit the schema, or
/// names a column that is not among ``columns``, is left out with a warning, as is one whose making fails.
///
///     FilterExtraction(model: model, schema: collection.chunks.schema, columns: ["lang", "year"])
///     FilterExtraction(schema: schema, columns: ["lang"]) { query in
///         query.text.contains("in Japanese") ? Column("lang") == "ja" : nil
///     }
public struct FilterExtraction: QueryProcessor {
    public let name = "filter_extraction"
    /// What the filter is checked against.
    public let schema: TableSchema
    /// The columns that it may name.
    public let columns: Set<String>
    private let extract: @Sendable (ChainQuery) async throws -> Filter?

    /// By a rule; nil is no filter.
    public init(
        schema: TableSchema, columns: Set<String>, rule: @escaping @Sendable (ChainQuery) async throws -> Filter?
    ) {
        self.schema = schema
        self.columns = columns
        extract = rule
    }

    /// By a model, which writes the filter in its string form, as ``Filter/init(parsing:)`` reads it, or `NONE`.
    ///
    /// - Parameter prompt: Its variables are those of ``PromptTemplate/extractFilter``.
    public init(
        model: any LanguageModel, schema: TableSchema, columns: Set<String>,
        prompt: PromptTemplate = .extractFilter
    ) {
        let call = PromptedModel(model, prompt: prompt, maximumTokens: 256)
        let described = schema.columns.filter { columns.contains($0.name) }
            .map { "\($0.name): \($0.type)" }.joined(separator: "\n")
        self.init(schema: schema, columns: columns) { query in
            let reply = try await call.respond(["columns": .text(described), "question": .text(query.text)])
            return reply.uppercased() == "NONE" ? nil : try Filter(parsing: reply)
        }
    }

    public func process(_ query: ChainQuery) async throws -> ChainQuery {
        try await Fallback.from(
            { ChainWarning(.filterRejected, step: .queryProcessing, "no filter is taken from the question: \($0)") },
            to: query
        ) {
            guard let filter = try await extract(query) else { return query }
            if let column = filter.columns.subtracting(columns).min() {
                throw FilterError.unknownColumn(column, known: columns.sorted())
            }
            try filter.check(against: schema)
            var narrowed = query
            narrowed.narrow(by: filter)
            return narrowed
        }
    }
}
