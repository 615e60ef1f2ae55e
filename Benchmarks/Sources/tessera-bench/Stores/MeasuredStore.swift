import Foundation
import Retriever
import VectorCore

/// A store with one table of rows with vectors of their own, and an index over it.
struct MeasuredStore {
    let store: Store
    let table: Retriever.Table
    let index: DeltaSyncIndex
    let vectors: ClusteredVectors

    init(at folder: URL, vectors: ClusteredVectors) throws {
        self.vectors = vectors
        store = try Store(at: folder)
        guard try !store.tableExists("rows") else {
            table = try store.table("rows")
            index = try store.index("rows_index")
            return
        }
        table = try store.createTable(
            "rows",
            schema: TableSchema(
                columns: [
                    .integer("id"), .text("text"), .integer("group"),
                    .vector("embedding", dimension: vectors.dimension),
                ], primaryKey: "id"))
        index = try store.createIndex(
            "rows_index", over: "rows",
            definition: IndexDefinition(
                vectorColumn: "embedding", keywordColumns: [IndexDefinition.KeywordColumn("text")]))
    }

    /// One of 100 groups; a text of a few words.
    func row(_ number: Int) -> Row {
        [
            "id": .integer(Int64(number)), "text": .text("row \(number) of part \(number % 977)"),
            "group": .integer(Int64(number % 100)), "embedding": .vector(vectors[number]),
        ]
    }
}

/// What is asked of a store, and how long each answer took.
enum StoreReading: String, CaseIterable {
    /// The ten nearest rows of a vector, with their texts.
    case search
    /// The same among the rows of one group of 100.
    case filtered
    /// A row by its key.
    case row

    /// - Returns: Seconds.
    func measure(_ measured: MeasuredStore, number: Int, rows: Int) throws -> Double {
        let query = measured.vectors[-1 - number]
        let start = Cost.reading(CLOCK_MONOTONIC)
        switch self {
        case .search, .filtered:
            var options = RetrievalOptions(mode: .vector, k: 10)
            if self == .filtered { options.filter = Column("group") == number % 100 }
            let hits = try measured.index.search(text: nil, vector: query, options: options, columns: ["id", "text"])
            guard hits.count == 10 else { throw Refusal("a search found \(hits.count) rows of 10") }
        case .row:
            guard try measured.table.row(key: (number &* 7_919) % rows, columns: ["id", "text"]) != nil else {
                throw Refusal("a row is missing")
            }
        }
        return Cost.reading(CLOCK_MONOTONIC) - start
    }
}
