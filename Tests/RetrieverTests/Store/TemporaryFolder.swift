import Foundation
import Retriever

/// GRDB has a `Row` too; in these tests it is ours, whatever a file imports.
typealias Row = Retriever.Row

/// A folder that is removed with its last reference.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

extension Row {
    /// The key of the rows of ``TableSchema/pages``.
    var id: Value { self["id"] ?? .null }
}

extension TableSchema {
    /// A column of every type.
    static let pages = TableSchema(
        columns: [
            .text("id"), .integer("page", isNullable: true), .real("score", isNullable: true),
            .boolean("isDraft", isNullable: true), .text("note", isNullable: true),
            .timestamp("time", isNullable: true), .blob("bytes", isNullable: true),
            .vector("embedding", dimension: 3, isNullable: true),
        ], primaryKey: "id")
}

