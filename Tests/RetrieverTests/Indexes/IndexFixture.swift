import Foundation
import KeywordSearch
import ModelServing
import Retriever
import TestSupport
import VectorCore

/// A store in a folder of its own with a table of notes and an index over it, and what the index should hold.
final class IndexFixture {
    let folder: URL
    let model: HashingEmbeddingModel
    let limits: IndexLimits
    private(set) var store: Store
    private(set) var table: Table
    private(set) var index: DeltaSyncIndex
    /// The table's rows.
    var rows: [Int64: Row] = [:]
    /// The rows as they were at the last sync.
    private(set) var synced: [Int64: Row] = [:]

    static let schema = TableSchema(
        columns: [
            .integer("id"), .text("title", isNullable: true), .text("body", isNullable: true), .integer("group"),
        ],
        primaryKey: "id")
    static let definition = IndexDefinition(
        embeddedColumn: "body", keywordColumns: [.init("title", weight: 2), .init("body")])

    init(model: HashingEmbeddingModel = HashingEmbeddingModel(), limits: IndexLimits = IndexLimits()) throws {
        folder = try TestData.temporaryFolder()
        self.model = model
        self.limits = limits
        store = try Store(at: folder)
        table = try store.createTable("notes", schema: Self.schema)
        index = try store.createIndex(
            "notes_index", over: "notes", definition: Self.definition, model: model, limits: limits)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func reopen() throws {
        try store.close()
        store = try Store(at: folder)
        table = try store.table("notes")
        index = try store.index("notes_index", model: model, limits: limits)
    }

    func put(_ bodies: [Int64: String], group: Int64 = 0) throws {
        var new: [Row] = []
        for (id, body) in bodies {
            new.append(["id": .integer(id), "title": .null, "body": .text(body), "group": .integer(group)])
        }
        try put(new)
    }

    func put(_ new: [Row]) throws {
        try table.merge(new)
        for row in new { rows[row["id"]?.integerValue ?? 0] = row }
    }

    func delete(_ ids: [Int64]) throws {
        try table.delete(keys: ids)
        for id in ids { rows[id] = nil }
    }

    @discardableResult
    func sync() async throws -> SyncReport {
        let report = try await index.sync()
        synced = rows
        return report
    }

    var indexFiles: [URL] {
        FileManager.default.enumerator(at: store.indexesFolder, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { !$0.pathExtension.isEmpty } ?? []
    }

    // MARK: - What searches must find

    private func vectorScore(_ query: String, _ row: Row) -> Double? {
        guard let body = row["body"]?.textValue, !body.isEmpty else { return nil }
        return Double(zip(model.vector(of: query), model.vector(of: body)).reduce(0) { $0 + $1.0 * $1.1 })
    }

    /// The scores of the `k` nearest synced rows, best first.
    func nearest(_ query: String, k: Int, where filter: (Row) -> Bool = { _ in true }) -> [Double] {
        Array(synced.values.filter(filter).compactMap { vectorScore(query, $0) }.sorted(by: >).prefix(k))
    }

    /// The synced rows that have a word of the query.
    func matching(_ query: String, where filter: (Row) -> Bool = { _ in true }) -> Set<Int64> {
        let asked = Set(KeywordAnalyzer().terms(in: query))
        let found = synced.filter { _, row in
            let text = (row["title"]?.textValue ?? "") + " " + (row["body"]?.textValue ?? "")
            return filter(row) && !asked.isDisjoint(with: KeywordAnalyzer().terms(in: text))
        }
        return Set(found.keys)
    }
}
