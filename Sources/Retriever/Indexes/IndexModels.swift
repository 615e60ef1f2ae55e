import ModelServing

/// The models that an index was given by whoever opened it; not all work needs one.
struct IndexModels: Sendable {
    /// Embeds the rows' texts.
    var passages: (any EmbeddingModel)?
    /// Embeds queries, where it is another.
    var queries: (any EmbeddingModel)?

    /// Refuses models of other vectors than the index holds.
    func check(for entry: IndexCatalog.Entry, dimension: Int) throws(IndexError) {
        if let given = passages?.identity, given != entry.model {
            let made =
                entry.model.map { "was made with the embedding model \($0)" } ?? "holds vectors of its table's own"
            throw IndexError(
                .modelMismatch,
                "the index \(entry.name) \(made), and \(given) was given; open it with that model, or rebuild it with "
                    + "this one")
        }
        guard let given = queries?.identity else { return }
        if let declared = entry.definition.queryModel {
            guard declared == given else {
                throw IndexError(
                    .modelMismatch,
                    "the queries of the index \(entry.name) are embedded by \(declared), and \(given) was given; open "
                        + "it with that query model, or rebuild it with this one")
            }
        } else if entry.model != nil || given.dimension != dimension {
            throw IndexError(
                .modelMismatch,
                "the index \(entry.name) has no query model and vectors of \(dimension) components, and the query model "
                    + "\(given) was given; open it without, or rebuild it with this one")
        }
    }

    /// The model that embeds queries.
    func queryModel(for entry: IndexCatalog.Entry) throws(IndexError) -> any EmbeddingModel {
        if let queries { return queries }
        if entry.definition.queryModel == nil, let passages { return passages }
        throw IndexError(
            .modelMissing,
            "the index \(entry.name) was opened without \(entry.definition.queryModel ?? entry.model, default: "a model") "
                + "to embed queries with; open it with one, search by keyword, or give a vector")
    }
}

extension IndexModels {
    /// With a model that is known by its identity alone and can embed nothing, where none was given.
    func declaring(_ identity: EmbeddingModelIdentity?) -> IndexModels {
        guard passages == nil, let identity else { return self }
        var models = self
        models.passages = CustomEmbeddingModel(identity: identity) { _, _ in
            throw IndexError(.modelMissing, "the index was opened without its model \(identity); open it with that")
        }
        return models
    }
}
