public import Foundation
import GRDB

/// The rows of a query on a SQLite database, each a document. The database is opened for reading only.
///
///     let source = DatabaseSource(
///         file, query: "SELECT id, body, updated, author FROM notes WHERE NOT draft",
///         idColumn: "id", textColumn: "body", modifiedColumn: "updated")
///
/// With a column of modification, texts are read only where it has another value than at the last reading; it must change
/// with whatever the query gives. Without one, the listing reads all rows. The other columns are metadata.
public struct DatabaseSource: DocumentSource {
    public let file: URL
    public let identity: String
    public let query: String
    public let idColumn: String
    public let textColumn: String
    public let modifiedColumn: String?
    /// What the texts are, as the extensions of a ``ParserRegistry``.
    public let type: String

    /// - Parameters:
    ///   - identity: nil for the file's absolute path and the query; name it to keep the documents when either changes.
    ///   - query: One SELECT.
    ///   - idColumn: The column with the documents' paths: texts or integers, each once.
    ///   - modifiedColumn: A column of any type that changes with the row. Seconds since 1970 and texts of ISO 8601 become
    ///     the documents' time of modification.
    ///   - type: `txt` unless stated.
    public init(
        _ file: URL, identity: String? = nil, query: String, idColumn: String = "id", textColumn: String = "text",
        modifiedColumn: String? = nil, type: String = "txt"
    ) {
        self.file = file
        self.query = query
        self.identity =
            identity ?? "\(file.standardizedFileURL.resolvingSymlinksInPath().path)?\(query)"
        self.idColumn = idColumn
        self.textColumn = textColumn
        self.modifiedColumn = modifiedColumn
        self.type = type
    }

    /// - Throws: ``IngestError``: `sourceUnreadable`; `CancellationError`.
    public func listing() async throws -> SourceListing {
        try await reading { database in
            let columns = try database.makeStatement(sql: query)
            for column in [idColumn, textColumn] + (modifiedColumn.map { [$0] } ?? [])
            where !columns.columnNames.contains(column) {
                throw IngestError.sourceUnreadable(file.path, reason: "the query gives no column \"\(column)\"")
            }
            let wanted = [idColumn] + [modifiedColumn ?? textColumn]
            let list = wanted.map { TableLayout.quoted($0) }.joined(separator: ", ")
            let rows = try GRDB.Row.fetchCursor(database, sql: "SELECT \(list) FROM (\(query)) ORDER BY 1")
            var listing = SourceListing(files: [])
            var seen: Set<Value> = []
            while let row = try rows.next() {
                try Task.checkCancellation()
                guard let id = Self.id(row[0]) else {
                    listing.problems.append(
                        FileProblem(
                            path: "\(row[0] as DatabaseValue)", phase: .listing,
                            reason: "its \(idColumn) is no text and no integer"))
                    continue
                }
                guard seen.insert(.text(id)).inserted else {
                    listing.problems.append(
                        FileProblem(path: id, phase: .listing, reason: "another row has the \(idColumn) \(id) too"))
                    continue
                }
                let mark: DatabaseValue = row[1]
                listing.files.append(
                    SourceFile(
                        path: id, modified: modifiedColumn == nil ? nil : Self.date(mark), type: type,
                        revision: modifiedColumn == nil ? nil : Self.text(mark)))
            }
            return listing
        }
    }

    public func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        try await reading { database in
            let key: (any DatabaseValueConvertible)? = Int64(file.path)
            // An integer is written one way only; a text of digits is compared as such.
            let sql = """
                SELECT * FROM (\(query)) WHERE \(TableLayout.quoted(idColumn)) = ?1
                    OR \(TableLayout.quoted(idColumn)) = ?2 LIMIT 1
                """
            let arguments = StatementArguments([file.path as (any DatabaseValueConvertible)?, key])
            guard let row = try GRDB.Row.fetchOne(database, sql: sql, arguments: arguments) else { return .missing }
            var content = SourceContent(bytes: [])
            switch (row[textColumn] as DatabaseValue).storage {
            case .string(let text): content.bytes = Array(text.utf8)
            case .blob(let data): content.bytes = [UInt8](data)
            case .null: throw FileProblem(path: file.path, reason: "its \(textColumn) is NULL")
            case .int64, .double: throw FileProblem(path: file.path, reason: "its \(textColumn) is a number")
            }
            if let modifiedColumn {
                let mark: DatabaseValue = row[modifiedColumn]
                content.revision = Self.text(mark)
                content.modified = Self.date(mark)
            }
            for (name, value) in row where ![idColumn, textColumn].contains(name) && name != modifiedColumn {
                content.metadata[name] = Self.value(value)
            }
            return .content(content)
        }
    }

    private func reading<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            return try await DatabaseQueue(path: file.path, configuration: configuration).read(work)
        } catch let error as DatabaseError {
            throw IngestError.sourceUnreadable(file.path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    private static func id(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .string(let text) where !text.isEmpty: text
        case .int64(let number): String(number)
        default: nil
        }
    }

    /// Values of different types differ.
    private static func text(_ value: DatabaseValue) -> String? {
        value.isNull ? nil : value.description
    }

    private static func date(_ value: DatabaseValue) -> Date? {
        switch value.storage {
        case .int64(let seconds): Date(timeIntervalSince1970: Double(seconds))
        case .double(let seconds): Date(timeIntervalSince1970: seconds)
        case .string(let text): Timestamp.parse(text)
        default: nil
        }
    }

    private static func value(_ value: DatabaseValue) -> Value {
        switch value.storage {
        case .null: .null
        case .int64(let value): .integer(value)
        case .double(let value): .real(value)
        case .string(let value): .text(value)
        case .blob(let value): .blob(value)
        }
    }
}
