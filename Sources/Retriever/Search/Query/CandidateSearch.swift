import Foundation
import GRDB
import KeywordSearch
import VectorCore

/// Finds the candidates of a query at one moment of the index, and reads what later steps look at.
struct CandidateSearch {
    let plan: QueryPlan
    /// One for each question; nil where it is not searched for by vector.
    let vectors: [[Float]?]
    let index: IndexGeneration
    let moment: IndexMoment
    /// Whether somebody has committed before the search came to its end: where commits come faster than a filter's rows
    /// are found, it would be overtaken for ever.
    let isAgain: Bool

    private var layout: IndexLayout { index.layout }

    private var state: IndexCatalog.State { moment.state }

    /// - Returns: nil if what is in memory is of another commit than the moment.
    func pool() throws -> QueryPool? {
        try plan.checkPage(epoch: state.epoch)
        var pool = QueryPool(epoch: state.epoch, clock: StageClock(isRunning: plan.query.explains))
        guard try search(&pool) else { return nil }
        var clock = pool.clock
        clock.measure("fuse") {
            pool.ranked = plan.options.fusion.fuse(pool.lists)
            pool.found = pool.ranked.count
            if let threshold = plan.options.scoreThreshold { pool.ranked.removeAll { $0.score < threshold } }
            pool.aboveThreshold = pool.ranked.count
        }
        if !plan.valueColumns.isEmpty {
            pool.values = try clock.measure("values") {
                try HitRows(index, columns: plan.valueColumns, at: moment).values(of: pool.ranked)
            }
        }
        if !plan.query.facets.isEmpty {
            pool.facets = clock.measure("facets") {
                plan.query.facets.map { facet in
                    var counter = FacetCounter(facet)
                    for candidate in pool.ranked { counter.count(pool.values[candidate.id, facet.column]) }
                    return counter.result
                }
            }
        }
        if let most = plan.pool { pool.ranked = Array(pool.ranked.prefix(most)) }
        if plan.options.diversity != nil {
            pool.vectors = try clock.measure("values") {
                try VectorReader(database: moment.snapshot(), layout: layout, dimension: index.dimension)
                    .vectors(of: pool.ranked.map(\.id))
            }
        }
        pool.clock = clock
        return pool
    }

    /// Searches for each list.
    ///
    /// - Returns: Whether the memory is of the commit.
    private func search(_ pool: inout QueryPool) throws -> Bool {
        var clock = pool.clock
        defer { pool.clock = clock }
        // Once for all lists.
        var allowed: VectorFilter?
        func filter() throws -> VectorFilter? {
            guard let filter = plan.options.filter else { return nil }
            if let allowed { return allowed }
            let start = clock.now
            let (made, place) = try index.allowed(by: filter, at: moment)
            clock.add("filter", since: start)
            pool.filter = QueryExplanation.FilterPlan(
                place: place, allowed: made.count,
                selectivity: state.rows == 0 ? 0 : min(1, Double(made.count) / Double(state.rows)))
            allowed = made
            return made
        }
        for list in plan.lists {
            let question = plan.query.questions[list.question]
            var asked = IndexMemory.Question(k: plan.depth, isExplained: plan.query.explains)
            switch list.side {
            case .vector: asked.vector = vectors[list.question]
            case .keyword:
                let words = KeywordQuery(question.text ?? "", analysis: layout.questions)
                asked.words = words.clause
                if words.droppedTerms > 0 {
                    pool.warnings.append(
                        QueryWarning(
                            .wordsDropped,
                            "the question has \(words.droppedTerms) more different words than the "
                                + "\(KeywordQuery.maximumTerms) that are searched for"))
                }
            }
            let start = clock.now
            guard
                let answer = try index.memory.search(
                    asked, epoch: state.epoch, isHoldingStill: isAgain, filter: filter)
            else { return false }
            clock.add(list.side == .vector ? "vector" : "keyword", since: start)
            pool.vectorPlans.append(answer.vectorPlan)
            pool.lists.append(
                Fusion.List(
                    list.side, weight: question.weight,
                    list.side == .vector ? candidates(answer.near) : candidates(answer.matching)))
        }
        return true
    }

    private func candidates(_ near: [Neighbor]) -> [Fusion.Candidate] {
        let isCosine = layout.definition.metric == .cosine
        return near.map { neighbor in
            let distance = Double(neighbor.distance)
            return Fusion.Candidate(id: neighbor.id, score: isCosine ? 1 - distance : -distance)
        }
    }

    private func candidates(_ matching: [KeywordHit]) -> [Fusion.Candidate] {
        matching.map { Fusion.Candidate(id: $0.id, score: Double($0.score)) }
    }
}

extension IndexGeneration {
    /// The ids of the rows that a filter lets pass, for all lists, and where they were found.
    func allowed(
        by filter: Filter, at moment: IndexMoment
    ) throws -> (VectorFilter, QueryExplanation.FilterPlan.Place) {
        if let known = try filterColumns.allowed(by: filter, at: moment) {
            return (known, .columns)
        }
        let condition = try filter.sql(for: layout.schema)
        return (
            VectorFilter(
                allowing: try Int64.fetchAll(
                    moment.snapshot(), sql: "SELECT _id FROM \(layout.rows) WHERE \(condition.sql) ORDER BY _id",
                    arguments: condition.arguments)), .database
        )
    }
}
