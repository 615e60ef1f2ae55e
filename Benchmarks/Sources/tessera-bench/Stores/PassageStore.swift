import Foundation
import Retriever
import VectorCore

/// A store of passages with vectors of their own, in one table under one index of vectors and words.
struct PassageStore {
    let store: Store
    let table: Retriever.Table
    let index: DeltaSyncIndex

    /// Filters compare `bucket`, of which there are so many, each with as many passages as any other.
    static let buckets = 10_000

    /// - Parameter efSearch: How many candidates a walk keeps; nil for as many as the index finds that it needs.
    init(at folder: URL, dimension: Int, efSearch: Int? = nil) throws {
        store = try Store(at: folder)
        guard try !store.tableExists("passages") else {
            table = try store.table("passages")
            index = try store.index("passages_index")
            return
        }
        table = try store.createTable(
            "passages",
            schema: TableSchema(
                columns: [
                    .integer("id"), .text("text"), .integer("bucket"), .vector("embedding", dimension: dimension),
                ], primaryKey: "id"))
        index = try store.createIndex(
            "passages_index", over: "passages",
            definition: IndexDefinition(
                vectorColumn: "embedding", keywordColumns: [IndexDefinition.KeywordColumn("text")],
                searchDefaults: efSearch.map { SearchDefaults(efSearch: $0) }))
    }

    func insert(_ texts: [String], _ vectors: Matrix) throws {
        for start in stride(from: 0, to: texts.count, by: 10_000) {
            let rows = (start..<min(start + 10_000, texts.count)).map { number -> Row in
                [
                    "id": .integer(Int64(number)), "text": .text(texts[number]),
                    "bucket": .integer(Int64(Self.bucket(of: number))),
                    "embedding": .vector(Array(vectors[row: number])),
                ]
            }
            try table.insert(rows)
        }
    }

    /// Neighbours in number are far apart; 7,919 is prime.
    static func bucket(of number: Int) -> Int { number * 7_919 % buckets }

    /// The file of the index's vectors.
    func vectorFile(in folder: URL) throws -> URL {
        let files = FileManager.default.enumerator(
            at: folder.appendingPathComponent("indexes"), includingPropertiesForKeys: nil)
        let found = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "hnsw" }
        guard let newest = found.max(by: { $0.lastPathComponent < $1.lastPathComponent }) else {
            throw Refusal("the store has no graph of its vectors; --ask needs 10,000 passages or more")
        }
        return newest
    }
}

/// A way of asking for passages, of which each has its figures.
struct PassageQuestion {
    let mode: RetrievalOptions.Mode
    /// The share of the passages that its filter lets pass; nil without a filter.
    let share: Double?

    var name: String { mode.rawValue + (share.map { " \(($0 * 1e6).rounded() / 1e4) %" } ?? "") }

    /// Buckets below this pass.
    var buckets: Int { Int(((share ?? 1) * Double(PassageStore.buckets)).rounded()) }

    /// How many of so many passages pass.
    func passing(of count: Int) -> Int {
        share == nil ? count : (0..<count).count { PassageStore.bucket(of: $0) < buckets }
    }

    func options(k: Int) -> RetrievalOptions {
        RetrievalOptions(mode: mode, k: k, filter: share.map { _ in Column("bucket") < buckets })
    }

    /// - Returns: The numbers of the passages, best first.
    func ask(_ index: DeltaSyncIndex, text: String, vector: [Float], k: Int) throws -> [Int] {
        let hits = try index.search(
            text: mode == .vector ? nil : text, vector: mode == .keyword ? nil : vector, options: options(k: k),
            columns: ["id", "text"])
        return hits.compactMap { $0.key.integerValue.map(Int.init) }
    }
}
