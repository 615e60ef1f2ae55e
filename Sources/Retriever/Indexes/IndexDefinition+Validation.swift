import KeywordSearch
import ModelServing
import VectorCore

extension IndexDefinition {
    /// Refuses what no index over this table can be.
    ///
    /// - Parameter models: Those that the index is to be made with; their identities count, they are not asked.
    func validate(for schema: TableSchema, models: IndexModels) throws(IndexError) {
        let dimension = try dimension(in: schema, models: models)
        try validateNames(in: schema)
        try validateKeywordColumns()
        try validateAnalyzer()
        if let query = models.queries?.identity, query.dimension != dimension {
            throw Self.refusal("the query model gives \(query.dimension) components, and its vectors have \(dimension)")
        }
        if writesBack, embeddedColumn == nil {
            throw Self.refusal("it writes back vectors that are in its source table already")
        }
        do {
            _ = try configuration?.makeIndex(dimension: dimension, metric: metric)
        } catch {
            throw Self.refusal(error.description)
        }
    }

    private static func refusal(_ reason: String) -> IndexError {
        IndexError(.invalidDefinition, "the index cannot be made: \(reason)")
    }

    /// Components of its vectors.
    private func dimension(in schema: TableSchema, models: IndexModels) throws(IndexError) -> Int {
        if embeddedColumn != nil {
            guard let model = models.passages?.identity else {
                throw Self.refusal("it names a column to embed, and no model was given")
            }
            if let vectorColumn, schema.column(vectorColumn)?.type != .vector(dimension: model.dimension) {
                throw Self.refusal("\"\(vectorColumn)\" is no column of vectors of \(model.dimension) components")
            }
            return model.dimension
        }
        if models.passages != nil {
            throw Self.refusal("a model was given, and it names no column to embed; give it as the query model")
        }
        guard let vectorColumn else { throw Self.refusal("it names neither a column to embed nor one of vectors") }
        guard case .vector(let dimension)? = schema.column(vectorColumn)?.type else {
            throw Self.refusal("\"\(vectorColumn)\" is no column of vectors")
        }
        return dimension
    }

    private func validateNames(in schema: TableSchema) throws(IndexError) {
        let texts = [embeddedColumn].compactMap(\.self) + keywordColumns.map(\.name)
        for name in texts + (columns ?? []) where schema.column(name) == nil {
            throw Self.refusal(
                "the table has no column \"\(name)\"; it has \(schema.columns.map(\.name).joined(separator: ", "))")
        }
        for name in texts {
            if let column = schema.column(name), column.type != .text {
                throw Self.refusal("the column \"\(name)\" is \(column.type), and must be text")
            }
        }
    }

    private func validateAnalyzer() throws(IndexError) {
        guard let breaker = analyzer.wordBreaker, !(breaker is SystemWordBreaker) else { return }
        throw Self.refusal(
            "the word breaker \(breaker.identity) of its analyzer cannot be stored; use SystemWordBreaker.installed")
    }

    private func validateKeywordColumns() throws(IndexError) {
        if keywordColumns.isEmpty, embeddedColumn != nil { throw Self.refusal("it names no keyword column") }
        let names = keywordColumns.map { $0.name.lowercased() }
        if Set(names).count < names.count { throw Self.refusal("it names a keyword column twice") }
        for column in keywordColumns where !KeywordWeights.range.contains(column.weight) {
            throw Self.refusal("the weight of \"\(column.name)\" is \(column.weight), and must be 0.01 to 1,000")
        }
        guard (0...10).contains(scoring.k1), (0...1).contains(scoring.b) else {
            throw Self.refusal(
                "BM25's k1 is \(scoring.k1) and its b \(scoring.b), and must be 0 to 10 and 0 to 1")
        }
    }
}
