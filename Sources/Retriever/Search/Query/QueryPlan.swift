import Foundation
import KeywordSearch
import ModelServing
import VectorCore

/// A query that has been checked against an index, and what its steps need to know. Making it runs nothing.
///
/// Every step has it, and it is large: so they share one.
final class QueryPlan: Sendable {
    /// One search for one question.
    struct List: Sendable {
        let question: Int
        let side: Fusion.List.Side
    }

    let query: IndexQuery
    /// None for a query without questions.
    let lists: [List]
    /// How many candidates each list is asked for.
    let depth: Int
    /// How many of them stay after the threshold; nil for all.
    let pool: Int?
    /// The columns that steps look at.
    let valueColumns: [String]
    /// What passages are judged by; nil where nothing is reranked.
    let judgedBy: String?
    /// The text columns that make a passage.
    let passageColumns: [String]
    let page: PageToken?
    /// Ages are counted from here.
    let moment: Date
    /// Whether the answer has a token for the next page.
    let isPaged: Bool
    /// Embeds the texts that have no vector; nil where there are none.
    let model: (any EmbeddingModel)?

    var options: RetrievalOptions { query.options }
    var position: Int { page?.position ?? 0 }

    /// - Parameters:
    ///   - embeds: Whether texts without a vector are embedded; else they are searched for by keyword alone.
    ///   - isPaged: Whether there may be a next page.
    /// - Throws: ``IndexError``: `invalidOption`, `invalidVector`, `invalidPage`, `modelMissing`; ``StoreError``: `unknownColumn`, `invalidFilter`.
    init(
        _ query: IndexQuery, after page: PageToken?, of index: IndexGeneration, embeds: Bool = true,
        isPaged: Bool = true
    ) throws {
        try query.validate(for: index.layout, dimension: index.dimension)
        if let page { try page.check(of: query, in: index.entry) }
        let options = query.options
        var lists: [List] = []
        var needsModel = false
        for (place, question) in query.questions.enumerated() {
            let isEmbedded = embeds && question.vector == nil
            if options.mode != .keyword, question.vector != nil || isEmbedded {
                lists.append(List(question: place, side: .vector))
                if isEmbedded { needsModel = true }
            }
            if options.mode != .vector, question.text != nil { lists.append(List(question: place, side: .keyword)) }
        }
        if lists.isEmpty, !query.questions.isEmpty {
            throw IndexError(.invalidOption, "there is no text to search for by keyword; give one, or another mode")
        }
        if !index.layout.hasKeywords, lists.contains(where: { $0.side == .keyword }) {
            throw IndexError(
                .invalidOption, "the index \(index.entry.name) has no keyword columns; search by vector alone")
        }
        let isReranked = options.reranking != nil && page?.isReranked != false
        self.query = query
        self.lists = lists
        self.page = page
        self.isPaged = isPaged
        model = needsModel ? try index.models.queryModel(for: index.entry) : nil
        moment = page?.moment ?? Date()
        depth = options.depth(isAlone: lists.count == 1 && !isPaged && query.sort.isEmpty && query.facets.isEmpty)
        pool = options.reranking?.depth
        passageColumns = isReranked ? query.passageColumns(of: index.definition) : []
        judgedBy =
            isReranked ? options.reranking?.question ?? query.questions.lazy.compactMap(\.text).first : nil
        var columns = query.sort.map(\.column) + query.facets.map(\.column) + passageColumns
        columns += options.timeDecay.map { [$0.column] } ?? []
        columns += options.grouping?.columns ?? []
        valueColumns = query.questions.isEmpty ? [] : Set(columns).sorted()
    }

    /// The vectors of the questions that are searched for by one.
    ///
    /// - Throws: What the model throws; ``IndexError``: `modelFailed`.
    func vectors(dimension: Int) async throws -> [[Float]?] {
        var vectors = query.questions.map(\.vector)
        guard let model else { return vectors }
        let places = vectors.indices.filter { vectors[$0] == nil }
        let embedded = try await model.embed(places.map { query.questions[$0].text ?? "" }, as: .query)
        guard embedded.rows == places.count, embedded.columns == dimension else {
            throw IndexError(
                .modelFailed,
                "the model \(model.identity) gave \(embedded.rows) vectors of \(embedded.columns) components for "
                    + "\(places.count) queries")
        }
        for (row, place) in places.enumerated() { vectors[place] = Array(embedded[row: row]) }
        return vectors
    }

    /// - Throws: ``IndexError``: `expiredPage` where the snapshot shows another commit than the pages before.
    func checkPage(epoch: Int64) throws(IndexError) {
        guard let page, page.epoch != epoch else { return }
        throw IndexError(
            .expiredPage,
            "the page token is of commit \(page.epoch) of the index, which now shows commit \(epoch); ask for the first "
                + "page again")
    }
}

extension PageToken {
    fileprivate func check(of query: IndexQuery, in entry: IndexCatalog.Entry) throws {
        guard index.uuidString == entry.uuid else {
            throw IndexError(
                .expiredPage,
                "the page token is of another index than \(entry.name), or of this one before it was rebuilt; ask for "
                    + "the first page again")
        }
        guard try digest == query.digest() else {
            throw IndexError(
                .invalidPage,
                "the page token is of another query; a page is asked for with what the first one was asked with")
        }
    }
}
