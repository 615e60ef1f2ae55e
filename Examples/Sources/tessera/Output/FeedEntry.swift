import Foundation
import Retriever

/// One element of what `changes --json` prints: the row's columns, and those of the change data feed.
struct FeedEntry: Encodable {
    private let change: Change
    private let columns: [String]

    /// - Parameter columns: In the order in which people see them.
    init(_ change: Change, columns: [String]) {
        self.change = change
        self.columns = columns
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for column in columns {
            try container.encode(JSONCell(value: change.row[column] ?? .null), forKey: Key(column))
        }
        // No column of a table begins with an underscore.
        try container.encode(change.type.rawValue, forKey: Key("_change_type"))
        try container.encode(change.version, forKey: Key("_commit_version"))
        try container.encode(change.timestamp.iso8601, forKey: Key("_commit_timestamp"))
    }

    /// For people: one line.
    var line: String {
        let cells = columns.compactMap { column -> String? in
            guard let value = change.row[column], !value.isNull else { return nil }
            return "\(column)=\(value.description.excerpt(40))"
        }
        return
            "\(change.version)  \(change.timestamp.iso8601)  \(change.type.rawValue)  \(cells.joined(separator: " "))"
    }
}
