import Chunking
import Foundation

/// How chunks lie in a collection's table.
enum ChunkTable {
    /// - Parameter dimension: The embedding model's.
    static func schema(dimension: Int, fields: DocumentFields) -> TableSchema {
        TableSchema(columns: firstColumns + laterColumns(dimension: dimension, fields: fields), primaryKey: "id")
    }

    private static let firstColumns: [TableSchema.Column] = [
        .text("id"), .text("document"), .text("path"), .text("title", isNullable: true), .text("headings"),
        .integer("start"), .integer("end"), .integer("ordinal"), .text("text"), .text("content"),
    ]

    /// Those that tables of earlier versions lack; they are added when a collection is opened.
    static func laterColumns(dimension: Int, fields: DocumentFields) -> [TableSchema.Column] {
        [
            .text("lead", isNullable: true), .integer("context_start", isNullable: true),
            .integer("context_end", isNullable: true), .text("context", isNullable: true),
            .text("language", isNullable: true), .integer("first_page", isNullable: true),
            .integer("last_page", isNullable: true), .real("position", isNullable: true),
            .integer("tokens", isNullable: true), .text("key_phrases", isNullable: true),
            .text("content_hash", isNullable: true), .vector(vectorColumn, dimension: dimension, isNullable: true),
            .text("source", isNullable: true), .text("type", isNullable: true),
            .timestamp("modified", isNullable: true),
        ] + fields.columns
    }

    /// The vectors of late chunking.
    static let vectorColumn = "vector"

    /// What chunks have of their document to be filtered by.
    ///
    /// - Parameter document: The document's row, whose `modified` is when its content was last another, so that touching
    ///   a file changes no chunk.
    static func inherited(from document: Row, fields: DocumentFields) -> [String: Value] {
        var values: [String: Value] = [
            "source": document["source"] ?? .null, "type": document["type"] ?? .null,
            "modified": modified(document["modified"]?.realValue),
        ]
        for column in fields.columns { values[column.name] = document[column.name] ?? .null }
        return values
    }

    /// Null for a moment that no column holds.
    private static func modified(_ seconds: Double?) -> Value {
        guard let moment = seconds.map({ Value.timestamp(Date(timeIntervalSince1970: $0)) }),
            ColumnType.timestamp.refusal(of: moment) == nil
        else { return .null }
        return moment
    }

    /// A chunk's row.
    ///
    /// - Parameters:
    ///   - document: The row of its document.
    ///   - inherited: What ``inherited(from:fields:)`` gives.
    static func row(
        _ chunk: Chunk, id: String, content: String, vector: [Float]?, features: ChunkFeatures?, of document: Row,
        inherited: [String: Value]
    ) -> Row {
        var row: Row = [
            "id": .text(id), "document": document["id"] ?? .null, "path": document["path"] ?? .null,
            "title": document["title"] ?? .null, "headings": .text(json(chunk.headings)),
            "start": .integer(Int64(chunk.range.lowerBound)), "end": .integer(Int64(chunk.range.upperBound)),
            "ordinal": .integer(Int64(chunk.ordinal)), "text": .text(chunk.text), "content": .text(content),
        ]
        row.values.merge(inherited) { own, _ in own }
        if let lead = chunk.lead { row["lead"] = .text(lead) }
        if let context = chunk.context {
            row["context_start"] = .integer(Int64(context.range.lowerBound))
            row["context_end"] = .integer(Int64(context.range.upperBound))
            row["context"] = .text(context.text)
        }
        row[vectorColumn] = vector.map { .vector($0) }
        guard let features else { return row }
        row["language"] = features.language.map { .text($0) }
        row["first_page"] = features.firstPage.map { .integer(Int64($0)) }
        row["last_page"] = features.lastPage.map { .integer(Int64($0)) }
        row["position"] = .real(features.position)
        row["tokens"] = features.tokens.map { .integer(Int64($0)) }
        row["key_phrases"] = .text(json(features.keyPhrases))
        row["content_hash"] = .text(features.contentHash)
        return row
    }

    private static func json(_ texts: [String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(texts)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}

extension SearchHit {
    /// The columns of a collection's chunks that make a hit.
    public static let columns = [
        "id", "path", "headings", "start", "end", "text", "lead", "context_start", "context_end", "context",
    ]

    /// A hit of a query on a collection's index; nil where its row lacks one of ``columns``.
    ///
    ///     var query = IndexQuery("how do I save?")
    ///     query.columns = SearchHit.columns
    ///     let hits = try await collection.index.query(query).hits.compactMap { SearchHit($0) }
    public init?(_ hit: IndexHit) {
        let row = hit.row
        guard Self.columns.allSatisfy({ row[$0] != nil }), let id = row["id"]?.textValue,
            let path = row["path"]?.textValue, let text = row["text"]?.textValue, let range = row.range("start", "end")
        else { return nil }
        let headings = row["headings"]?.textValue.flatMap {
            try? JSONDecoder().decode([String].self, from: Data($0.utf8))
        }
        self.init(
            id: id, score: hit.score, path: path, headings: headings ?? [], range: range, text: text,
            lead: row["lead"]?.textValue)
        if let range = row.range("context_start", "context_end"), let text = row["context"]?.textValue {
            context = Passage(range: range, text: text)
        }
    }
}

extension Row {
    fileprivate func range(_ lower: String, _ upper: String) -> Range<Int>? {
        guard let start = self[lower]?.integerValue, let end = self[upper]?.integerValue else { return nil }
        return Int(start)..<max(Int(start), Int(end))
    }
}
