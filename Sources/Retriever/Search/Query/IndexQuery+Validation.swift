import KeywordSearch
import VectorCore

extension IndexQuery {
    /// Refuses what the index cannot answer, before anything is done.
    func validate(for layout: IndexLayout, dimension: Int) throws {
        try options.validate()
        guard questions.count <= Self.maximumQuestions else {
            throw IndexError(
                .invalidOption, "there are \(questions.count) questions, and \(Self.maximumQuestions) are the most")
        }
        for question in questions { try question.validate(for: layout.definition, dimension: dimension) }
        do {
            try options.filter?.check(against: layout.schema)
        } catch {
            throw StoreError(error)
        }
        if let columns { _ = try RowDecoder(layout.schema, columns: columns) }
        try validateColumns(layout)
        for facet in facets { try facet.validate(layout.schema) }
        if questions.isEmpty { try validateListing() }
    }

    private func validateColumns(_ layout: IndexLayout) throws {
        let schema = layout.schema
        for order in sort {
            try schema.require(order.column, "sort by") { $0.isElement || $0 == .blob }
        }
        if let decay = options.timeDecay {
            try schema.require(decay.column, "count the age by") { $0 == .date || $0 == .timestamp }
        }
        for column in options.grouping?.columns ?? [] {
            try schema.require(column, "group by") { $0.isElement || $0 == .blob }
        }
        guard let reranking = options.reranking else { return }
        for column in passageColumns(of: layout.definition) {
            try schema.require(column, "rerank by") { $0 == .text }
        }
        if reranking.question == nil, !questions.contains(where: { $0.text != nil }) {
            throw IndexError(
                .invalidOption, "the reranking has no text to judge by; give the query or the reranking one")
        }
        if passageColumns(of: layout.definition).isEmpty {
            throw IndexError(.invalidOption, "the index has no text column of its own to rerank by; name some")
        }
    }

    /// The columns that make the text that a reranker reads; none where nothing is reranked.
    func passageColumns(of definition: IndexDefinition) -> [String] {
        guard let reranking = options.reranking else { return [] }
        return reranking.columns ?? definition.embeddedColumn.map { [$0] } ?? definition.keywordColumns.map(\.name)
    }

    private func validateListing() throws(IndexError) {
        let steps: [(Bool, String)] = [
            (options.scoreThreshold != nil, "a score threshold"), (options.reranking != nil, "a reranking"),
            (options.timeDecay != nil, "a time decay"), (options.diversity != nil, "a diversity"),
            (options.grouping != nil, "a grouping"),
        ]
        if let step = steps.first(where: \.0)?.1 {
            throw IndexError(
                .invalidOption, "a query without questions has no scores, and \(step) needs them; ask something")
        }
    }
}

extension IndexQuery.Question {
    fileprivate func validate(for definition: IndexDefinition, dimension: Int) throws(IndexError) {
        guard weight > 0, weight.isFinite else {
            throw IndexError(.invalidOption, "the weight of a question is \(weight), and must be more than 0")
        }
        guard let vector else {
            if text == nil { throw IndexError(.invalidOption, "a question has neither a text nor a vector") }
            return
        }
        guard vector.count == dimension else {
            throw IndexError(
                .invalidVector,
                "the query's vector has \(vector.count) components, and the index's have \(dimension); was it made by "
                    + "another model?")
        }
        if let place = vector.firstIndex(where: { !$0.isFinite }) {
            throw IndexError(.invalidVector, "component \(place) of the query's vector is \(vector[place])")
        }
        if definition.metric == .cosine, !vector.contains(where: { $0 != 0 }) {
            throw IndexError(.invalidVector, "the query's vector is zero, and has no direction to compare")
        }
    }
}

extension Facet {
    fileprivate func validate(_ schema: TableSchema) throws {
        switch self {
        case .top(let column, let limit):
            try schema.require(column, "count the values of") { type in
                if case .array = type { true } else { type.isElement }
            }
            guard (1...RetrievalOptions.maximumK).contains(limit) else {
                throw IndexError(
                    .invalidOption,
                    "the facet of \"\(column)\" asks for \(limit) values, and must ask for 1 to \(RetrievalOptions.maximumK)"
                )
            }
        case .ranges(let column, let ranges):
            try schema.require(column, "count ranges of") { type in
                if case .array = type { true } else { type.isElement && type != .boolean }
            }
            let element: ColumnType? = schema.column(column).map { found in
                if case .array(let element) = found.type { element } else { found.type }
            }
            let single = TableSchema(columns: [.init(column, element ?? .text)], primaryKey: column)
            for bound in ranges.flatMap({ [$0.lower, $0.upper] }) {
                guard let bound else { continue }
                do {
                    try Filter.comparison(column: ColumnPath(column), .less, bound).check(against: single)
                } catch {
                    throw IndexError(.invalidOption, "a range of the facet of \"\(column)\" cannot be: \(error)")
                }
            }
        }
    }
}

extension TableSchema {
    /// - Parameter isFit: Whether a column of this type can be used so.
    fileprivate func require(_ name: String, _ use: String, _ isFit: (ColumnType) -> Bool) throws {
        guard let column = column(name) else { throw StoreError.unknownColumn(name, in: self) }
        guard isFit(column.type) else {
            throw IndexError(.invalidOption, "the column \"\(name)\" is \(column.type), and cannot be what to \(use)")
        }
    }
}
