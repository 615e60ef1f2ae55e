import Foundation
import KeywordSearch
import ModelServing
import RetrievalMetrics
import Retriever
import VectorCore

/// A data set's documents in a store, each one row, with an index over them.
struct CorpusIndex {
    let index: DeltaSyncIndex
    /// Of bringing table and index to the documents; little where a kept store has them.
    let cost: Cost
    let embeddedTexts: Int
    /// nil for keyword search, which needs no model.
    let modelName: String?
    /// Deleted with the last copy.
    private let temporary: TemporaryFolder?

    private static let table: ObjectName = "corpus"

    init(
        _ documents: [BEIRFolder.Document], mode: RetrievalOptions.Mode, model: String?, precision: EncoderPrecision,
        keywords: KeywordChoices, store path: String?
    ) async throws {
        let encoder: any EmbeddingModel
        if mode == .keyword {
            encoder = NoEmbedding()
            modelName = nil
        } else {
            let loaded = try SentenceEncoder(contentsOf: ModelOption.folder(model), precision: precision)
            encoder = loaded
            modelName = loaded.identity.name
        }
        temporary = try path == nil ? TemporaryFolder() : nil
        let store = try Store(at: path.map { URL(fileURLWithPath: $0) } ?? temporary?.url ?? URL(fileURLWithPath: "."))
        Output.progress("\(documents.count) documents into the store")
        let rows = documents.map { document -> Row in
            [
                "id": .text(document.id), "title": .text(document.title), "text": .text(document.text),
                "whole": .text(document.whole), "nothing": .null,
            ]
        }
        let ((index, report), cost) = try await Cost.measuring {
            let table =
                try store.tableExists(Self.table)
                ? store.table(Self.table) : store.createTable(Self.table, schema: Self.schema)
            _ = try table.overwrite(rows)
            let index = try Self.index(in: store, keywordsAlone: mode == .keyword, keywords, encoder)
            let report = try await index.sync { progress in
                Output.progress("embedded \(progress.embedded) of \(progress.toEmbed)")
            }
            try index.checkpoint()
            return (index, report)
        }
        guard report.refused.isEmpty else {
            let first = report.refused[0]
            throw Refusal(
                "the index refused \(report.refused.count) documents, the first \(first.key): \(first.reason)")
        }
        self.index = index
        self.cost = cost
        embeddedTexts = report.embeddedTexts
    }

    private static let schema = TableSchema(
        columns: [
            .text("id"), .text("title"), .text("text"), .text("whole"), .text("nothing", isNullable: true),
        ], primaryKey: "id")

    /// Title and text are keyword columns of their own; what is embedded is both as one, as BEIR does it.
    private static func index(
        in store: Store, keywordsAlone: Bool, _ keywords: KeywordChoices, _ model: any EmbeddingModel
    ) throws -> DeltaSyncIndex {
        let name: ObjectName = keywordsAlone ? "corpus_keywords" : "corpus_index"
        let definition = IndexDefinition(
            embeddedColumn: keywordsAlone ? "nothing" : "whole",
            keywordColumns: [.init("title", weight: keywords.titleWeight), .init("text")], analyzer: keywords.analyzer,
            scoring: keywords.scoring)
        if try store.indexExists(name) {
            let index = try store.index(name, model: model)
            guard index.definition == definition else {
                throw Refusal("the store's index has another analyzer, weight, k1 or b; give another folder to --store")
            }
            return index
        }
        return try store.createIndex(name, over: table, definition: definition, model: model)
    }
}

/// Stands where an index asks for a model and no row has a text to embed.
private struct NoEmbedding: EmbeddingModel {
    let identity = EmbeddingModelIdentity(name: "none", version: "1", dimension: 1, isNormalized: true)

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        guard texts.isEmpty else { throw Refusal("keyword search embeds nothing") }
        return Matrix(columns: 1)
    }
}

/// A folder that is removed with its owner.
private final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
