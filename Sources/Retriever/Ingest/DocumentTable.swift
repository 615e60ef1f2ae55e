import Crypto
import Foundation

/// How documents lie in a collection's table.
enum DocumentTable {
    static func schema(fields: DocumentFields) -> TableSchema {
        TableSchema(columns: firstColumns + laterColumns(fields: fields), primaryKey: "id")
    }

    private static let firstColumns: [TableSchema.Column] = [
        .text("id"), .text("source"), .text("path"), .text("type"), .integer("size"), .real("modified"),
        .text("hash"), .text("title", isNullable: true), .integer("chunks"), .text("processing"),
        .real("checked"), .text("problem", isNullable: true),
    ]

    /// Those that tables of earlier versions lack; they are added when a collection is opened.
    static func laterColumns(fields: DocumentFields) -> [TableSchema.Column] {
        [
            .text("revision", isNullable: true), .text("content_type", isNullable: true),
            .json("metadata", isNullable: true), .text("fields", isNullable: true),
        ] + fields.columns
    }

    static func id(source: String, path: String) -> String { "\(source)/\(path)" }

    static func hash(_ bytes: some DataProtocol) -> String {
        Hexadecimal.text(Data(SHA256.hash(data: bytes)))
    }
}

/// How errors of documents lie in a collection's table: one row for each document, or folder of a source, that has one now.
enum ErrorTable {
    static let schema = TableSchema(
        columns: [
            .text("id"), .text("source"), .text("path"), .text("phase"), .text("error"), .timestamp("time"),
            .integer("attempts"),
        ], primaryKey: "id")

    /// - Parameter attempts: With this one.
    static func row(_ problem: FileProblem, source: String, attempts: Int64) -> Row {
        [
            "id": .text(DocumentTable.id(source: source, path: problem.path)), "source": .text(source),
            "path": .text(problem.path), "phase": .text(problem.phase.rawValue), "error": .text(problem.reason),
            "time": .timestamp(Date()), "attempts": .integer(attempts),
        ]
    }
}
