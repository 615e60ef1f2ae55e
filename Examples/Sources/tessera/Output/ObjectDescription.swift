import Foundation
import Retriever

/// What `describe --json` prints; its keys are a contract.
struct ObjectDescription: Encodable {
    struct Column: Encodable {
        var name: String
        var type: String
        var isNullable: Bool
        var isPrimaryKey: Bool
    }

    struct Table: Encodable {
        var version: Int64
        /// The oldest version that a vacuum has left.
        var oldestVersion: Int64
        var rows: Int
        var columns: [Column]
        /// By name, as filters.
        var checks: [String: String]
        /// The newest commits, newest first.
        var history: [Commit]
    }

    struct Commit: Encodable {
        var version: Int64
        var timestamp: String
        var operation: String?
    }

    var kind: String
    var name: String
    var comment: String?
    var tags: [String: String]
    var created: String
    var updated: String
    var definition: String?
    var table: Table?
    var index: IndexReport?
    /// As `kind name`: what it was made from, and what is made from it.
    var upstream: [String]
    var downstream: [String]

    init(_ object: CatalogObject, in store: Store) throws {
        kind = object.kind.rawValue
        name = object.name.description
        comment = object.comment
        tags = object.tags
        created = object.created.iso8601
        updated = object.updated.iso8601
        definition = object.definition
        if object.kind.isTable { table = try Table(store.table(object.name)) }
        if object.kind == .index { index = try IndexReport(object.name, in: store) }
        let lineage = try store.lineage(of: object.name, kind: object.kind)
        upstream = lineage.upstream.map(\.source.description)
        downstream = lineage.downstream.map(\.target.description)
    }

    /// For people.
    var text: String {
        var lines = ["\(kind) \(name)"]
        if let comment { lines.append("comment: \(comment.forTerminal)") }
        if !tags.isEmpty {
            lines.append(
                "tags: " + tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))
        }
        lines.append("created: \(created), updated: \(updated)")
        if let definition { lines.append("definition: \(definition.excerpt(500))") }
        if let table { lines += table.lines }
        if let index {
            lines.append("")
            lines.append(TextTable(IndexReport.header, [index.cells]).text)
        }
        if !upstream.isEmpty { lines.append("made from: \(upstream.joined(separator: ", "))") }
        if !downstream.isEmpty { lines.append("made into: \(downstream.joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }
}

extension ObjectDescription.Table {
    init(_ table: Table) throws {
        version = try table.version
        oldestVersion = try table.oldestVersion
        rows = try table.count()
        let schema = table.schema
        columns = schema.columns.map {
            ObjectDescription.Column(
                name: $0.name, type: "\($0.type)", isNullable: $0.isNullable, isPrimaryKey: $0.name == schema.primaryKey
            )
        }
        checks = Dictionary(schema.checks.map { ($0.name, "\($0.condition)") }) { first, _ in first }
        history = try table.history(limit: 10).map {
            ObjectDescription.Commit(
                version: $0.version, timestamp: $0.timestamp.iso8601, operation: $0.operation)
        }
    }

    fileprivate var lines: [String] {
        var lines = ["rows: \(rows)", "versions: \(oldestVersion) to \(version)", ""]
        let cells = columns.map {
            [$0.name, $0.type, $0.isPrimaryKey ? "primary key" : $0.isNullable ? "" : "not null"]
        }
        lines.append(TextTable(["COLUMN", "TYPE", ""], cells).text)
        for (name, condition) in checks.sorted(by: { $0.key < $1.key }) { lines.append("check \(name): \(condition)") }
        if !history.isEmpty {
            lines.append("")
            let cells = history.map { ["\($0.version)", $0.timestamp, $0.operation ?? ""] }
            lines.append(TextTable(["VERSION", "TIME", "OPERATION"], cells).text)
        }
        return lines
    }
}
