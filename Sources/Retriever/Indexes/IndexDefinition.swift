public import VectorCore

/// What a ``DeltaSyncIndex`` takes from its source table; fixed when the index is made.
public struct IndexDefinition: Sendable, Hashable, Codable {
    /// A text column that keyword search looks into.
    public struct KeywordColumn: Sendable, Hashable, Codable {
        public var name: String
        /// How often a word in this column counts, compared with the others; more than 0.
        public var weight: Double

        public init(_ name: String, weight: Double = 1) {
            self.name = name
            self.weight = weight
        }
    }

    /// The text column whose values the model embeds. A row whose text is null or blank is found by keyword alone.
    public var embeddedColumn: String
    /// A vector column of the model's dimension. A row that has a value there is found by it instead of by its text's
    /// embedding, and its text is not embedded: what late chunking makes. nil for none.
    public var vectorColumn: String?
    /// The text columns of the keyword index; at least one.
    public var keywordColumns: [KeywordColumn]
    /// What "near" means; cosine suits sentence encoders.
    public var metric: Metric

    /// - Parameter keywordColumns: nil for the embedded column alone.
    public init(
        embeddedColumn: String, vectorColumn: String? = nil, keywordColumns: [KeywordColumn]? = nil,
        metric: Metric = .cosine
    ) {
        self.embeddedColumn = embeddedColumn
        self.vectorColumn = vectorColumn
        self.keywordColumns = keywordColumns ?? [KeywordColumn(embeddedColumn)]
        self.metric = metric
    }

    /// Refuses what no index over this table can be.
    ///
    /// - Parameter dimension: The model's.
    func validate(for schema: TableSchema, dimension: Int) throws(IndexError) {
        func refuse(_ reason: String) -> IndexError {
            IndexError(.invalidDefinition, "the index cannot be made: \(reason)")
        }
        if keywordColumns.isEmpty { throw refuse("it names no keyword column") }
        let names = keywordColumns.map(\.name)
        for name in [embeddedColumn] + names {
            guard let column = schema.column(name) else {
                throw refuse(
                    "the table has no column \"\(name)\"; it has \(schema.columns.map(\.name).joined(separator: ", "))")
            }
            guard column.type == .text else {
                throw refuse("the column \"\(name)\" is \(column.type), and must be text")
            }
        }
        if let vectorColumn, schema.column(vectorColumn)?.type != .vector(dimension: dimension) {
            throw refuse("\"\(vectorColumn)\" is no column of vectors of \(dimension) components")
        }
        if Set(names.map { $0.lowercased() }).count < names.count { throw refuse("it names a keyword column twice") }
        for column in keywordColumns {
            // FTS5 has columns of its own by these names.
            if ["rank", "rowid"].contains(column.name.lowercased()) {
                throw refuse("a keyword column cannot be called \"\(column.name)\"")
            }
            if !(column.weight > 0 && column.weight.isFinite) {
                throw refuse("the weight of \"\(column.name)\" is \(column.weight), and must be more than 0")
            }
        }
    }
}
